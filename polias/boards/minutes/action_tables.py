"""Reads action tables: columns in any order under any usual words, rows torn by page breaks put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from polias.boards.minutes.dates import dates
from polias.boards.minutes.languages import english
from polias.boards.minutes.paper import Row
from polias.boards.minutes.pieces import NOTHING, Piece, joined

_KINDS = {
    "owner": r"(?:action )?owners?|lead(?: officer| person)?|who|responsib\w+(?: (?:officer|person|owner))?|"
    r"(?:action )?by whom|assigned(?: to)?|action(?:ed)? by|officers?|person responsible|perchennog|whom|"
    r"for action|owner/lead|assignee|accountable(?: officer| person)?|named (?:officer|person|lead)|initials|"
    r"(?:action )?leads?(?: (?:agency|organisation))?|pwy",
    "due": r"(?:action )?due(?: date| by)?|by when|deadlines?|(?:target )?(?:date )?(?:for |"
    r"of )?completion(?: date)?|(?:target|completion|due)(?: date)?|timescales?|time ?frame|when|"
    r"date due|target|complete by|review date|by|(?:date )?to be (?:done|completed)(?: by)?|erbyn(?: pryd)?|pryd",
    # the number of the minute or item that an action comes from is not its own
    "place": r"(?:(?:agenda )?item|minute|agenda|para(?:graph)?)(?: (?:ref(?:erence)?|no|number)\.?)+",
    "ref": r"(?:action )?(?:ref(?:erence)?|no|number|id|nos)\b\.?(?: no\.?)?|#|rhif|action (?:no|ref)\.?",
    "status": r"(?:current |action )?status|progress(?: update| to date)?|updates?(?: .*)?|rag(?: rating| status)?|"
    r"outcome(?!\s?/)|position|response|completed?(?: y/n)?|date completed|open/closed|closed?|comments?(?: .*)?|"
    r"action taken|date closed|evidence",
    "raised": r"(?:date|meeting)(?: of)?(?: raised| meeting| date| added| set)?|date of (?:meeting|action)|"
    r"raised(?: at| on)?|meeting|source|origin(?:al)?(?: date| meeting)?",
    "action": r"(?:agreed |outstanding |new |key |proposed )?actions?(?: points?| required| agreed| to be taken|"
    r" needed| arising| description| detail| item)?|tasks?|what|agreed actions?|"
    r"(?:action|outcome)\s?/?\s?(?:decision|action)|decisions?\s?/?\s?actions?|cam(?:au)?(?: gweithredu)?|"
    r"description of action|what needs to be done|"
    r"next steps?",
    "item": r"(?:agenda )?items?|subject|topic|(?:agenda |minute )?title|discussion(?: points?)?|minutes?|notes?|"
    r"summary|description|matter|issue|details?|agenda(?: item)?|key points.*|area|recommendations?",
}
_PATTERNS = {kind: re.compile(pattern + r"\s*:?\Z", re.I) for kind, pattern in _KINDS.items()}
#: The heading of a column of what was decided.
DECISION = re.compile(r"(?:agreed |key )?(?:decisions?|resolutions?)(?: made| taken| agreed| reached)?\s*:?", re.I)
_MARGIN = re.compile(r"(?:actions?(?: by| for)?|by whom|action owner|owner|lead)\s*:?", re.I)
_REF = re.compile(
    r"(?P<ref>(?:[A-Z]{1,5}[ -]?)?\d{1,4}/\d{2,4}(?:/[A-Z]{1,3})?(?:\.\d+)?|(?:AP|A|Action|"
    r"ACTION)\s?\d{1,4}(?:[./]\d{1,4})?)\s*(?:[-–—:.]\s*|\s(?=[A-Z]))"
)
_WORD = re.compile(r"(?:\A|\s)(?:Action|ACTION)\s?\d*\s?:")
#: Where a table goes on behind a page break, less than this stands between its rows.
_PAGE_BREAK = 120
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_ENDS = re.compile(r"[.!?;:][”\"')]?\Z")


@dataclass
class TableAction:
    """One row, or the rows it was torn into."""

    ref: Piece = NOTHING
    text: list[Piece] = field(default_factory=list)
    owner: list[Piece] = field(default_factory=list)
    due: list[Piece] = field(default_factory=list)
    item: list[Piece] = field(default_factory=list)
    status: list[Piece] = field(default_factory=list)
    raised: Piece = NOTHING
    row: Row | None = None
    open: bool = True

    @property
    def whole(self) -> Piece:
        return english(joined(self.text))


@dataclass
class ActionTable:
    columns: dict[int, str]
    actions: list[TableAction] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    width: int = 0
    unnamed: bool = False  # no heading names actions: another column was taken for them

    @property
    def has_status(self) -> bool:
        """Whether it has a column of progress; one with nothing in it yet tells of none."""
        columns = [column for column, kind in self.columns.items() if kind == "status"]
        return any(column >= len(row.cells) or row.cells[column] for row in self.rows for column in columns)

    @property
    def narrative(self) -> bool:
        """Whether the table is the minutes themselves, with a column for actions beside what was said."""
        lengths = [
            len(row.cells[column])
            for row in self.rows
            for column in self.columns
            if self.columns[column] == "item" and column < len(row.cells)
        ]
        return bool(lengths) and max(lengths) > 220


def tables_of(rows: list[Row]) -> list[ActionTable]:
    """Every table with a column of actions; one that goes on over a page break is one table."""
    found: list[ActionTable] = []
    current: ActionTable | None = None
    width = 0
    for row in rows:
        columns = header(row)
        if columns:
            again = current is not None and sorted(columns.values()) == sorted(current.columns.values())
            if current is not None and current.rows:
                again = again and _start(row) - _end(current.rows[-1]) < _PAGE_BREAK
            if not again:
                current = ActionTable(columns, width=len(row.cells), unnamed=not names_actions(row))
                found.append(current)
                width = len(row.cells)
            elif current is not None:
                current.columns = columns
        elif current is not None:
            if _other_header(row) or len(row.cells) > width + 2:
                current = None
                continue
            current.rows.append(row)
    found = [table for table in found if not _marks_them_itself(table)]
    for table in found:
        table.actions = list(_actions(table))
    return found


def _start(row: Row) -> int:
    return min((cell.at[0] for cell in row.cells if cell), default=0)


def _end(row: Row) -> int:
    return max((cell.at[1] for cell in row.cells if cell), default=0)


def _marks_them_itself(table: ActionTable) -> bool:
    """Minutes kept in a table whose headings name no actions, while its cells say "Action:" where there is one."""
    column = next((column for column, kind in table.columns.items() if kind == "action"), -1)
    if not table.unnamed or column < 0:
        return False
    return any(_WORD.search(row.cells[column].text) for row in table.rows if column < len(row.cells))


def header(row: Row) -> dict[int, str]:
    """Column by column what a heading row announces; empty when it announces no actions."""
    kinds: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        text = english(cell).text.strip(" :*")
        if re.fullmatch(r"dates?", text, re.I):
            # behind an action it is when it is due; before it, when it was raised
            kinds[column] = "due" if "action" in kinds.values() and "due" not in kinds.values() else "raised"
        elif text and len(text) < 50 and (kind := kind_of(text)):
            if kind in kinds.values():
                kind = "item" if kind == "action" else "status" if kind == "raised" else kind
            kinds[column] = kind
    filled = sum(1 for cell in row.cells if cell)
    found = set(kinds.values())
    if "action" not in found and any(DECISION.fullmatch(english(cell).text.strip(" *")) for cell in row.cells):
        return {}  # a register of decisions: whose they are and by when makes none of them an action
    told = sum(1 for kind in kinds.values() if kind == "item")
    if "action" not in found and "owner" in found and told > 1:
        # beside what was said stands only who is to act: the sentence that gives them something to do is the action
        column = next(column for column, kind in kinds.items() if kind == "owner")
        kinds[column], found = "action", (found - {"owner"}) | {"action"}
    if "action" not in found and {"owner"} <= found and "item" in found and ({"due", "status"} & found):
        column = next(column for column, kind in kinds.items() if kind == "item")
        kinds[column], found = "action", found | {"action"}
    enough = "action" in found and (
        len(kinds) >= max(2, filled - 1) and found & {"owner", "due", "status", "ref", "item"}
    )
    last = max((column for column, cell in enumerate(row.cells) if cell), default=-1)
    beside = (
        filled >= 2 and kinds.get(last) == "action" and bool(re.fullmatch(r"actions?:?", row.cells[last].text, re.I))
    )
    # "Action by" above the last column alone: the margin of minutes kept in a table
    others = {kind for column, kind in kinds.items() if column != last}
    margin = last > 0 and filled <= 1 + len(others) and others <= {"item", "place"} and _above_a_margin(row.cells[last])
    return (
        kinds
        if enough
        else {last: "action", **dict.fromkeys(range(min(1, last - 1), last), "item")}
        if beside or margin
        else {}
    )


def names_actions(row: Row) -> bool:
    """Whether a heading of the row names actions."""
    return any(kind_of(english(cell).text.strip(" :*")) == "action" for cell in row.cells)


def _above_a_margin(cell: Piece) -> bool:
    return bool(_MARGIN.fullmatch(cell.text))


def kind_of(text: str) -> str:
    """What a heading of a column announces; nothing where it may stand over anything."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.match(text)), "")


