"""Sentences for readers, through gettext, with or without Django: commands on files alone must start at once.

Where Django is at work its active language holds; otherwise the catalogue is read from `polias/locale` directly, the
one that `makemessages` fills for the whole of Polias.
"""

from __future__ import annotations

import gettext
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).resolve().parents[1] / "locale"


def _django() -> Any:
    """Django's translation if this process has set Django up; never the reason to load it."""
    conf = sys.modules.get("django.conf")
    return sys.modules.get("django.utils.translation") if conf is not None and conf.settings.configured else None


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", localedir=LOCALES, languages=[code], fallback=True)


def language() -> str:
    """The language in use, as an HTML page names it: `POLIAS_LANGUAGE` without Django, else British English."""
    django = _django()
    tag = (django.get_language() if django else None) or os.environ.get("POLIAS_LANGUAGE") or "en-GB"
    code, _dash, region = tag.replace("_", "-").partition("-")
    return f"{code}-{region.upper()}" if region else code


def _(sentence: str) -> str:
    if not sentence:
        # The empty message is the catalogue's own header.
        return ""
    django = _django()
    return django.gettext(sentence) if django else _catalogue(_locale()).gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    django = _django()
    return django.ngettext(one, many, count) if django else _catalogue(_locale()).ngettext(one, many, count)


def _locale() -> str:
    """`en-GB` as gettext's folders are named, `en_GB`."""
    return language().replace("-", "_")


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
