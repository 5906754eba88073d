"""One action as the readers of text and tables give it back, and how its words become one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polias.boards.minutes.action_marks import CLOSED
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.owners import due_in, owners_in, without_owner_marks
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.sheet import Part


@dataclass(frozen=True)
class Action:
    """One action of this meeting; text without heading word and number."""

    text: Piece
    rule: str
    ref: Piece = NOTHING
    owners: tuple[Piece, ...] = ()
    due: str | None = None
    due_piece: Piece = NOTHING
    item: Item | None = None


def unnumbered(piece: Piece) -> Piece:
    """Without the number of a paragraph or heading before it."""
    mark = re.match(r"(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-h]\))\s+(?=[\[(]?[A-Z])", piece.text)
    return piece.after(mark.end()) if mark else piece


def finished(text: Piece, ref: Piece, rule: str, part: Part, meeting: str | None) -> Iterator[Action]:
    due = due_in(text, meeting)
    owners = tuple(owners_in(text))
    if closed := CLOSED.search(text.text):
        ref = ref or text.part(closed, "ref")
        text = text.before(closed.start())
    yield Action(
        without_owner_marks(text), rule, ref, owners, due[0] if due else None, due[1] if due else NOTHING, part.item
    )
