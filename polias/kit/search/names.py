"""Names made comparable: accents folded, hyphens and prefixes taken apart, given names brought to one form.

The table of given names was compiled for Polias from common British usage; a variant may belong to several names
(Alex: Alexander or Alexandra), and then stands for all of them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from polias.kit.search.scripts import in_latin

FILE = Path(__file__).with_name("given_names.csv")
ROMANISED = Path(__file__).with_name("surnames.csv")
LETTERS_NOT_COMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Left out as often as they are written: "van der Berg" is also filed under Berg, "O'Neill" under Neill.
LOOSE_PREFIXES = frozenset(
    {
        "al",
        "ap",
        "bin",
        "bint",
        "d",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "du",
        "el",
        "ibn",
        "l",
        "la",
        "le",
        "o",
        "ter",
        "van",
        "von",
    }
)
# Never left out: "Mac Donald" is MacDonald, not Donald.
FIXED_PREFIXES = frozenset({"mac", "mc", "fitz", "st"})
# Where English spelling and sound part and Metaphone does not know it: Thompson, Thomson and Tomson are one sound.
HEARD_OTHERWISE = (("thom", "tom"), ("mps", "ms"))
# Most people share a few hundred names; to keep more would fill each web process, and help nobody.
MOST_KEPT = 1_024
TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "rev", "sir", "dame", "lord", "lady", "prof"})


@lru_cache(maxsize=MOST_KEPT)
def folded(text: str) -> str:
    """Lower case in Latin letters without accents; apostrophes, hyphens and all else but letters become spaces."""
    lower = text.casefold().translate(LETTERS_NOT_COMPOSED)
    if not lower.isascii():
        lower = in_latin(_without_marks(lower))
    return " ".join(re.sub(r"[^\w]|[\d_]", " ", lower).replace("saint ", "st ").split())


def _without_marks(text: str) -> str:
    """Accents taken off Latin letters; other scripts are read with their marks."""
    plain = unicodedata.normalize("NFKD", text)
    latin = "".join(c for c in plain if not unicodedata.combining(c))
    return latin if latin.isascii() else text


@lru_cache(maxsize=MOST_KEPT)
def surname_forms(surname: str) -> tuple[str, ...]:
    """The forms under which a surname is looked for, the whole name first: smithjones, smith, jones."""
    parts = _parts(folded(surname).split())
    whole = "".join("".join(part) for part in parts)
    forms = [whole, *("".join(part) for part in parts), *(part[-1] for part in parts if part[0] in LOOSE_PREFIXES)]
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1 or form == whole) if whole else ())


def _parts(words: list[str]) -> list[list[str]]:
    """Each double-barrelled part with the prefixes that belong to it."""
    parts: list[list[str]] = []
    prefixes: list[str] = []
    for word in words:
        prefixes.append(word)
        if word not in LOOSE_PREFIXES and word not in FIXED_PREFIXES:
            parts.append(prefixes)
            prefixes = []
    return [*parts, prefixes] if prefixes else parts


def first_forenames(forenames: str) -> tuple[str, ...]:
    """The forms of the first forename: "Anne-Marie Jane" gives annemarie and anne, "Jon" gives jon."""
    return _forms_of_one(_first(forenames))


def canonical_forenames(forenames: str) -> tuple[str, ...]:
    """The names that the first forename may stand for: Bob gives robert, Alex alexander and alexandra."""
    return _standing_for(_first(forenames))


@lru_cache(maxsize=MOST_KEPT)
def _first(forenames: str) -> str:
    """The first word that is no title: by it, not by all forenames together, other answers are kept."""
    return next((word for word in forenames.split() if folded(word) not in TITLES), "")


@lru_cache(maxsize=MOST_KEPT)
def _forms_of_one(forename: str) -> tuple[str, ...]:
    pieces = folded(forename).split()
    return tuple(dict.fromkeys(["".join(pieces), pieces[0]])) if pieces else ()


@lru_cache(maxsize=MOST_KEPT)
def _standing_for(forename: str) -> tuple[str, ...]:
    groups = given_name_groups()
    found = [name for form in _forms_of_one(forename) for name in groups.get(form, (form,))]
    return tuple(dict.fromkeys(found))


@cache
def given_name_groups() -> Mapping[str, tuple[str, ...]]:
    """From each given name and variant to the names it may stand for."""
    groups: dict[str, list[str]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for form in (row["name"], *row["variants"].split()):
                groups[form].append(row["name"])
    return {form: tuple(names) for form, names in groups.items()}


@cache
def romanised_otherwise() -> Mapping[str, str]:
    """Surnames that are one name in several romanisations, each with the first of them: cheung is zhang."""
    with ROMANISED.open(encoding="utf-8", newline="") as lines:
        return {form: row["name"] for row in csv.DictReader(lines) for form in row["variants"].split()}


@lru_cache(maxsize=MOST_KEPT)
def sound(form: str) -> str:
    """How a folded name sounds, or the name itself when it has no sound in English."""
    heard = romanised_otherwise().get(form, form)
    for written, spoken in HEARD_OTHERWISE:
        heard = heard.replace(written, spoken)
    said = _metaphone()(heard) or form
    # Which vowel a name begins with differs from one romanisation to the next: Omar and Umar, Elena and Olena.
    return f"A{said[1:]}" if said[0] in "AEIOU" else said


@cache
def _metaphone() -> Callable[[str], str]:
    """Loaded with the first name that is sounded, once."""
    from jellyfish import metaphone

    return metaphone
