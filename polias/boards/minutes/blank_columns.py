"""Tables whose columns only blanks part, under headings that announce actions: tabs are put between their cells."""

from __future__ import annotations

import re

from polias.boards.minutes.action_tables import header
from polias.boards.minutes.paper import Row
from polias.boards.minutes.pieces import piece_of

_CELL = re.compile(r"[^ \r]+(?: {1,2}[^ \r]+)*")
#: A cell begins below its heading, or so near to it.
_NEAR = 2


def with_tabs(text: str) -> str:
    """The text, as long as before, with tabs for the blanks between the cells of such tables.

    A line that does not fit is passed over, and so is the rest of a wrapped row; prose ends the table.
    """
    if "   " not in text:
        return text
    lines, starts, below_a_row = text.split("\n"), list[int](), False
    for place, line in enumerate(lines):
        cells = list(_CELL.finditer(line)) if "\t" not in line else []
        if _announces_actions(cells):
            starts = [cell.start() for cell in cells]
        elif line.strip() and _ends_the_table(cells, starts, below_a_row=below_a_row):
            starts = []
        columns = _columns(cells, starts)
        if columns and (columns[0] == 0 or below_a_row):
            lines[place] = _tabbed(line, cells, columns)
            below_a_row = True
        else:
            below_a_row = below_a_row and len(cells) == 1
    return "\n".join(lines)


def _announces_actions(cells: list[re.Match[str]]) -> bool:
    return len(cells) > 2 and bool(header(Row(tuple(piece_of(cell.group()) for cell in cells), 0)))


def _ends_the_table(cells: list[re.Match[str]], starts: list[int], *, below_a_row: bool) -> bool:
    """Whether a line is no row: one of tabs, or prose at the edge, unless a small letter goes on with the row above."""
    if not cells or not starts:
        return True
    at_the_edge = len(cells) == 1 and cells[0].start() < starts[1] - _NEAR
    return at_the_edge and not (below_a_row and cells[0].group()[0].islower())


def _columns(cells: list[re.Match[str]], starts: list[int]) -> list[int]:
    """The column of each cell: as many as headings, or each below its own; empty where they do not fit."""
    if len(cells) == len(starts):
        return list(range(len(cells)))
    below = [[column for column, start in enumerate(starts) if abs(cell.start() - start) <= _NEAR] for cell in cells]
    found = [near[0] for near in below if near]
    fits = len(found) == len(cells) and len(set(found)) == len(found) and found != [0]
    return found if fits else []


def _tabbed(line: str, cells: list[re.Match[str]], columns: list[int]) -> str:
    """The line with a tab for every column that its cells have passed; as it was where a gap cannot hold them."""
    parts, end, last = [], 0, 0
    for cell, column in zip(cells, columns, strict=True):
        parts += ["\t" * (column - last), " " * (cell.start() - end - (column - last)), cell.group()]
        end, last = cell.end(), column
    tabbed = "".join(parts) + line[end:]
    return tabbed if len(tabbed) == len(line) else line
