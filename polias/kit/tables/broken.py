"""Bytes that are no UTF-8: kept visible while a file is read, and mended value by value."""

from __future__ import annotations


def mended(text: str) -> str:
    """Bytes that were no UTF-8, read as what Windows would have written; any other text as it is."""
    return text if not is_broken(text) else text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def is_broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)
