"""A paper as every rule sees it: paragraphs and table cells in reading order, each with its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from polias.boards.minutes.pieces import Piece


@dataclass(frozen=True)
class Block:
    """One paragraph, or one paragraph of a table cell."""

    piece: Piece
    gap: int = 0  # empty lines before it
    row: int | None = None  # number of the table row it belongs to; None outside tables
    column: int = 0
    heading: bool = False  # the file itself marks it as a heading
    bullet: str = ""  # the mark of a list that stood before it
    cell_start: bool = True  # first paragraph of its cell
    fresh: bool = False  # a rule or an empty row stands before it

    @property
    def text(self) -> str:
        return self.piece.text


@dataclass(frozen=True)
class Row:
    """One row of a table, its cells as printed, empty ones included; table numbers the run of rows it belongs to."""

    cells: tuple[Piece, ...]
    table: int


@dataclass(frozen=True)
class Paper:
    text: str
    blocks: list[Block]
    rows: list[Row]
    _starts: list[int] = field(default_factory=list, repr=False)

    def line_of(self, place: int) -> int:
        """Number of the line, counted from 1, that a place stands in."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(i + 1 for i, letter in enumerate(self.text) if letter == "\n")
        return bisect_right(self._starts, place)
