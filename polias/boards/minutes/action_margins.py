"""Initials in a margin, beside or below what somebody is to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes.action import Action, finished, unnumbered
from polias.boards.minutes.action_marks import COMMITS, INITIALS_ALONE, INITIALS_AT_END, MARGIN
from polias.boards.minutes.initials import is_somebody
from polias.boards.minutes.owners import INITIALS_OR_RANK, does_something, owners_in, split_owners
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Part, Sheet

#: So many blanks part a margin from what stands beside it; so many may stand below one paragraph.
_GAP, _SO_MANY = 3, 4


def of_the_margin(
    parts: list[Part], number: int, listed: frozenset[str], meeting: str | None, *, headed: bool
) -> list[Action]:
    """What a paragraph gives to whoever stands in its margin; `headed` says whether the paper heads one."""
    beside = [*_beside_the_margin(parts[number]), *_below_in_the_margin(parts, number)] if headed else []
    beside = beside or [*_said_again(parts[number]), *(_in_the_last_cell(parts, number) if not headed else ())]
    return list(_theirs(beside, listed, meeting))


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


def _in_the_last_cell(parts: list[Part], number: int) -> Iterator[tuple[Part, Piece, Piece]]:
    """ "Mr Bligh to circulate the guidance | KB": a row without headings that ends in initials."""
    row = [part for part in parts[number : number + 3] if part.block.row == parts[number].block.row]
    if parts[number].block.row is None or len(row) != 2 or parts[number].item is None:
        return
    said = sentences(parts[number].piece)[-1]
    if INITIALS_ALONE.fullmatch(row[1].piece.text) and does_something(said):
        yield parts[number], said, row[1].piece


def _below_in_the_margin(parts: list[Part], number: int) -> Iterator[tuple[Part, Piece, Piece]]:
    """Initials on a line of their own, where a flat layout put the margin: the sentence before them is theirs."""
    part = parts[number]
    above = (each for each in reversed(parts[max(0, number - _SO_MANY) : number]) if not _names_alone(each.piece.text))
    before = next(above, None)
    if before is None or part.item is None or before.item is not part.item or part.block.row is not None:
        return
    if _names_alone(part.piece.text) and len(before.piece.text) > 20:
        yield before, unnumbered(before.piece), part.piece


def _names_alone(text: str) -> bool:
    return bool(INITIALS_ALONE.fullmatch(text) or INITIALS_OR_RANK.fullmatch(text))


def _of_them(said: list[Piece], owners: list[Piece]) -> Piece:
    """The last sentence that gives those in the margin something to do by name; else the last."""
    names = {owner.text for owner in owners}
    return next((one for one in reversed(said) if names & {owner.text for owner in owners_in(one)}), said[-1])


def _theirs(beside: list[tuple[Part, Piece, Piece]], listed: frozenset[str], meeting: str | None) -> Iterator[Action]:
    """The last sentence beside initials in the margin, where they are somebody's; "END" and "TBC" give it to nobody."""
    for part, paragraph, letters in beside:
        owners = split_owners(letters)
        said = _of_them(sentences(paragraph), owners)
        initials = bool(INITIALS_ALONE.fullmatch(letters.text))  # a name alone may stand below anything
        if is_somebody(owners, said, listed) and (initials or COMMITS.search(said.text)):
            action = next(finished(said, NOTHING, "initials in the margin", part, meeting))
            yield replace(action, owners=tuple(owners))
