"""Finds headings without numbers by their look alone: short lines of one style, some of which every agenda holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from polias.boards.minutes import titles
from polias.boards.minutes.dates import dates, days
from polias.boards.minutes.name_lines import names_alone
from polias.boards.minutes.name_sections import PRESENT, section
from polias.boards.minutes.numbering import AT_THE_END, STANDING_ITEM, Item
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import person
from polias.boards.minutes.unfolding import MARKER

#: "Minutes of the meeting held on ..." among the first paragraphs heads the paper, not an item about the last meeting.
_OWN_HEADING = re.compile(r"(?:draft |public |approved )?(?:minutes|notes) of (?:the |a )?(?!last|previous)", re.I)
#: So many paragraphs may hold it; the first of them are the paper's own title.
_TOP, _TITLE = 4, 2
_APOLOGIES = re.compile(r"apologies(?: for absence| received)?\s*:?", re.I)
#: What begins a line about a motion or an action, and heads nothing.
_LABELS = re.compile(r"(?:moved|seconded|proposed|carried|resolved|agreed|action)\b.{0,20}?(?::|\bby\b)", re.I)
#: So many blanks part columns: a line of three or more is a row of a table.
_WIDE = 2
#: So much like a title a heading without a number is.
_LIKE_A_TITLE = 0.7
#: A line that stands so often in a paper labels its parts ("Discussion") and heads no item.
_TOO_OFTEN = 3
#: A style needs so many headings; where only one of them is of every agenda, more, and a look of their own.
_LEAST, _LEAST_OF_A_LOOK = 3, 4


@dataclass(frozen=True)
class _Look:
    """How a line is set: in capitals, marked by the file, after a wide gap, close above what follows."""

    capitals: bool
    marked: bool
    wide: bool
    close: bool = False

    @property
    def own(self) -> bool:
        """Whether the look tells it from a paragraph by itself."""
        return self.capitals or self.marked or self.close


def by_look(blocks: list[Block]) -> Iterator[Item]:
    """Headings known by their look alone: short, of the style in which the paper prints "Apologies" or "Minutes"."""
    alone = {id(block) for block in names_alone(blocks)}
    found = [index for index in range(len(blocks) - 1) if _may_head(blocks, index) and id(blocks[index]) not in alone]
    often = Counter(blocks[index].text.casefold() for index in found)
    looks: dict[_Look, list[int]] = {}
    for index in (i for i in found if often[blocks[i].text.casefold()] < _TOO_OFTEN):
        for look in _looks(blocks, index):
            looks.setdefault(look, []).append(index)
    best: list[int] = max((_run(blocks, look, those) for look, those in looks.items()), key=_worth(blocks), default=[])
    if not best:
        return
    last = [i for i in range(best[-1] + 1, len(blocks) - 1) if _closes(blocks[i])]
    for index in (*best, *last):
        title, rest = titles.titled(blocks[index].piece)
        yield Item(None, title, index, index + 1, rest, score=0.4, rule="heading by its look")


def _may_head(blocks: list[Block], index: int) -> bool:
    block = blocks[index]
    title, rest = titles.titled(block.piece)
    if index < _TOP and _OWN_HEADING.match(block.text):
        return False
    return block.row is None and not block.bullet and not rest and _heads(title.text, block, blocks[index + 1])


def _looks(blocks: list[Block], index: int) -> Iterator[_Look]:
    block = blocks[index]
    capitals = titles.titled(block.piece)[0].text.isupper()
    yield _Look(capitals, block.heading, block.gap > 1)
    if block.gap and not blocks[index + 1].gap:
        yield _Look(capitals, block.heading, wide=False, close=True)


def _run(blocks: list[Block], look: _Look, those: list[int]) -> list[int]:
    """The headings of one look from the first of every agenda on, or from the end of those present; or none."""
    standing = [index for index in those if STANDING_ITEM.match(blocks[index].text)]
    least = _LEAST if len(standing) > 1 else _LEAST_OF_A_LOOK if look.own else len(blocks)
    if not standing or len(those) < least:
        return []
    first = _behind_the_names(blocks, standing[0], look)
    return [
        index
        for index in those
        if index >= standing[0] or (index >= first and person(blocks[index].piece) is None)
        if not _lists_those_away(blocks, index)
    ]


def _worth(blocks: list[Block]) -> Callable[[list[int]], tuple[int, int]]:
    return lambda those: (sum(bool(STANDING_ITEM.match(blocks[index].text)) for index in those), len(those))


def _behind_the_names(blocks: list[Block], first: int, look: _Look) -> int:
    """Where items may begin before the first that every agenda holds: behind the last list of names.

    Without such a list, lines close above what they head are headings from behind the paper's title on.
    """
    lists = [index for index in range(first) if _heads_a_list(blocks, index)]
    return lists[-1] + 1 if lists else min(first, _TITLE) if look.close else first


def _heads_a_list(blocks: list[Block], index: int) -> bool:
    return blocks[index].row is None and bool(section([blocks[index]])[0])


def _lists_those_away(blocks: list[Block], index: int) -> bool:
    """ "Apologies" above names, behind a list of those present: part of the heading, no item."""
    if not _APOLOGIES.fullmatch(blocks[index].text):
        return _heads_a_list(blocks, index) and not STANDING_ITEM.match(blocks[index].text)
    listed = person(blocks[index + 1].piece) or blocks[index + 1] in names_alone(blocks[index : index + 20])
    return bool(listed) and any(PRESENT.fullmatch(block.text) for block in blocks[max(0, index - 40) : index])


def _closes(block: Block) -> bool:
    """ "AOB" behind the other headings, in whatever letters it is printed; the day may stand behind a colon."""
    title = titles.titled(block.piece)[0] if ":" in block.text else block.piece
    return block.row is None and not block.bullet and bool(AT_THE_END.fullmatch(title.text.rstrip(" :")))


def _heads(title: str, block: Block, following: Block) -> bool:
    """Whether a line may head what follows it: a title, no name, and something longer or another heading below."""
    if MARKER.match(block.text) or titles.ACTIONS_HEADING.fullmatch(block.text) or _LABELS.match(block.text):
        return False
    short = 0 < len(title.split()) <= 14 and not title.endswith((".", ",", ";")) and len(block.piece.columns(_WIDE)) < 3
    if not short or following.row is not None or titles.likeness(title, marked=block.heading) < _LIKE_A_TITLE:
        return False
    if ":" in title and person(block.piece.after(block.text.index(":") + 1)):
        return False  # "Minutes: Ann Field" names who took them
    if (found := days(title)) and not found[0].start:
        return False  # "Thursday 7 May at 6 pm" below "Next meeting"
    who = person(block.piece)
    named = who is not None and bool(who.titled or who.initials or (who.role and not dates(who.role)))
    return not named
