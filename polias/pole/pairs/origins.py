"""Groups of names by which uneven error shows: roughly where a name is from, as far as its letters tell."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext_lazy as _l

from polias.kit.i18n.text import Words
from polias.kit.search.names import first_forenames, given_name_groups

LABELS: dict[str, Words] = {
    "usual": _l("First name in the table of usual British names"),
    "other": _l("First name not in that table"),
    "script": _l("Letters other than Latin or with accents"),
}


def origin_of(forenames: str, surname: str) -> str:
    """The group of one person's name: nothing is said of where anybody is from."""
    letters = [c for c in f"{forenames}{surname}" if c.isalpha()]
    if any(not c.isascii() for c in letters if unicodedata.category(c).startswith("L")):
        return "script"
    known = given_name_groups()
    return "usual" if any(name in known for name in first_forenames(forenames)) else "other"


def of_both(one: str, other: str) -> str:
    """The group of a pair: the less usual of the two."""
    order = list(LABELS)
    return max(one, other, key=order.index)
