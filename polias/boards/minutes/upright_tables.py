"""Reads tables that give an action a row for each thing said of it: "Action", "Lead", "Date due" below each other."""

from __future__ import annotations

from collections.abc import Iterator

from polias.boards.minutes.action_tables import ActionTable, TableAction, kind_of
from polias.boards.minutes.paper import Row

#: What may stand in the first column beside the words of the action.
_SAID = ("owner", "due", "ref", "status")


def upright_tables(rows: list[Row]) -> Iterator[ActionTable]:
    """A table for each action that is written so, with whoever is to do it or by when below or above."""
    run: list[Row] = []
    for row in [*rows, None]:
        kind = _label(row)
        goes_on = bool(run) and row is not None and row.table == run[-1].table
        again = kind in [_label(each) for each in run]
        if run and (not kind or not goes_on or again):
            yield from _table(run)
            run = []
        if row is not None and kind:
            run.append(row)


def _label(row: Row | None) -> str:
    """What a row of two cells says of an action; nothing for any other row."""
    if row is None:
        return ""
    cells = [cell for cell in row.cells if cell]
    kind = kind_of(cells[0].text.strip(" :*")) if len(cells) == 2 and cells[0] is row.cells[0] else ""
    return kind if kind in ("action", *_SAID) and not kind_of(cells[1].text.strip(" :*")) else ""


def _table(run: list[Row]) -> Iterator[ActionTable]:
    said = {_label(row): next(cell for cell in row.cells[1:] if cell) for row in run}
    if "action" not in said or not {"owner", "due"} & said.keys():
        return
    action = TableAction(text=[said["action"]], row=run[0])
    for kind in said.keys() & {"owner", "due", "status"}:
        getattr(action, kind).append(said[kind])
    action.ref = said.get("ref", action.ref)
    yield ActionTable({}, [action], run)