def _other_header(row: Row) -> bool:
    """A row of short headings that begins a table of another kind."""
    cells = [cell.text for cell in row.cells if cell]
    return len(cells) >= 3 and all(len(cell) < 25 and kind_of(cell.strip(" :")) for cell in cells)


def _actions(table: ActionTable) -> Iterator[TableAction]:
    current: TableAction | None = None
    for row in table.rows:
        part = _read(_without_number(row, table.width), table.columns)
        if not part.text:
            if current is not None and _only_a_tail(part):
                _add(current, part)
            continue
        if current is not None and _goes_on(current, part):
            _add(current, part)
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def _without_number(row: Row, width: int) -> Row:
    """Below a heading over two columns a number stands in a cell of its own: the row has one more than the headings."""
    number = len(row.cells) == width + 1 and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?[.)]?", row.cells[0].text)
    return replace(row, cells=row.cells[1:]) if number else row


def _read(row: Row, columns: dict[int, str]) -> TableAction:
    part = TableAction(row=row)
    for column, cell in enumerate(row.cells):
        kind = columns.get(column, "")
        if not cell or not kind or kind == "place":
            continue
        kind = _by_content(cell.text, kind, columns)
        if kind == "ref":
            part.ref = cell
        elif kind == "raised":
            part.raised = cell
        else:
            getattr(part, {"action": "text"}.get(kind, kind)).append(cell)
    if part.text and (match := _REF.match(part.text[0].text)):
        part.ref = without_word(part.text[0].part(match, "ref"))
        part.text[0] = part.text[0].after(match.end())
    return part


