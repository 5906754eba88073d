"""Makes values comparable: folded names with their sound, postcodes, numbers of telephones, plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from polias.kit.search.names import LOOSE_PREFIXES, TITLES, folded, given_name_groups, sound, surname_forms

#: What people write where they know nothing.
NOTHING = frozenset(
    {"", "na", "n/a", "n.a.", "nan", "<na>", "null", "none", "nil", "unknown", "not known", "n/k", "-", "--", "?", "."}
)
#: Letters a value may have; what is longer is no name or address and is not compared.
LONGEST = 1_000
_LETTERS_OR_DIGITS = re.compile(r"[^\w]+|_+")
_DIGITS = re.compile(r"\D+")
_UK_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_PARTICLE = re.compile(r"\b(jr|sr|junior|senior|esq|obe|mbe|cbe|phd|mp|qc|kc)\b")


def readable(text: str | None) -> str | None:
    """Without zero-width, bidirectional and control characters and outer spaces; None where it says nothing."""
    if text is None:
        return None
    if not text.isascii():
        text = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text if unicodedata.category(c) != "Cf")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return None if text.casefold() in NOTHING else text


# ------------------------------------------------------------------------------- what each kind is compared by

#: Columns of the cleaned table, by the suffix they get; None where the value gives none.
Cleaned = Mapping[str, Any]


def forename(text: str) -> Cleaned | None:
    """All forenames, also in one word, the first one, the names it may stand for, and how it sounds."""
    words = [word for word in folded(text).split() if word not in TITLES]
    if not words:
        return None
    first = words[0]
    stands_for = [
        name for form in dict.fromkeys((first, "".join(words[:2]))) for name in given_name_groups().get(form, ())
    ]
    stands_for = list(dict.fromkeys(stands_for)) or [first]
    return {
        "": " ".join(words),
        "joined": "".join(words),
        "first": first,
        "stands_for": stands_for,
        "sound": sound(stands_for[0]),
    }


def surname(text: str) -> Cleaned | None:
    """The whole name in one word, its parts, the last of them, and how the whole sounds."""
    words = [word for word in _PARTICLE.sub(" ", folded(text)).split() if word not in TITLES]
    forms = surname_forms(" ".join(words)) if words else ()
    if not forms:
        return None
    return {"": forms[0], "forms": list(forms), "last": forms[-1], "sound": sound(forms[0])}


def split_name(text: str) -> tuple[str | None, str | None]:
    """Forenames and surname of a name in one column: "Smith, John" and "Mr John Smith" alike."""
    before, comma, after = text.partition(",")
    family = before.split()
    if comma and after.strip() and family and all(folded(word) in LOOSE_PREFIXES for word in family[:-1]):
        return after.strip(), before.strip()
    words = [word for word in before.split() if folded(word) not in TITLES]
    words = [word for word in words if not _PARTICLE.fullmatch(folded(word))] or words
    if len(words) < 2:
        return None, (words[0] if words else None)
    return " ".join(words[:-1]), words[-1]


def postcode(text: str) -> Cleaned | None:
    """Letters and digits alone; without the last three (British) or the last one, the district."""
    whole = "".join(_LETTERS_OR_DIGITS.split(text.upper()))
    if not whole:
        return None
    british = _UK_POSTCODE.fullmatch(whole)
    district = british.group(1) if british else whole[:-1] if len(whole) > 2 else whole
    area = re.match(r"[A-Z]+", whole)
    return {"": whole, "district": district, "area": area.group() if area else whole[:2]}


def phone(text: str) -> Cleaned | None:
    """The last nine digits, so that +44 20 and 020 are one."""
    digits = _DIGITS.sub("", text)
    return {"": digits[-9:]} if len(digits) >= 5 else None


def email(text: str) -> Cleaned | None:
    """The whole address, and what stands before the @."""
    whole = "".join(text.casefold().split())
    user = whole.partition("@")[0]
    return {"": whole, "user": user} if user else None


def plain(text: str) -> Cleaned | None:
    """Words in lower case without accents and marks."""
    words = _words(text)
    return {"": words} if words else None


def address(text: str) -> Cleaned | None:
    """As plain text, with its words as a list."""
    words = _words(text)
    return {"": words, "words": sorted(set(words.split()))} if words else None


@lru_cache(maxsize=8_192)
def _words(text: str) -> str:
    plain_text = unicodedata.normalize("NFKD", text.casefold())
    without_marks = "".join(c for c in plain_text if not unicodedata.combining(c)) if not text.isascii() else plain_text
    return " ".join(_LETTERS_OR_DIGITS.sub(" ", without_marks).split())


def sex(text: str) -> Cleaned | None:
    """The first letter: male, M and man are one."""
    words = _words(text)
    known = {"man": "m", "boy": "m", "woman": "f", "girl": "f", "1": "m", "2": "f"}
    return {"": known.get(words, words[:1])} if words else None


CLEANERS: dict[str, Callable[[str], Cleaned | None]] = {
    "forename": forename,
    "surname": surname,
    "postcode": postcode,
    "phone": phone,
    "email": email,
    "address": address,
    "place_of_birth": plain,
    "sex": sex,
    "plain": plain,
}
