"""When a meeting began and ended, and where it was held."""

from __future__ import annotations

import re

from polias.boards.minutes.dates import days, times
from polias.boards.minutes.heading import BODY_NOUN, VENUE_LABEL
from polias.boards.minutes.people import person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.titles import tells
from polias.boards.minutes.value import Value

_VENUE_WORD = re.compile(
    r"\b(?:Room|(?:Guild|Town\s)?Hall|Headquarters|HQ|Chamber|Centre|Center|House|Building|Suite|Offices?|Teams|Zoom|"
    r"Skype|Remote(?:ly)?|Virtual(?:ly)?|Park|Tower|Hotel|"
    r"Video\s?conference|Siambr|Neuadd|Ystafell|Library|Station|College|University)\b",
    re.I,
)
_VENUE_AT = re.compile(
    r"\b(?:held|commencing|starting|meeting)?\s*(?:on\s.{4,60}?\s)?(?:in|at|via|"
    r"by)\s+(?P<venue>(?:the\s+)?[A-Z][^.;:]{4,140}?)(?=\s+(?:on\s+\w+day|on\s+\d|at\s+\d|commencing|"
    r"COMMENCING|PRESENT|Present|to which|when)\b|\.|;|\s*\Z)"
)
_FURNITURE = re.compile(r"\.{0,2}\s*+(?:View directions|Cyfarwyddiadau|Get directions|Map)\.?\s*+\Z", re.I)
_ENDED = re.compile(
    r"\b(?:(?:meeting|session|business)\b[^.]{0,50}\b(?:rose|closed|ended|finished|concluded|terminated|"
    r"adjourned|finish|end)|(?:concluded|closed|ended|finished|end(?:s|ed)?|finish)\s*(?:time)?|"
    r"cyfarfod ben)\b[^.\d]{0,25}",
    re.I,
)
#: Times by which something must be sent or asked.
_NOT_OF_MEETING = re.compile(r"\b(?:call-in|deadline|published|publication|no later than)\b", re.I)
_START_LABEL = re.compile(r"\b(?:time|start(?:ed|s|ing)?(?: time)?|commenc\w+|opened|amser)\b[^.\d]{0,25}", re.I)


def times_of(sheet: Sheet) -> tuple[Value | None, Value | None]:
    """When it began (from the heading) and when it ended (from the heading or the last lines)."""
    start = end = None
    for block in sheet.heading[:25]:
        found = times(block.text) if not _NOT_OF_MEETING.search(block.text) else []
        near = (
            bool(days(block.text))
            or (found and found[0][0] == 0 and block.text[found[0][1] :].strip(" ,")[:1] != "-")
            or bool(_START_LABEL.search(block.text))
            or re.search(r"\bat\s*\Z", block.text[: found[0][0]] if found else "")
        )
        if not found or not near:
            continue
        first = found[0]
        start = start or Value(first[2], block.piece[first[0] : first[1]], "time in the heading")
        if len(found) > 1 and re.fullmatch(r"\s*(?:[-–—]|to|until|till)\s*", block.text[first[1] : found[1][0]]):
            end = end or Value(found[1][2], block.piece[found[1][0] : found[1][1]], "time in the heading")
    return start, end or _ended(sheet)


def _ended(sheet: Sheet) -> Value | None:
    for block in reversed([block for block in sheet.blocks[-40:] if not _NOT_OF_MEETING.search(block.text)]):
        for match in _ENDED.finditer(block.text):
            found = [each for each in times(block.text) if 0 <= each[0] - match.end() <= 3]
            if found:
                return Value(found[0][2], block.piece[found[0][0] : found[0][1]], "the meeting ended")
    return None


def venue_of(sheet: Sheet) -> Value | None:
    """Where it was held: behind a label, behind date and time, or "held in ..."."""
    for find in (_venue_labelled, _venue_behind_date, _venue_at, _venue_line):
        if value := find(sheet):
            return value
    return None


def _tidy(piece: Piece, rule: str) -> Value | None:
    if furniture := _FURNITURE.search(piece.text):
        piece = piece.before(furniture.start())
    clock = times(piece.text)
    while clock and not piece.text[: clock[0][0]].strip(" -–,"):
        piece = piece.after(clock[0][1]).strip(" ,-–")
        clock = times(piece.text)
    if label := VENUE_LABEL.match(piece.text):
        piece = piece.part(label, "venue")
    if purpose := re.search(r",?\s+(?:to|for the purpose of) (?:consider|transact|discuss)", piece.text):
        piece = piece.before(purpose.start())
    piece = piece.strip(" .,;–—-*")
    return Value(piece.text, piece, rule) if 3 < len(piece.text) < 200 else None


def _venue_labelled(sheet: Sheet) -> Value | None:
    for number, block in enumerate(sheet.heading):
        if match := VENUE_LABEL.match(block.text):
            return _tidy(block.piece.part(match, "venue"), "venue label")
        if re.fullmatch(r"(?:venue|location|place|lleoliad)\s*:?", block.text, re.I) and number + 1 < len(
            sheet.heading
        ):
            return _tidy(sheet.heading[number + 1].piece, "venue label")
    return None


def _venue_behind_date(sheet: Sheet) -> Value | None:
    for block in sheet.heading[:20]:
        found, clock = days(block.text), times(block.text)
        end = max([each.end for each in found] + [each[1] for each in clock], default=0)
        rest = block.piece.after(end).strip(" ,;–-") if found else None
        if rest and _VENUE_WORD.search(rest.text) and not tells(rest.text):
            label = re.match(r"(?:at|in|via)\s+", rest.text, re.I)
            return _tidy(rest.after(label.end()) if label else rest, "venue behind the date")
    return None


def _venue_at(sheet: Sheet) -> Value | None:
    for block in sheet.heading[:12]:
        for match in _VENUE_AT.finditer(block.text):
            if _VENUE_WORD.search(match.group("venue")) and not days(match.group("venue")):
                return _tidy(block.piece.part(match, "venue"), "held at")
    return None


def _venue_line(sheet: Sheet) -> Value | None:
    """A short line near the date that names a room or a building."""
    for block in sheet.heading[:14]:
        if (
            block.row is None
            and len(block.text) < 110
            and _VENUE_WORD.search(block.text)
            and not (
                BODY_NOUN.search(block.text)
                and re.search(r"minutes|board(?! ?room)|panel|committee(?! room)", block.text, re.I)
            )
            and not person(block.piece)
            and not days(block.text)
            and not tells(block.text)
        ):
            return _tidy(block.piece, "line with a room")
    return None
