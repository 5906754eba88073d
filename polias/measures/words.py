"""Sentences for readers, through gettext without Django, so that commands on files alone start at once.

The catalogue is the one that `makemessages` fills for the whole of Polias: domain `django` in `polias/locale`.
"""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parents[1] / "locale"


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", localedir=LOCALES, languages=[language], fallback=True)


def language() -> str:
    """`POLIAS_LANGUAGE` when set; otherwise British English, whatever the terminal's own language."""
    return os.environ.get("POLIAS_LANGUAGE") or "en_GB"


def _(sentence: str) -> str:
    return _catalogue(language()).gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    return _catalogue(language()).ngettext(one, many, count)


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(month: str) -> str:
    """`2018-12` as December 2018."""
    year, number = month.split("-")
    return f"{_(MONTHS[int(number) - 1])} {year}"


def count(number: int | float) -> str:
    return f"{number:,.0f}"


def listed(words: list[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
