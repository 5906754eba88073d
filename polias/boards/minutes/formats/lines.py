"""Builds the plain text that every format is turned into: lines, table rows, list marks, headings."""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import CELL_BREAK
from polias.boards.minutes.spaced_letters import letter_by_letter

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def whole(text: str | None, *, otherwise: int = 1) -> int:
    """A number as files write it; `otherwise` where it is none, or longer than any that is meant."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def flat(text: str) -> str:
    """One line: every run of blanks is one blank, but between words that are printed letter by letter."""
    return (text if letter_by_letter(text) else _BLANKS.sub(" ", text)).strip()


def row(cells: list[list[str]]) -> str:
    """A table row: cells parted by tabs, the paragraphs of a cell by the cell break."""
    line = "\t".join(CELL_BREAK.join(part for part in map(flat, cell) if part) for cell in cells)
    return line if line.strip("\t") else ""


def counted(number: int, kind: str) -> str:
    """A list number as printed: decimal, lowerLetter, upperLetter, lowerRoman, upperRoman."""
    if kind in ("lowerLetter", "upperLetter", "a", "A"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind in ("lowerLetter", "a") else letter.upper()
    if kind in ("lowerRoman", "upperRoman", "i", "I"):
        roman = _roman(number)
        return roman if kind in ("lowerRoman", "i") else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters, number = letters + letter, number - value
    return letters
