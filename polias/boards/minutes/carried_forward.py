"""Earlier actions that a paper reports on: rows of an action log, and references told of one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polias.boards.minutes.action_tables import TableAction, without_word
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.sheet import Sheet

#: Titles and headings under which earlier actions stand.
OLD = (
    r"action (?:log|tracker|list|update|register)|actions? (?:log|update|from (?:the )?(?:previous|last)|"
    r"outstanding|arising from (?!this|today|the meeting))|matters arising|outstanding|"
    r"previous (?:action|minutes|meeting)|tracker|"
    r"references|(?:minutes|actions?) (?:of|from) (?:the )?(?:last|previous)|review of actions|materion yn codi"
)
_OLD_REF = re.compile(
    r"(?P<ref>(?:[A-Z]{1,4}[ -]?)?\d{1,4}/(?:20)?\d{2}(?:/[A-Z]{1,3})?|(?:AP|Action(?: Point)?|Reference|"
    r"ACTION)\s?\d{1,4}(?:[./]\d{1,4})?)\s*(?:[-–—:]\s*|\s(?=[A-Z][a-z]))"
)
_CLOSED_STATE = re.compile(r"\b(?:closed?|completed?|discharged|done|actioned|cau)\b", re.I)


@dataclass(frozen=True)
class Carried:
    """An earlier action that this paper reports on."""

    ref: Piece
    text: Piece
    state: str  # "open", "closed" or "" where the paper does not say
    item: Item | None = None


def carried_row(row: TableAction, sheet: Sheet) -> Iterator[Carried]:
    state = joined(row.status).text
    text = row.whole if len(row.whole) > 3 else joined([*row.item, *row.text])
    said = (
        "closed"
        if _CLOSED_STATE.search(state)
        else "open"
        if re.search(r"\b(?:open|ongoing|outstanding|in progress|on-?going)\b", state, re.I)
        else ""
    )
    if text:
        yield Carried(row.ref, text, said, sheet.item_standing_at(text.at[0]))


def carried_in_text(sheet: Sheet, known: set[str]) -> Iterator[Carried]:
    """References told of under an action log, matters arising or outstanding references."""
    new = {_bare(ref) for ref in known}
    for item in sheet.titled(OLD):
        for part in sheet.parts():
            if part.item is not item:
                continue
            starts = [match for match in _OLD_REF.finditer(part.piece.text) if _bare(match.group("ref")) not in new]
            if not starts:
                continue
            for match, end in zip(starts, [*(m.start() for m in starts[1:]), len(part.piece)], strict=True):
                new.add(_bare(match.group("ref")))
                text = part.piece[match.end() : end].strip()
                ref = part.piece.part(match, "ref")
                yield Carried(without_word(ref), text, state_of(text.text), item)


def _bare(ref: str) -> str:
    """ "AP 12" and "Action 12" are number 12."""
    return re.sub(r"\A[A-Za-z ]+(?=\d)", "", ref)


def state_of(text: str) -> str:
    """ "open" or "closed", where words say so of an earlier action; else nothing."""
    if re.search(
        r"\b(?:remain(?:s|ed)? (?:open|outstanding)|to remain|ongoing|in progress|carry forward|keep open|left open|"
        r"carried forward|retained|outstanding)\b",
        text,
        re.I,
    ):
        return "open"
    return "closed" if re.search(r"\b(?:closed|completed?|discharged|be removed)\b", text, re.I) else ""
