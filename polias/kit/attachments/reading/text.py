"""Plain text and CSV: really text, and not a page or a program under another name."""

from __future__ import annotations

import codecs
import re
from typing import Any

from polias.kit.attachments.reading import Refused

AT_ONCE = 1024 * 1024
PROGRAMS = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<script|<svg|<\?xml|<\?php|#!|<hta:|<job|mime-version:)", re.I
)
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(data: Any) -> dict[str, int]:
    """UTF-8, or the old code page of Windows; no signs that only a program would send."""
    if PROGRAMS.match(data[:AT_ONCE]):
        raise Refused("not-text")
    if NOT_TEXT.search(data):
        raise Refused("not-text")
    if not _is_utf8(data):
        codecs.decode(data[:AT_ONCE], "cp1252")
    return {}


def read_page(data: Any) -> dict[str, int]:
    """A web page, which is kept and given out as plain text alone: no signs that only a program would send."""
    if NOT_TEXT.search(data):
        raise Refused("not-text")
    return {}


def _is_utf8(data: Any) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), AT_ONCE):
            decoder.decode(data[at : at + AT_ONCE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
