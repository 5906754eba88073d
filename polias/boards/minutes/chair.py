"""Who was in the chair: told in the text, named in the heading or the list, or elected at this meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from polias.boards.minutes.people import Person, people, person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance, same
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.value import Value

_OFFICE = r"(?:chair(?:man|woman|person)?|convener|cadeirydd)"
_TOOK = re.compile(r"(?P<who>.{3,100}?)\s+(?:took|assumed|was in|in)\s+the\s+chair\b", re.I)
_LABEL = re.compile(rf"(?:in the chair|chaired by|{_OFFICE})\s*(?::|\s-\s|–|(?<=by)\s)\s*(?=[A-Z])", re.I)
_ROLE = re.compile(
    rf"(?<!vice )(?<!vice-)(?<!deputy )(?<!to the )(?<!former )(?<!outgoing )\b{_OFFICE}\b"
    r"(?! of (?!the (?:panel|board|committee)\b))",
    re.I,
)
_APPOSED = re.compile(rf"\bthe {_OFFICE},\s+(?P<who>(?:[A-Z][\w.’'-]*\s+){{1,4}}?[A-Z][\w’'-]+),", re.I)
_ELECTED = re.compile(
    rf"(?P<who>[A-Z].{{3,80}}?)\s+(?:be|was|is)\s+(?:duly\s+|re-?)?(?:elected|appointed)\s+(?:as\s+)?(?:the\s+)?"
    rf"(?:\w+\s+)?{_OFFICE}\b",
    re.I,
)
_VICE = re.compile(r"\b(?:vice|deputy)\b", re.I)


def chair_of(sheet: Sheet, attendance: Attendance) -> Value | None:
    """Who presided; whoever took the chair last comes before the one in whose office it lies."""
    ways: tuple[Callable[[Sheet, Attendance], Iterator[Value]], ...] = (_took, _named, _listed, _apposed, _elected)
    for way in ways:
        if found := list(way(sheet, attendance)):
            return found[-1] if way is _took else found[0]
    return None


def _took(sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    """ "Councillor Reed took the chair"; an office alone names nobody."""
    for sentence in _told(sheet):
        if match := _TOOK.search(sentence.text):
            for who in people(sentence.part(match, "who"))[-1:]:
                yield from _value(who, attendance, rule="took the chair")


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


def _elected(sheet: Sheet, attendance: Attendance) -> Iterator[Value]:
    """Elected at this meeting, unless it says that they were away; the decision names them after the proposal."""
    found: list[Person] = []
    for sentence in _told(sheet):
        match = _ELECTED.search(sentence.text)
        if match and not _VICE.search(match.group()):
            after_that = list(sentence.part(match, "who").split(r"\bthat\s"))[-1]
            found += people(after_that)[-1:]
    for who in reversed(found):
        if not any(same(who, gone) for gone in attendance.apologies):
            yield from _value(who, attendance, rule="elected")


def _told(sheet: Sheet) -> Iterator[Piece]:
    for part in sheet.parts():
        yield from sentences(part.piece)


def _value(who: Person, attendance: Attendance, *, rule: str) -> Iterator[Value]:
    """The name in its fullest form: the list may spell out what the sentence shortens."""
    if not who.name:
        return
    alike = [each for each in attendance.attendees if each.name and same(who, each)]
    fuller = replace(who, name=alike[0].name) if len(alike) == 1 and len(alike[0].name or "") > len(who.name) else who
    yield Value(fuller.name or "", who.piece, rule)
