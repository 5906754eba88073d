"""Initials in a margin, beside or below what somebody is to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished, unnumbered
from polias.boards.minutes.action_marks import INITIALS_ALONE, INITIALS_AT_END, MARGIN
from polias.boards.minutes.initials import is_somebody
from polias.boards.minutes.owners import does_something, owners_in, split_owners
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part, Sheet

#: So many blanks part a margin from what stands beside it.
_GAP = 3


def of_the_margin(
    parts: list[Part], number: int, listed: frozenset[str], meeting: str | None, *, headed: bool
) -> list[Action]:
    """What a paragraph gives to whoever stands in its margin; `headed` says whether the paper heads one."""
    beside = [*_beside_the_margin(parts[number]), *_below_in_the_margin(parts, number)] if headed else []
    return list(_theirs(beside or [*_said_again(parts[number])], listed, meeting))


def has_a_margin(sheet: Sheet) -> bool:
    """Whether a paper heads a margin with "Action" or the like."""
    return any(MARGIN.fullmatch(block.text) for block in sheet.blocks)


def _beside_the_margin(part: Part) -> Iterator[tuple[Part, Piece, Piece]]:
    """A paragraph with initials at its end, in a paper with a margin headed "Action": its last sentence is theirs."""
    match = INITIALS_AT_END.search(part.piece.text)
    if match and part.item is not None:
        yield part, part.piece.before(match.start()), part.piece.part(match, "owners")


def _said_again(part: Part) -> Iterator[tuple[Part, Piece, Piece]]:
    """ "AF to look at it.      AF": without a headed margin the initials behind a gap must be the sentence's own."""
    said, *beside = part.piece.columns(_GAP - 1) if part.block.row is None else [part.piece]
    if part.item is None or len(beside) != 1 or not INITIALS_ALONE.fullmatch(beside[0].text):
        return
    last = list(sentences(said)[-1].split(r"(?:\A|(?<=\s))\(?[a-z][.)]\s|\s[-–—]\s"))[-1]
    if does_something(last) and beside[0].text in [owner.text for owner in owners_in(last)]:
        yield part, last, beside[0]


def _below_in_the_margin(parts: list[Part], number: int) -> Iterator[tuple[Part, Piece, Piece]]:
    """Initials on a line of their own, where a flat layout put the margin: the sentence before them is theirs."""
    part, before = parts[number], parts[number - 1] if number else None
    if before is None or part.item is None or before.item is not part.item or part.block.row is not None:
        return
    if INITIALS_ALONE.fullmatch(part.piece.text) and len(before.piece.text) > 20:
        yield before, unnumbered(before.piece), part.piece


def _theirs(beside: list[tuple[Part, Piece, Piece]], listed: frozenset[str], meeting: str | None) -> Iterator[Action]:
    """The last sentence beside initials in the margin, where they are somebody's; "END" and "TBC" give it to nobody."""
    for part, paragraph, letters in beside:
        said, owners = sentences(paragraph)[-1], split_owners(letters)
        if is_somebody(owners, said, listed):
            action = next(finished(said, NOTHING, "initials in the margin", part, meeting))
            yield replace(action, owners=tuple(owners))
