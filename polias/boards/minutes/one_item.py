"""Pages of committee systems that hold one subject: "Agenda item", and "Issue - meetings" with every meeting of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.boards.minutes import titles
from polias.boards.minutes.numbering import Item
from polias.boards.minutes.paper import Block
from polias.boards.minutes.unfolding import MARKER

#: "Meeting: 12/09/2017 - Audit Committee (Item 31)".
MEETING_LINE = re.compile(
    r"(?:Meeting|Cyfarfod):\s*+\d{1,2}/\d{1,2}/\d{4}\s*+-\s*+"
    r"(?P<body>.{3}(?:.{0,116}?\S)??)\s*+\((?:Item|Eitem) (?P<number>[\w./-]+?)\.?\)\Z"
)
#: The rule by which an item is known to be the only subject of its page.
ONE_ITEM = "page of one item"
_ITEM_PAGE = re.compile(r"agenda item|eitem ar yr agenda|eitem agenda", re.I)
_ISSUE_PAGE = re.compile(r"issue\s*-\s*meetings|issue details", re.I)
#: The words of the page stand among its first paragraphs.
_FIRST = 4


def items_of_page(blocks: list[Block]) -> list[Item]:
    """The one item of such a page, or one for each meeting; nothing for any other paper.

    Numbered paragraphs of such a page are what was minuted, never headings.
    """
    top = blocks[:_FIRST]
    if any(_ISSUE_PAGE.fullmatch(block.text) for block in top):
        return list(_of_meetings(blocks))
    at = next(
        (index for index, block in enumerate(top) if block.row is None and _ITEM_PAGE.fullmatch(block.text)), None
    )
    several = sum(bool(MARKER.match(block.text)) for block in blocks) > 1
    if at is None or at + 2 >= len(blocks) or several:
        return []
    title, rest = titles.titled(blocks[at + 1].piece)
    return [Item(None, title, at + 1, at + 2, rest, score=1.0, rule=ONE_ITEM)] if title else []


def _of_meetings(blocks: list[Block]) -> Iterator[Item]:
    """Below each line "Meeting: ..." the item as that meeting's agenda had it, with its number."""
    for index, block in enumerate(blocks[:-1]):
        match = MEETING_LINE.match(block.text)
        if match is None:
            continue
        number, below = match.group("number"), blocks[index + 1].piece
        words = below.after(len(number)) if below.text.startswith(f"{number} ") else below
        title, rest = titles.titled(words)
        if title:
            place = block.piece.part(match, "number")
            yield Item(number, title, index + 1, index + 2, rest, score=1.0, place=place, rule=ONE_ITEM)
