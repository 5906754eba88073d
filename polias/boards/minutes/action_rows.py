"""Actions told by what stands beside them, in the cells of a row or in lines that were cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished, unnumbered
from polias.boards.minutes.action_marks import NO_ACTION, NO_DAY, NUMBER_ALONE
from polias.boards.minutes.action_tables import kind_of
from polias.boards.minutes.dates import dates
from polias.boards.minutes.owners import does_something, due_in, is_owner_cell, split_owners
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.sheet import Part

#: So many blanks part a margin from what stands beside it; an action is no shorter.
_GAP, _SHORTEST = 3, 15
_WORD = re.compile(r"(?:AGREED |[Aa]greed )?(?:ACTIONS?|Actions?)(?: [Pp]oints?| POINTS?)?\s*:?")
#: A number that only actions have, alone in its cell.
_REF = re.compile(r"(?P<ref>(?:A|AP|AP )\d{1,4}(?:[./-]\d{1,4})?)[.:]?")
#: A row has so many cells at most; the heading of a column is shorter.
_WIDEST, _HEADING = 6, 40


def beside_its_number(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "AF to write by May | Action 17": the number stands in the next cell of the row, or behind a gap of the line."""
    part = parts[number]
    if part.block.row is None and not part.piece.text.rstrip(".:")[-1:].isdecimal():
        return None
    if part.block.row is None:
        said, *beside = part.piece.columns(_GAP)
        last = beside[-1] if len(beside) == 1 else NOTHING
    else:
        following = parts[number + 1] if number + 1 < len(parts) else part
        said, last = part.piece, following.piece if following.block.row == part.block.row else NOTHING
    match = NUMBER_ALONE.fullmatch(last.text) if last else None
    if match is None or len(said.text) < _SHORTEST:
        return None
    if part.block.row is not None:
        skip.add(number + 1)
    return list(finished(unnumbered(said), last.part(match, "ref"), "number beside it", part, meeting))


def beside_the_word(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "ACTION | AF to write by May": the word in a cell of its own, and beside it what is to be done."""
    part = parts[number]
    ref = _REF.fullmatch(part.piece.text)
    if part.block.row is None or not (ref or _WORD.fullmatch(part.piece.text)):
        return None
    beside = []
    for index in range(number + 1, min(number + _WIDEST, len(parts))):
        if parts[index].block.row != part.block.row:
            break
        beside.append(index)
    text = parts[beside[0]].piece if beside else NOTHING
    heads = bool(kind_of(text.text.strip(" :*")))  # "Action | Progress since the last meeting" begins a table
    if ref and not does_something(text):
        return None  # "A1 | Annual report" may number anything
    if heads or len(text.text) < _SHORTEST or " " not in text.text or NO_ACTION.match(text.text):
        return None
    same_cell = [index for index in beside if parts[index].block.column == parts[beside[0]].block.column]
    skip.update(same_cell)
    return [
        action
        for index in same_cell
        for action in finished(
            unnumbered(parts[index].piece),
            part.piece.part(ref, "ref") if ref else NOTHING,
            "beside the word",
            part,
            meeting,
        )
    ]


def cell_by_cell(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "Action", "Owner", "Deadline" line by line, and the cells of each row below: a table that lost its lines."""
    kinds = list(_headings(parts, number))
    if "action" not in kinds or not {"owner", "due"} & set(kinds) or len(set(kinds)) < len(kinds):
        return None
    found: list[Action] = []
    first, wide = number + len(kinds), len(kinds)
    while first + wide <= len(parts):
        cells = dict(zip(kinds, parts[first : first + wide], strict=True))
        if not all(_fits(kind, part, parts[number]) for kind, part in cells.items()):
            break
        found.append(_of_cells(cells, meeting))
        first += wide
    skip.update(range(number + 1, first) if found else ())
    return found or None


def label_by_label(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """ "Action", what is to be done, "Owner", "Ann Field", "Due", "3 May": a label and what it stands for in turns."""
    said: dict[str, Part] = {}
    last = number
    for index in range(number, min(number + 2 * _WIDEST, len(parts) - 1), 2):
        label, value = parts[index], parts[index + 1]
        text = label.piece.text.strip(" :*")
        kind = kind_of(text) if label.block.row is None and len(text) < _HEADING else ""
        fits = (
            bool(kind) and kind not in said and value.item is label.item and not kind_of(value.piece.text.strip(" :*"))
        )
        if not fits or (not said and kind != "action"):
            break
        said[kind], last = value, index + 1
    if len(said.get("action", parts[number]).piece.text) < _SHORTEST or not {"owner", "due"} & said.keys():
        return None
    if not all(_fits(kind, said[kind], parts[number]) for kind in said.keys() & {"owner", "due"}):
        return None
    skip.update(range(number + 1, last + 1))
    return [_of_cells(said, meeting)]


def _headings(parts: list[Part], number: int) -> Iterator[str]:
    for part in parts[number : number + _WIDEST]:
        text = part.piece.text
        kind = kind_of(text.strip(" :*")) if part.block.row is None and len(text) < _HEADING else ""
        if not kind:
            return
        yield kind


def _fits(kind: str, part: Part, heading: Part) -> bool:
    """Whether a line may stand below such a heading."""
    text = part.piece.text
    if part.item is not heading.item or part.block.row is not None:
        return False
    if kind == "owner":
        return is_owner_cell(text) and not dates(text)
    if kind in ("due", "raised"):
        return bool(dates(text) or NO_DAY.fullmatch(text)) and len(text) < 40
    if kind in ("ref", "place"):
        return len(text) < _SHORTEST and any(letter.isdecimal() for letter in text)
    return kind != "action" or len(text) >= _SHORTEST


def _of_cells(cells: dict[str, Part], meeting: str | None) -> Action:
    part = cells["action"]
    action = next(finished(part.piece, _cell(cells, "ref"), "row of an action table", part, meeting))
    due = due_in(_cell(cells, "due"), meeting, column=True) if "due" in cells else None
    owners = tuple(split_owners(_cell(cells, "owner"))) if "owner" in cells else action.owners
    return replace(action, owners=owners, due=due[0] if due else None, due_piece=due[1] if due else NOTHING)


def _cell(cells: dict[str, Part], kind: str) -> Piece:
    return cells[kind].piece if kind in cells else NOTHING
