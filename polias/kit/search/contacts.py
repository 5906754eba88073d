"""Telephone numbers and addresses made comparable, as texts to be hashed into keys.

A number is found whole, however it was spaced, and by its last six to eight digits. An address is found by a house
number with the word after it, and by the name of its street; "St" and "Street" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.kit.search.names import folded
from polias.kit.search.query import POSTCODE

#: A national number without its 0 has nine or ten digits; with another country's code at most fifteen.
FEWEST_DIGITS, NATIONAL_DIGITS, MOST_DIGITS = 9, 10, 15
#: The end of a number is looked for by so many digits; the end of a shorter one is nobody's.
TAILS = (6, 7, 8)
STREETS = {
    "avenue": "avenue", "ave": "avenue", "close": "close", "cl": "close", "court": "court", "ct": "court",
    "crescent": "crescent", "cres": "crescent", "drive": "drive", "dr": "drive", "gardens": "gardens",
    "gdns": "gardens", "green": "green", "grove": "grove", "hill": "hill", "lane": "lane", "ln": "lane",
    "mews": "mews", "parade": "parade", "park": "park", "place": "place", "pl": "place", "quay": "quay",
    "rise": "rise", "road": "road", "rd": "road", "row": "row", "square": "square", "sq": "square",
    "street": "street", "st": "street", "terrace": "terrace", "ter": "terrace", "view": "view", "walk": "walk",
    "way": "way", "wharf": "wharf", "yard": "yard",
}  # fmt: skip
_PHONE = re.compile(r"(?<![\w-])\+?\d[\d\s().-]{4,24}\d(?!\w)")
_DATE = re.compile(r"(?<![\d+])(?:\d{1,2}([\s./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([\s./-])\d{1,2}\2\d{1,2})(?!\d)")
_BETWEEN_NUMBERS = re.compile(r"[/,;&]|\bor\b|\band\b", re.I)
_EXTENSION = re.compile(r"\b(?:ext(?:ension|n)?\.?|x)\s*\d+\s*$", re.I)
_WORD = re.compile(r"\d+[A-Za-z]?|[^\W\d_](?:[^\W\d_]|['’-])*")


def normal_phone(text: str) -> str:
    """A telephone number as its digits, a British one from its 0; "" when there are too few or too many."""
    number = _EXTENSION.sub("", text.strip())
    digits = re.sub(r"\D", "", number)
    plus = number.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if plus else digits
    if plus and digits.startswith("44"):
        # "+44 (0)1632 ..." keeps a 0 that is never dialled.
        digits = "0" + digits[2:].removeprefix("0")
    elif not plus and not digits.startswith("0") and len(digits) in (FEWEST_DIGITS, NATIONAL_DIGITS):
        digits = "0" + digits
    return digits if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def phone_in(text: str) -> str:
    """What of a search looks like a telephone number or the end of one; a date is none."""
    for part in _BETWEEN_NUMBERS.split(_DATE.sub(" ", text)):
        if found := _PHONE.search(_EXTENSION.sub("", part)):
            digits = re.sub(r"\D", "", found[0])
            return normal_phone(found[0]) or (digits if len(digits) in TAILS else "")
    return ""


def phone_texts(written: str) -> Iterator[str]:
    """What the numbers in a box are filed under; of the end of one, what it may be the end of."""
    for number in filter(None, map(str.strip, _BETWEEN_NUMBERS.split(written))):
        whole = normal_phone(number)
        digits = whole or re.sub(r"\D", "", number)
        if whole:
            yield f"T|{whole}"
            yield from (f"t|{whole[-length:]}" for length in TAILS)
        elif len(digits) in TAILS:
            yield f"t|{digits}"


def address_texts(address: str) -> Iterator[str]:
    """What an address is filed under: "Flat 2, 12 Lantern Rd" gives 2 lantern, 12 lantern and lantern road.

    A postcode is filed on its own.
    """
    words = [
        each if each[0].isdecimal() else folded(each).replace(" ", "")
        for each in _WORD.findall(POSTCODE.sub(" ", address))
    ]
    words = [word.lower() for word in words if word]
    for place, word in enumerate(words):
        if word[0].isdecimal():
            named = next((each for each in words[place + 1 :] if not each[0].isdecimal()), "")
            if named:
                yield f"H|{word}|{named}"
        elif place and word in STREETS and not words[place - 1][0].isdecimal():
            yield f"W|{words[place - 1]}|{STREETS[word]}"
