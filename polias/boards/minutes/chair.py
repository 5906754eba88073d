"""Who was in the chair: told in the text, named in the heading or the list, or elected at this meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from polias.boards.minutes.heading import BODY_NOUN
from polias.boards.minutes.people import Person, people, person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance, same
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.value import Value

_OFFICE = r"(?:chair(?:man|woman|person)?|convener|cadeirydd)"
SPEAKS_OF_A_CHAIR = re.compile(r"chair|convener|cadeirydd", re.I)
TOOK = re.compile(
    r"(?P<who>.{3,100}?)(?<!\s)\s++(?:(?:re)?took|assumed|was in|in|(?P<again>resumed|returned to|went back to))\s++"
    r"the\s++chair\b",
    re.I,
)
#: "for item 2 only", "for Items One to Four": whoever is in the chair for so long is not the meeting's chair.
_FOR_AN_ITEM = re.compile(
    r"(?:only\s+)?(?:for|during|on)\s+(?:(?:this|that|the|these|those|one|discussion of)\s+){0,3}(?:agenda\s+)?"
    r"(?:items?|minutes?(?=\s+(?:no\b|\d)))\b",
    re.I,
)
_LABEL = re.compile(rf"(?:in the chair|chaired by|{_OFFICE})\s*(?::|\s-\s|–|(?<=by)\s)\s*(?=[A-Z])", re.I)
_ROLE = re.compile(
    rf"(?<!vice )(?<!vice-)(?<!deputy )(?<!to the )(?<!took the )(?<!former )(?<!outgoing )\b{_OFFICE}\b"
    r"(?! of (?!the (?:panel|board|committee)\b))",
    re.I,
)
_APPOSED = re.compile(rf"\bthe {_OFFICE},\s+(?P<who>(?:[A-Z][\w.’'-]*\s+){{1,4}}?[A-Z][\w’'-]+),", re.I)
_ELECTED = re.compile(
    rf"(?P<who>[A-Z].{{3,80}}?)\s++(?:be|was|is)\s++(?:duly\s++|re-?)?(?:elected|appointed)\s++(?:as\s++)?(?:the\s++)?"
    rf"(?:\w+\s++)?{_OFFICE}\b(?=(?:,?\s++(?P<joint>of|for)\s++(?:(?:the|this|its)\s++)?(?P<of>.*))?)",
    re.I | re.S,
)
#: What a chair may be of: "Panel", "Police and Crime Panel", "Quay Sub-Committee".
_OF_A_BODY = re.compile(rf"(?:(?:[A-Z][\w’'-]*|and|of|for|the|&)\s++){{0,8}}?(?:(?i:sub)-)?{BODY_NOUN.pattern}", re.I)
_PLAIN = re.compile(r"(?:panel|board|committee|meeting)\Z", re.I)
_VICE = re.compile(r"\b(?:vice|deputy)\b", re.I)


def chair_of(sheet: Sheet, attendance: Attendance, body: str | None) -> Value | None:
    """Who presided; whoever took the chair last comes before the one in whose office it lies."""
    ways: tuple[Callable[[Sheet, Attendance], Iterator[Value]], ...] = (_took, _named, _listed, _apposed)
    for way in ways:
        if found := next(way(sheet, attendance), None):
            return found
    return next(_elected(sheet, attendance, body), None)


def _took(sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    """ "Councillor Reed took the chair", the last of them, and not for an item only; an office alone names nobody."""
    last: Person | None = None
    for sentence in _told(sheet):
        match = TOOK.search(sentence.text)
        if match is None or _FOR_AN_ITEM.match(sentence.text) or _FOR_AN_ITEM.match(sentence.after(match.end()).text):
            continue
        who = next((each for each in people(sentence.part(match, "who"))[-1:] if each.name), None)
        # "The Chair resumed the chair": whoever sat there meanwhile has left it
        last = who or (None if match.group("again") else last)
    if last:
        yield from _value(last, attendance, rule="took the chair")


def _named(sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    """ "Chair: A Hill" in the heading, also where the list below names A Hill again."""
    for block in sheet.heading:
        if (match := _LABEL.match(block.text)) and (who := person(block.piece.after(match.end()))):
            yield from _value(who, attendance, rule="label in the heading")


def _listed(_sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    for who in attendance.attendees:
        if who.role and _ROLE.search(who.role):
            yield from _value(who, attendance, rule="office in the list")


def _apposed(sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    """ "The Chair, Councillor Reed, welcomed ...": only of somebody who was there."""
    for sentence in _told(sheet):
        match = _APPOSED.search(sentence.text)
        who = person(sentence.part(match, "who")) if match else None
        if who and any(same(who, each) for each in attendance.attendees):
            yield from _value(who, attendance, rule="named beside the office")


def _elected(sheet: Sheet, attendance: Attendance, body: str | None) -> Iterator[Value]:
    """Elected at this meeting, unless it says that they were away; the decision names them after the proposal."""
    found: list[Person] = []
    for sentence in _told(sheet):
        match = _ELECTED.search(sentence.text)
        if match and not _VICE.search(match.group()) and _of_this(match, body):
            after_that = list(sentence.part(match, "who").split(r"\bthat\s"))[-1]
            found += people(after_that)[-1:]
    for who in reversed(found):
        if not any(same(who, gone) for gone in attendance.apologies):
            yield from _value(who, attendance, rule="elected")


def _of_this(elected: re.Match[str], body: str | None) -> bool:
    """Whether the office is that of this body: "Chair", "Chair of the Panel", and not "Chair of the Quay Board"."""
    if not elected.group("joint"):
        return True
    named = _OF_A_BODY.match(elected.group("of"))
    if named is None:  # "Chair for the year 2019/20", but "Chair of Governors"
        return elected.group("joint").lower() == "for"
    return bool(_PLAIN.match(named.group())) or named.group().lower() in (body or named.group()).lower()


def _told(sheet: Sheet) -> Iterator[Piece]:
    """Every sentence that speaks of a chair: the patterns above are dear on all the others."""
    for part in sheet.parts():
        if SPEAKS_OF_A_CHAIR.search(part.piece.text):
            yield from (sentence for sentence in sentences(part.piece) if SPEAKS_OF_A_CHAIR.search(sentence.text))


def _value(who: Person, attendance: Attendance, *, rule: str) -> Iterator[Value]:
    """The name in its fullest form: the list may spell out what the sentence shortens."""
    if not who.name:
        return
    alike = [each for each in attendance.attendees if each.name and same(who, each)]
    fuller = replace(who, name=alike[0].name) if len(alike) == 1 and len(alike[0].name or "") > len(who.name) else who
    yield Value(fuller.name or "", who.piece, rule)
