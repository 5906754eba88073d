"""Reads registers of decisions: tables with a column of what was decided, one row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.boards.minutes.action_tables import DECISION, header
from polias.boards.minutes.paper import Row
from polias.boards.minutes.pieces import Piece

#: What stands beside it in a register: without any of these the word may head anything.
_BESIDE = re.compile(
    r"(?:(?:decision |resolution |minute |item )?(?:ref(?:erence)?|no|number|id)\b\.?|#|(?:agenda )?item|"
    r"subject|topic|date|owner|lead|made by|decision maker|reasons?|rationale|background|title)\s*:?",
    re.I,
)
_NONE = re.compile(r"(?:none|nil|n/?a|no decisions?|-|–)\W*", re.I)


def decisions_in(rows: list[Row]) -> Iterator[Piece]:
    """The cells below a heading "Decision", to the end of their table."""
    column, table = -1, -1
    for row in rows:
        begins = _column(row)
        if begins >= 0:
            column, table = begins, row.table
        elif column >= 0 and (row.table != table or header(row)):
            column = -1
        elif 0 <= column < len(row.cells):
            cell = row.cells[column]
            if len(cell) > 3 and not _NONE.fullmatch(cell.text):
                yield cell


def _column(row: Row) -> int:
    named = [number for number, cell in enumerate(row.cells) if DECISION.fullmatch(cell.text.strip(" *"))]
    others = [cell for cell in row.cells if _BESIDE.fullmatch(cell.text.strip(" *"))]
    return named[0] if len(named) == 1 and others else -1
