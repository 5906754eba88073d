"""The next meeting, only where the paper calls it that; another body's meeting is not this one's."""

from __future__ import annotations

import re

from polias.boards.minutes.dates import Found, dates
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.value import Value

_TITLE = (
    r"(?:date|time|venue|confirmation|details|schedule).{0,30}\b(?:next|future|"
    r"forthcoming)\s+(?:\w+\s+)?meetings?|\A(?:next|future|forthcoming)\s+meetings?\b|\band next meeting\Z|"
    r"\Anext\s+(?:board|panel|committee|session|conference|forum|visit|call|catch[- ]?up|one|time)\W*\Z|"
    r"meeting dates\b|dates? of meetings?\b|"
    r"\Adates for (?:20\d\d|(?:the )?(?:next|coming) year)|dyddiad y cyfarfod nesaf|cyfarfod nesaf"
)
_LINE = re.compile(r"(?:" + _TITLE + r"|\Adate (?:and time )?of next)", re.I)
_SAYS = re.compile(
    r"\bnext\s++(?:(?:ordinary|scheduled|formal|public|full|quarterly|monthly|virtual|"
    r"annual)\s++)?(?P<whose>(?:[A-Z][\w'’&-]*\s++|and\s++|of\s++the\s++){0,7}?)(?:meeting|Meeting)"
    r"(?P<of>\s++of\s++(?:the\s++)?(?:[A-Z]\w*+(?:['’]\w*+|-(?!\d)\w++)*+-?\s*+|and\s++){1,8}?)?(?:\s*+,)?\s*+(?:is|was|will|would|to|"
    r"on|in|at|scheduled|takes|has|planned|due|\(|:|–|-|being|which)[^.]{0,90}?",
)
#: "The board will next meet on ...", "Next board: 14 March".
_MEETS = re.compile(
    r"\b(?:will|would|is to|to) (?:next meet|meet (?:next|again))\b[^.]{0,60}?|"
    r"\b[Nn]ext (?:board|panel|committee|group|session)\s?[:–-]|\b[Nn]ext meeting(?= (?:\w+day,? )?\d)"
)
_WELSH = re.compile(r"cyfarfod nesaf\b[^.]{0,60}", re.I)
_OTHER = re.compile(
    r"\b(?:Group|Strategic|Sub-?Committee|Working|Cabinet|Council|Force|Home Office|Forum|Synergy|Partnership|Audit)\b"
)


def next_meeting_of(sheet: Sheet, body: str | None, this: str | None) -> Value | None:
    """ISO date, or ISO month, after this meeting's own date."""
    for find in (_under_a_heading, _in_a_line, _in_a_sentence):
        if value := find(sheet, body or "", this):
            return value
    return None


def _under_a_heading(sheet: Sheet, _body: str, this: str | None) -> Value | None:
    for item in sheet.titled(_TITLE):
        for block in sheet.blocks[item.block : item.end]:
            if value := _first(block.piece, this, "item on the next meeting"):
                return value
    return None


def _in_a_line(sheet: Sheet, _body: str, this: str | None) -> Value | None:
    """A line "Date of next meeting" outside the items, with the date in it or in one of the next two."""
    for index, block in enumerate(sheet.blocks):
        if len(block.text) < 160 and _LINE.search(block.text):
            for near in sheet.blocks[index : index + 4]:
                if value := _first(near.piece, this, "line on the next meeting"):
                    return value
    return None


def _in_a_sentence(sheet: Sheet, body: str, this: str | None) -> Value | None:
    for part in sheet.parts():
        for sentence in sentences(part.piece):
            for match in [match for pattern in (_SAYS, _MEETS, _WELSH) for match in pattern.finditer(sentence.text)]:
                groups = match.groupdict()
                whose = f"{groups.get('whose') or ''}{groups.get('of') or ''}"
                if _OTHER.search(whose) and whose.strip().lower() not in body.lower():
                    continue
                rest = sentence[match.start() : min(len(sentence), match.end() + 90)]
                if value := _first(rest, this, "the next meeting in a sentence"):
                    return value
    return None


def _first(piece: Piece, this: str | None, rule: str) -> Value | None:
    for found in dates(piece.text):
        iso = found.iso or _year_after(found, this)
        if not iso or (this and iso <= this[: len(iso)]):
            continue
        if len(iso) == 7 and any(each.day and each.start > found.start for each in dates(piece.text)):
            continue  # the month of a date that stands whole behind it
        cues: tuple[str, ...] = () if found.iso else ("year from elsewhere",)
        return Value(iso, piece[found.start : found.end], rule, cues)
    return None


def _year_after(found: Found, this: str | None) -> str:
    """The first such day after this meeting; nothing where the meeting itself has no date."""
    if not this or len(this) < 10:
        return ""
    year = int(this[:4])
    for each in (year, year + 1):
        iso = found.in_year(each).iso
        if iso > this[: len(iso)]:
            return iso
    return ""
