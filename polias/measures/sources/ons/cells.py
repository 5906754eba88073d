"""One cell of an official table: a number, or one of the marks that say why there is none; a mark is never nought."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from polias.measures.words import _
from polias.measures.written import number_in

_MARK = re.compile(r"\[\s*([a-z]\d*)\s*\]")
_NOTE = re.compile(r"\s*\[\s*notes?\s*([\d\s,]+)\]", re.IGNORECASE)
#: Where a table says what its marks mean: "[u] indicates that a number is suppressed as ...".
_EXPLAINED = re.compile(
    r"[\['\"‘“]\s*([a-z]\d*|-|\.\.|:)\s*[\]'\"’”]\s*(?:indicates?|denotes?|means?|shows?)\s+(?:that\s+)?"
    r"(.+?)(?=\.\s*(?:[\['\"‘“]|$)|\[|$)"
)
#: How older tables write that a figure is not given; what is not explained is not guessed, and never nought.
_OLD_MARKS = frozenset({"-", "–", "..", ":", "n/a", "na"})
#: What the marks mean where a table does not say so itself; sources in the release for the year ending December 2024.
USUAL_MEANINGS: Mapping[str, str] = {
    "u": "the number is not given because it stands on a small base",
    "u1": "the rate is not given because so few people live in the area",
    "x": "the number is not available",
    "z": "a share cannot be reckoned because there were no such offences",
}
EMPTY = "empty"


class NoNumber(ValueError):
    """A cell that is neither a number nor a mark."""


class Cell(NamedTuple):
    """A value, or the mark that stands in its place: exactly one of the two."""

    value: float | None
    missing: str | None


def cell(text: str) -> Cell:
    """Read a cell; an empty one is missing and its mark says so. Raises NoNumber."""
    written = text.strip()
    if not written:
        return Cell(None, EMPTY)
    if mark := _MARK.fullmatch(written.lower()):
        return Cell(None, mark[1])
    if written.lower() in _OLD_MARKS:
        return Cell(None, written.lower().replace("–", "-"))
    if (value := number_in(written.removesuffix("%"))) is None:
        raise NoNumber(written)
    return Cell(value, None)


def meanings(lines: list[str]) -> dict[str, str]:
    """What each mark means: by the lines above the table, else by what it usually means."""
    found = {mark: meaning.strip(" .") for line in lines for mark, meaning in _EXPLAINED.findall(line)}
    return {**USUAL_MEANINGS, EMPTY: _("the cell is empty"), **found}


def without_notes(text: str) -> str:
    """A heading or a name as it would stand without line breaks and without its references to notes."""
    return " ".join(_NOTE.sub("", text).split())


def notes_of(text: str) -> list[int]:
    """The numbers of the notes that a heading, a name or a title refers to."""
    return [int(number) for found in _NOTE.findall(text) for number in re.findall(r"\b\d{1,4}\b", found)]