def without_word(ref: Piece) -> Piece:
    """ "Action 12": the number alone, as elsewhere; "AP12" stays as printed."""
    word = re.match(r"(?:Action(?: Point)?|ACTION(?: POINT)?|Reference)\s+", ref.text)
    return ref.after(word.end()) if word else ref


def _by_content(text: str, kind: str, columns: dict[int, str]) -> str:
    """A cell slipped by a column, as where an empty one was lost: a date is no owner and an owner no date."""
    found = dates(text)
    dated = bool(found and found[0].end - found[0].start > len(text) - 12) or bool(_YEAR.match(text))
    if dated and kind == "owner" and "due" in columns.values():
        return "due"
    if kind == "due" and not dated and re.fullmatch(r"(?!ASAP|TBC|TBD|TBA|NA|BAU)[A-Z]{2,4}", text):
        return "owner"
    return kind


def _goes_on(current: TableAction, part: TableAction) -> bool:
    """Whether a row is the rest of the one above, torn off by a page break."""
    text = part.text[0].text if part.text else ""
    if part.ref or not text:
        return False
    begins_small = text[0].islower()
    new_owner = bool(part.owner) and bool(current.owner) and part.owner[0].text != current.owner[0].text
    if begins_small and (current.ref or not new_owner):
        return True  # where rows are numbered, one without a number gives nothing new to anybody
    full_due = bool(part.due) and not _YEAR.match(part.due[0].text)
    return not part.owner and not full_due and not _ENDS.search(current.whole.text) and bool(current.ref)


def _only_a_tail(part: TableAction) -> bool:
    return bool(part.due and _YEAR.match(part.due[0].text))


def _add(current: TableAction, part: TableAction) -> None:
    current.text += part.text
    for piece in part.owner:
        if current.owner and piece.text[0].islower():
            current.owner[-1] = joined([current.owner[-1], piece])  # "Ann Field" over "and Ben Reed"
        elif piece.text not in [known.text for known in current.owner]:
            current.owner.append(piece)
    if part.due and (not current.due or _YEAR.match(part.due[0].text)):
        current.due += part.due
    current.status += part.status
