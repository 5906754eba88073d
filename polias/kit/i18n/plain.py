"""Sentences for code that must also run without Django: translated once Django is set up, plain English before."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def gettext(message: str) -> str:
    """The message in the reader's language."""
    return translation.gettext(message) if settings.configured else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The singular or plural message in the reader's language."""
    if settings.configured:
        return translation.ngettext(singular, plural, number)
    return singular if number == 1 else plural
