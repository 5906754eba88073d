"""What stands in a list below a heading that names actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished, unnumbered
from polias.boards.minutes.action_marks import COMMITS, ONE_ACTION, SHORT_REF
from polias.boards.minutes.dates import dates
from polias.boards.minutes.owners import OWNERS_PLAIN, due_in, is_owner_cell, owners_in, split_owners
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.sheet import Part
from polias.boards.minutes.titles import ACTIONS_HEADING, FROM_ITEM

#: "Actions for the Force:", "OPCC actions": a list below is theirs; "Action for Children" is a charity.
GROUP = re.compile(
    rf"(?:New |Agreed )?(?:ACTIONS?|Actions?)\s?(?:for|by|on|of|[-–—:])\s(?:the )?(?!Children\b)"
    rf"(?P<of>{OWNERS_PLAIN})\s*+:?|"
    rf"(?P<who>{OWNERS_PLAIN}) (?:Actions|actions|ACTIONS)\s*+:?"
)
#: "Ref 44 – AF to write".
_NUMBERED = re.compile(r"(?:Ref|No|Action|AP)\.? ?(?P<ref>\d[\w./-]*)\s*[:–—-]\s*(?=[A-Z])")
_NUMBER = re.compile(r"\(?(?:[A-Z]{0,2}\d{1,3}|[a-z])[.)]?")
_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[•·–-])\s+")
#: An entry is no shorter, a list no longer; more blanks part columns; a heading is shorter.
_SHORTEST, _LONGEST_LIST, _GAP, _HEADING = 8, 30, 2, 80


def below_a_heading(parts: list[Part], number: int, skip: set[int], meeting: str | None) -> list[Action] | None:
    """What stands below "Actions" or in an item of that name; None where no such heading stands here."""
    part = parts[number]
    piece = unnumbered(part.piece)
    if part.block.row is not None:
        return None
    if ACTIONS_HEADING.fullmatch(piece.text):
        listed = list(_listed(parts, number))
        skip.update(index for index, _each in listed)
        return [action for _i, each in listed for action in _of_list(each, part, meeting)]
    short = len(piece.text) < _HEADING and "ction" in piece.text.lower()
    if short and (whose := GROUP.fullmatch(piece.text)):
        return _of_group(parts, number, piece.part(whose, "of" if whose.group("of") else "who"), skip, meeting)
    if part.item and ACTIONS_HEADING.fullmatch(part.item.title.text) and owners_in(piece):
        return list(finished(piece, NOTHING, "list under Action", part, meeting))
    return None


def _of_list(piece: Piece, part: Part, meeting: str | None) -> Iterator[Action]:
    """One entry of a list under "Actions"; "A1." before it is its number, "Item 3 –" where it comes from."""
    origin = FROM_ITEM.match(piece.text)
    piece = piece.after(origin.end()) if origin else piece
    if cells := _cells_of(piece):
        yield from _of_cells(cells, part, meeting)
        return
    mark = SHORT_REF.match(piece.text) or _NUMBERED.match(piece.text)
    ref, text = (piece.part(mark, "ref"), piece.after(mark.end())) if mark else (NOTHING, piece)
    yield from finished(text, ref, "list under Action", part, meeting)


def _owner_in_its_cell(parts: list[Part], index: int) -> Piece:
    """ "Ann | write up the visit": the first of two cells, where it names who is to do what stands in the second."""
    row = [part for part in parts[index : index + 3] if part.block.row is not None]
    two = len(row) > 1 and row[0].block.row == row[1].block.row and row[0].block.column == 0
    more = len(row) > 2 and row[2].block.row == row[0].block.row
    named = two and not more and _is_somebody(row[0].piece) and len(row[1].piece) > len(row[0].piece)
    return row[0].piece if named else NOTHING


def _cells_of(piece: Piece) -> list[Piece]:
    """ "16/42    Send the advice    Insp Field    7 October": what gaps part of an entry, the longest the action."""
    cells = piece.columns(_GAP)
    return cells if any(_is_somebody(cell) for cell in cells[1:]) else []


def _of_cells(cells: list[Piece], part: Part, meeting: str | None) -> Iterator[Action]:
    text = max(cells, key=len)
    others = [cell for cell in cells if cell is not text]
    numbered = cells[0] is not text and any(letter.isdecimal() for letter in cells[0].text)
    ref = others.pop(0) if numbered else NOTHING
    owners = [owner for cell in others if _is_somebody(cell) for owner in split_owners(cell)]
    due = next((found for cell in others if (found := due_in(cell, meeting, column=True))), None)
    for action in finished(text, ref, "list under Action", part, meeting):
        given = replace(action, owners=tuple(owners))
        yield replace(given, due=due[0], due_piece=due[1]) if due else given


def _is_somebody(cell: Piece) -> bool:
    return is_owner_cell(cell.text) and not dates(cell.text)


def _of_group(parts: list[Part], number: int, whose: Piece, skip: set[int], meeting: str | None) -> list[Action] | None:
    """A list below "Actions for the Force": each is the Force's, unless it says whose else; None without a list."""
    owners, found = tuple(split_owners(whose)), list[Action]()
    for index in range(number + 1, min(number + _LONGEST_LIST, len(parts))):
        part = parts[index]
        mark = _MARK.match(part.piece.text)
        if part.item is not parts[number].item or not (part.block.bullet or mark) or len(part.piece.text) < _SHORTEST:
            break
        text = part.piece.after(mark.end()) if mark else part.piece
        found += [replace(each, owners=each.owners or owners) for each in _of_list(text, part, meeting)]
        skip.add(index)
    return found or None


def _listed(parts: list[Part], number: int) -> Iterator[tuple[int, Piece]]:
    """The list, or the one paragraph, that stands under a line "Actions"."""
    first = number + 1
    for index in range(first, min(number + _LONGEST_LIST, len(parts))):
        part = parts[index]
        if part.block.row is not None and _NUMBER.fullmatch(part.piece.text):
            continue  # "1. | AF to write": what it numbers stands in the next cell
        if owner := _owner_in_its_cell(parts, index):
            yield index, joined([owner, parts[index + 1].piece], by=": ")
            continue
        if index > first and _owner_in_its_cell(parts, index - 1):
            continue
        mark = _MARK.match(part.piece.text)
        numbered = (
            part.block.row is not None and part.block.column == 1 and _NUMBER.fullmatch(parts[index - 1].piece.text)
        )
        numbered = numbered or _NUMBERED.match(part.piece.text)
        listed = part.block.bullet or mark or numbered or owners_in(part.piece) or _cells_of(part.piece)
        alone = index == first and ONE_ACTION.match(parts[number].piece.text) and COMMITS.search(part.piece.text)
        if part.item is not parts[number].item or not (listed or alone) or len(part.piece.text) < _SHORTEST:
            return
        yield index, part.piece.after(mark.end()) if mark else part.piece
        if alone and not listed:
            return
