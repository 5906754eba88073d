"""Finds where a file holds a second paper: the heading of another meeting, with its own list of those present."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polias.boards.minutes import heading
from polias.boards.minutes.attendance import listed
from polias.boards.minutes.dates import days
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance
from polias.boards.minutes.sheet import Sheet, sheet_of
from polias.boards.minutes.titles import tells

_OPENS = re.compile(
    r"(?:(?:draft|public|open|approved|unapproved|confirmed|unconfirmed|final)\s+)*"
    r"(?:minutes\b|cofnodion\b|(?:notes|record)(?:\s+(?:of|from)\b|\s*\Z))"
    r"(?!\s*:)(?!.{0,30}\b(?:previous|last)\b)|(?:the |a )?meeting of .{4,120}\b(?:was )?held\b",
    re.I | re.S,
)
#: "A meeting of the X was held on ...": the one way in which a heading tells.
_WAS_HELD = re.compile(r"\b(?:which )?was held\b", re.I)
#: What may be told above the list of those present: of the meeting itself.
_OF_THE_MEETING = re.compile(r"\b(?:meeting|present|attend\w*|apolog\w+|cyfarfod|ymddiheuriadau)\b", re.I)
_OF_AN_ITEM = re.compile(r"\b(?:this|that|the) item\b", re.I)
#: A heading is at most so long, and its list of those present begins at most so many paragraphs below.
_LONGEST, _SOON = 300, 15
#: Lines above "Minutes of" that still are heading: the council, the body, a line of the day.
_ABOVE = 3
_SMALL = frozenset(("the", "of", "for", "and", "a"))


@dataclass(frozen=True)
class NextPaper:
    """Where it begins, and its body and day as far as they are said."""

    piece: Piece
    body: str | None
    day: str | None


def next_paper(sheet: Sheet, body: str | None, day: str | None) -> NextPaper | None:
    """The heading at which another meeting's paper begins; nothing where the file holds one paper.

    A running head, an item "Minutes of the meeting of ..." and the words of a confirmation tell something, have no
    list below them in which somebody was present, or name the same body and day.
    """
    first = sheet.items[0].block + 1 if sheet.items else len(sheet.heading) // 2
    numbered = {item.title.at[0] for item in sheet.items if item.number and item.title}
    for index in range(max(first, 2), len(sheet.blocks)):
        if sheet.blocks[index].piece.at[0] in numbered or not _is_heading(sheet, index):
            continue
        top = _top_of(sheet, index)
        start = sheet.blocks[top].piece.at[0]
        end = sheet.blocks[min(index + _SOON, len(sheet.blocks) - 1)].piece.at[1]
        head = sheet_of(sheet.paper.text[start:end])
        if not _lists_people(head):
            continue
        name, date = heading.body_of(head), heading.date_of(head, None)
        other = NextPaper(sheet.blocks[top].piece, name.value if name else None, date.value if date else None)
        if _is_another(other, body, day):
            return other
    return None


def _is_heading(sheet: Sheet, index: int) -> bool:
    """Whether a block opens the minutes of a meeting on a day, and does not tell something of such minutes."""
    block = sheet.blocks[index]
    if block.row is not None or len(block.text) > _LONGEST or not _OPENS.match(block.text):
        return False
    if tells(_WAS_HELD.sub("held", block.text)):
        return False
    return any(days(each.text) for each in sheet.blocks[max(0, index - 2) : index + _ABOVE + 1])


def _lists_people(head: Sheet) -> bool:
    """Whether somebody stands in a list of those present, before anything is told of what was done."""
    found = Attendance()
    listed(head, found)
    first = min((who.piece.at[0] for who in found.attendees), default=0)
    above = [_WAS_HELD.sub("held", block.text) for block in head.blocks if block.piece.at[0] < first]
    told = (tells(text) and not _OF_THE_MEETING.search(text) for text in above)
    return bool(above) and not any(told) and not any(_OF_AN_ITEM.search(text) for text in above)


def _top_of(sheet: Sheet, index: int) -> int:
    """The first line of the heading: names of bodies stand above "Minutes of"."""
    for above in range(index - 1, max(index - 1 - _ABOVE, 0), -1):
        text = sheet.blocks[above].text
        if len(text) > 100 or text.endswith(".") or not heading.BODY_NOUN.search(text) or tells(text):
            return above + 1
    return max(index - _ABOVE, 1)


def _is_another(other: NextPaper, body: str | None, day: str | None) -> bool:
    """Whether a heading names another body than the first paper, or the same on another day."""
    if other.body and body and not (_words(other.body) <= _words(body) or _words(body) <= _words(other.body)):
        return True
    return bool(other.day and day and other.day != day)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.casefold())) - _SMALL
