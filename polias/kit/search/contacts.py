"""Telephone numbers and addresses made comparable, as texts to be hashed into keys.

A number is found whole, however it was spaced, and by its last six digits. An address is found by a house number with
the word after it, and by the name of its street; "St" and "Street" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.kit.search.names import folded
from polias.kit.search.query import POSTCODE

#: A national number without its 0 has nine or ten digits; with another country's code at most fifteen.
FEWEST_DIGITS, MOST_DIGITS = 9, 15
TAIL = 6
STREETS = {
    "avenue": "avenue", "ave": "avenue", "close": "close", "cl": "close", "court": "court", "ct": "court",
    "crescent": "crescent", "cres": "crescent", "drive": "drive", "dr": "drive", "gardens": "gardens",
    "gdns": "gardens", "green": "green", "grove": "grove", "hill": "hill", "lane": "lane", "ln": "lane",
    "mews": "mews", "parade": "parade", "park": "park", "place": "place", "pl": "place", "quay": "quay",
    "rise": "rise", "road": "road", "rd": "road", "row": "row", "square": "square", "sq": "square",
    "street": "street", "st": "street", "terrace": "terrace", "ter": "terrace", "view": "view", "walk": "walk",
    "way": "way", "wharf": "wharf", "yard": "yard",
}  # fmt: skip
_PHONE = re.compile(r"(?<![\w/-])\+?\d[\d\s().-]{4,24}\d(?![\w/])")
_WORD = re.compile(r"\d+[A-Za-z]?|[^\W\d_](?:[^\W\d_]|['’-])*")


def normal_phone(text: str) -> str:
    """A telephone number as its digits, a British one from its 0; "" when there are too few or too many."""
    digits = re.sub(r"\D", "", text)
    plus = text.strip().startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if plus else digits
    if plus and digits.startswith("44"):
        # "+44 (0)1632 ..." keeps a 0 that is never dialled.
        digits = "0" + digits[2:].removeprefix("0")
    return digits if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def phone_in(text: str) -> str:
    """What of a search looks like a telephone number or the end of one; a date is none."""
    found = _PHONE.search(text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    if not found or re.fullmatch(r"\d{1,2}[.\-]\d{1,2}[.\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}", found[0].strip()):
        return ""
    return normal_phone(found[0]) or (digits if TAIL <= len(digits) < FEWEST_DIGITS else "")


def phone_texts(number: str) -> Iterator[str]:
    """What a number is filed under, or, of the end of one, what it may be the end of."""
    whole = normal_phone(number)
    digits = whole or re.sub(r"\D", "", number)
    if whole:
        yield f"T|{whole}"
    if len(digits) >= TAIL:
        yield f"t|{digits[-TAIL:]}"


def address_texts(address: str) -> Iterator[str]:
    """What an address is filed under: "Flat 2, 12 Lantern Rd" gives 2 lantern, 12 lantern and lantern road.

    A postcode is filed on its own.
    """
    words = [
        each if each[0].isdigit() else folded(each).replace(" ", "")
        for each in _WORD.findall(POSTCODE.sub(" ", address))
    ]
    words = [word.lower() for word in words if word]
    for place, word in enumerate(words):
        if word[0].isdigit():
            named = next((each for each in words[place + 1 :] if not each[0].isdigit()), "")
            if named:
                yield f"H|{word}|{named}"
        elif place and word in STREETS and not words[place - 1][0].isdigit():
            yield f"W|{words[place - 1]}|{STREETS[word]}"
