"""What somebody is to do, of text and tables together: this meeting's actions once each, earlier ones apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from polias.boards.minutes.action import Action, unnumbered
from polias.boards.minutes.action_lines import from_text
from polias.boards.minutes.action_marks import COMMITS, LINE, NO_ACTION
from polias.boards.minutes.action_tables import ActionTable, TableAction
from polias.boards.minutes.carried_forward import OLD, Carried, carried_in_text, carried_row
from polias.boards.minutes.dates import dates
from polias.boards.minutes.initials import initials_of
from polias.boards.minutes.owners import (
    does_something,
    due_in,
    is_owner_cell,
    owners_in,
    split_owners,
    without_owner_marks,
)
from polias.boards.minutes.pieces import NOTHING, Piece, joined
from polias.boards.minutes.presence import Attendance
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet

_MARK_IN_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:Action(?: [Pp]oint)?|ACTION(?: POINT)?|AP)\s?(?:\d[\w./-]*)?\s?[:–—-]\s+(?=[A-Z])"
)
_NEW = re.compile(
    r"(?:summary of |new |list of |agreed )?actions?(?: points?)?(?: agreed| arising| list| summary)?"
    r"(?: (?:from|at|during) (?:this|the|today)(?:['’]s)?(?: meeting)?)?\s*:?\Z",
    re.I,
)


_NOBODY = re.compile(r"[-–—]+|n/?a|none|nobody|no action", re.I)
#: A cell with a day alone is shorter.
_A_DAY = 25
#: What a log says of an action that it holds for the first time.
_NEW_STATE = re.compile(r"new(?: action)?", re.I)


@dataclass
class Actions:
    new: list[Action] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)


def actions_of(sheet: Sheet, meeting: str | None, attendance: Attendance) -> Actions:
    """The new actions and the earlier ones, each once."""
    found = Actions()
    in_tables: set[int] = set()
    listed = initials_of(attendance)
    for table in sheet.action_tables:
        old = _is_log(table, sheet)
        for row in _below_their_owners(table):
            in_tables.update(range(*row.whole.at))
            if _given_to_nobody(row, table, listed):
                continue
            if not old and (each := _paragraphs(row, sheet) or _one_each(row)):
                found.new += [action for part in each for action in _from_row(part, table, sheet, meeting)]
            elif not old and len(marks := list(_MARK_IN_CELL.finditer(row.whole.text))) + bool(row.ref) > 1:
                found.new += _several(row, marks, table, sheet, meeting)
            elif old and not _raised_here(row, meeting):
                found.carried += carried_row(row, sheet)
            else:
                found.new += _from_row(row, table, sheet, meeting)
    of_text = from_text(sheet, meeting, listed)
    found.new += [_with_its_row(action, sheet, meeting) for action in of_text if action.text.at[0] not in in_tables]
    found.new = _once(sorted(found.new, key=lambda action: action.text.at[0]))
    known = {action.ref.text for action in found.new} | {earlier.ref.text for earlier in found.carried}
    found.carried += carried_in_text(sheet, known)
    return found


# ------------------------------------------------------------------------------------------------ tables


def _is_log(table: ActionTable, sheet: Sheet) -> bool:
    """Whether a table reports on earlier actions: by its heading, or by a column for their progress."""
    place = table.rows[0].cells[0].at[0] if table.rows and table.rows[0].cells else 0
    start = min((cell.at[0] for row in table.rows[:1] for cell in row.cells if cell), default=place)
    before = [
        unnumbered(block.piece).text for block in sheet.blocks if block.piece.at[1] <= start and block.row is None
    ][-3:]
    if any(_NEW.match(text) and "log" not in text.lower() for text in before) and not any(
        re.search(OLD, text, re.I) for text in before[-1:]
    ):
        return False
    if table.has_status:
        return True
    if table.narrative:
        return False
    # an item that begins in the table itself is one of the minutes that stand in it
    item = next((each for each in reversed(sheet.items) if sheet.blocks[each.block].piece.at[0] < start), None)
    near = [text for text in before if len(text) < 90] + ([item.title.text] if item else [])
    return any(re.search(OLD, text, re.I) and not _NEW.match(text) for text in near)


def _with_its_row(action: Action, sheet: Sheet, meeting: str | None) -> Action:
    """ "Action: write | AF | 14 June": who and by when in cells of their own, behind the one that tells."""
    start = action.text.at[0]
    row = next(
        (each for each in sheet.paper.rows if any(cell.at[0] <= start < cell.at[1] for cell in each.cells)), None
    )
    if row is None or action.owners:
        return action
    behind = [cell for cell in row.cells if cell and cell.at[0] > start]
    owners = [
        owner for cell in behind if is_owner_cell(cell.text) and not dates(cell.text) for owner in split_owners(cell)
    ]
    due = next((found for cell in behind if len(cell) < _A_DAY and (found := due_in(cell, meeting, column=True))), None)
    action = replace(action, owners=tuple(owners))
    return replace(action, due=due[0], due_piece=due[1]) if due and not action.due else action


def _several(
    row: TableAction, marks: list[re.Match[str]], table: ActionTable, sheet: Sheet, meeting: str | None
) -> Iterator[Action]:
    """One cell with "Action 2: ... Action 3: ...": one action each."""
    starts = ([0] if row.ref else []) + [match.start() for match in marks]
    whole = row.whole
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(whole)], strict=True)):
        ref = row.ref if row.ref and number == 0 else NOTHING
        part = replace(row, text=[whole[start:end].strip()], ref=ref)
        yield from _from_row(part, table, sheet, meeting)


def _one_each(row: TableAction) -> list[TableAction]:
    """ "AF to write. BR to ring." in one cell, without a column for who: one action for each who is to act."""
    said = sentences(row.whole) if not row.owner and not row.ref else []
    alone = len(said) > 1 and all(does_something(sentence) for sentence in said)
    return [replace(row, text=[sentence]) for sentence in said] if alone else []


def _below_their_owners(table: ActionTable) -> Iterator[TableAction]:
    """The rows of a table without a column for who; a row with nothing but a name gives those below to somebody."""
    whose: list[Piece] = []
    for row in table.actions:
        alone = not (row.ref or row.due or row.item or row.status or row.owner) and is_owner_cell(row.whole.text)
        if "owner" not in table.columns.values() and not table.narrative and alone and len(table.actions) > 1:
            whose = [row.whole]
        else:
            yield replace(row, owner=row.owner or whose)


def _paragraphs(row: TableAction, sheet: Sheet) -> list[TableAction]:
    """A cell of several paragraphs that each name who is to act: one action each."""
    if row.owner or row.ref:
        return []
    start, end = row.whole.at
    said = [block.piece for block in sheet.blocks if block.row is not None and start <= block.piece.at[0] < end]
    each = len(said) > 1 and len({piece.at[0] for piece in said}) == len(said) and all(owners_in(one) for one in said)
    return [replace(row, text=[piece]) for piece in said] if each else []


def _raised_here(row: TableAction, meeting: str | None) -> bool:
    """Whether a row of a log says that it was raised at this very meeting."""
    raised = dates(row.raised.text) if row.raised else []
    if any(_NEW_STATE.fullmatch(state.text) for state in row.status):
        return True
    return bool(meeting and raised and raised[0].iso == meeting)


def _from_row(row: TableAction, table: ActionTable, sheet: Sheet, meeting: str | None) -> Iterator[Action]:
    text = row.whole
    if NO_ACTION.match(text.text) or len(text.text) < 2:
        return
    item = sheet.item_standing_at(text.at[0])
    rule = "row of an action table"
    row = _with_day_apart(row)
    owners = [owner for piece in row.owner for owner in split_owners(piece)]
    if is_owner_cell(text.text) and not row.ref and len(text.text) < 30:
        said = [sentence for piece in row.item for sentence in sentences(piece) if COMMITS.search(sentence.text)]
        if not said:
            return
        text, owners, rule = said[-1], split_owners(text), "owner beside the narrative"
    if heading := LINE.match(text.text):
        row.ref = row.ref or (text.part(heading, "ref") if heading.group("ref") else NOTHING)
        text = text.after(heading.end())
    if table.narrative and row.ref and not re.search(r"[/A-Za-z]", row.ref.text):
        row.ref = NOTHING  # the number of the item, not of the action
    owners = owners or owners_in(text)
    due = due_in(joined(row.due), meeting, column=True) if row.due else due_in(text, meeting)
    yield Action(
        without_owner_marks(text),
        rule,
        row.ref,
        tuple(owners),
        due[0] if due else None,
        due[1] if due else NOTHING,
        item,
    )


def _with_day_apart(row: TableAction) -> TableAction:
    """ "Ann Field 14 July 2023" below "Lead / Date": who, and by when."""
    owners, due = list[Piece](), list[Piece]()
    for piece in row.owner:
        found = dates(piece.text, certain=True)
        apart = bool(found) and not row.due and found[0].start > 1
        owners.append(piece.before(found[0].start).strip(" ,;:/(–—-") if apart else piece)
        due += [piece[found[0].start : found[0].end]] if apart else []
    return replace(row, owner=owners, due=row.due or due)


def _given_to_nobody(row: TableAction, table: ActionTable, listed: frozenset[str]) -> bool:
    """A dash below "Who" says that the row decides or tells something and gives nobody anything to do.

    "NA" is nobody, unless these are the initials of somebody whom the paper lists.
    """
    marks = [cell.text for column, kind in table.columns.items() if kind == "owner" for cell in _cell(row, column)]
    return any(_NOBODY.fullmatch(mark) for mark in marks if mark not in listed)


def _cell(row: TableAction, column: int) -> list[Piece]:
    return [row.row.cells[column]] if row.row is not None and column < len(row.row.cells) else []


def _once(found: list[Action]) -> list[Action]:
    """The same action in the text and in a table at the end is one; the one with an owner stays."""
    kept: list[Action] = []
    for action in found:
        twin = next((i for i, each in enumerate(kept) if _twin(each, action)), None)
        if twin is None:
            kept.append(action)
        else:
            first = kept[twin]
            finer = action.due and len(action.due) > len(first.due or "")
            kept[twin] = replace(
                first,
                owners=first.owners or action.owners,
                ref=first.ref or action.ref,
                due=action.due if finer else first.due,
                due_piece=action.due_piece if finer else first.due_piece,
            )
    return kept


def _twin(one: Action, other: Action) -> bool:
    # "Ann Field" of the text is "A Field" or "Supt Field" of the table
    mine, theirs = ({owner.text.lower().split()[-1] for owner in each.owners} for each in (one, other))
    if mine and theirs and not mine & theirs:
        return False  # the number may be that of the minute, from which several have something to do
    if one.ref and other.ref:
        return one.ref.text == other.ref.text
    words, others = (set(re.findall(r"\w{3,}", each.text.text.lower())) for each in (one, other))
    return len(words & others) >= 0.8 * max(min(len(words), len(others)), 4)
