"""Minutes of earlier meetings that a paper names by their number, where it leaves no doubt which meeting it means.

"Minute 23 of 12 March 2019" and "item 7 of the last meeting" name a meeting; "minute 45/18" is a number that stands for
itself. A number alone ("see minute 23") may be any meeting's and is passed over, unless it heads a paragraph of what
arises from the minutes of the last meeting. The last meeting is the one whose minutes the paper itself names by day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polias.boards.minutes.dates import days

_NUMBER = r"(?P<number>[A-Z]{0,2}\d{1,4}(?:\.\d{1,3})*(?:/(?:19|20)?\d\d)?)(?![\w/]|\.\d)"
_NAMED = re.compile(rf"\b(?P<what>minute|item)\s+(?:(?:no\.?|number|ref\.?|reference)\s*)?{_NUMBER}", re.I)
_OF_THE_LAST = re.compile(
    r",?\s++\(?(?:of|from|at)\s++the\s++(?:minutes\s++of\s++the\s++)?(?:last|previous)\s++(?:meeting|minutes)\b", re.I
)
#: What may stand between a number and the day of its meeting; the day must follow at once.
_BEFORE_A_DAY = re.compile(
    r",?\s*+(?:\((?:of\s++)?|\(?(?:of|from|at|on|dated)\s++)"
    r"(?:the\s++)?(?:minutes\s++of\s++)?(?:the\s++)?(?:meeting\s++)?(?:held\s++)?(?:of\s++|on\s++)?(?:the\s++)?",
    re.I,
)
#: The minutes of "the meeting of the Audit Committee" may be another body's, and are passed over.
_MINUTES_OF = re.compile(r"\bminutes\s+of\s+the\s+(?:last\s+|previous\s+)?meeting\b(?!\s+of\s+the)", re.I)
_ARISING = re.compile(
    r"matters arising|materion yn codi|previous minutes|minutes of (?:the )?(?:last|previous)|minutes of the meeting|"
    r"\Aminutes\Z",
    re.I,
)
_BEGINS_A_PARAGRAPH = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]?\s++)?\Z")
_GOES_ON_AS_A_HEADING = re.compile(r"\s*[-–—:(]")
#: A day follows its meeting's number within so many characters.
_NEAR = 60


@dataclass(frozen=True)
class Heading:
    """An item of the paper: where it begins, its number and its title."""

    start: int
    number: str
    title: str


@dataclass(frozen=True)
class EarlierMinute:
    """One earlier minute that an item names: its number, the ISO day of its meeting, or none where the number suffices.

    ``item`` is the position of the item among the headings, ``words`` what the paper says.
    """

    item: int
    number: str
    on: str | None
    words: str


def earlier_minutes(text: str, headings: Sequence[Heading], *, met_on: str) -> list[EarlierMinute]:
    """Every earlier minute each item names, once; ``met_on`` is the ISO day of the paper's own meeting."""
    last = _last_meeting(text, met_on)
    found: dict[tuple[int, str, str | None], EarlierMinute] = {}
    for match in _NAMED.finditer(text):
        item = _standing_at(match.start(), headings)
        if item is None:
            continue
        for on, end in _meetings_named(text, match, headings, item, last):
            if on is None or on < met_on:
                number = plain_number(match.group("number"))
                words = " ".join(text[match.start() : end].split()).rstrip("(, ")
                found.setdefault((item, number, on), EarlierMinute(item, number, on, words))
    return list(found.values())


def plain_number(number: str) -> str:
    """A number without regard to capitals, spaces and the century: "45/2018" and "45/18" are one."""
    plain = re.sub(r"\s+", "", number).rstrip(".").casefold()
    return re.sub(r"/(?:19|20)(\d\d)\Z", r"/\1", plain)


def _meetings_named(
    text: str, match: re.Match[str], headings: Sequence[Heading], item: int, last: str | None
) -> Iterator[tuple[str | None, int]]:
    """The one meeting that is meant and where its words end; nothing where that is not sure."""
    end = match.end()
    if of_last := _OF_THE_LAST.match(text, end):
        if last:
            yield last, of_last.end()
    elif day := _day_at(text, end):
        yield day
    elif "/" in match.group("number"):
        yield None, end
    elif last and _heads_what_arises(text, match, headings, item):
        yield last, end


def _day_at(text: str, end: int) -> tuple[str, int] | None:
    """The whole day that stands directly behind a number, such as " of the meeting held on 12 March 2019"."""
    before = _BEFORE_A_DAY.match(text, end)
    if before is None:
        return None
    first = next(iter(days(text[before.end() : before.end() + _NEAR])), None)
    return (first.iso, before.end() + first.end) if first and first.start == 0 and first.year else None


def _heads_what_arises(text: str, match: re.Match[str], headings: Sequence[Heading], item: int) -> bool:
    """Whether a minute's number heads a paragraph under matters arising, as in "Minute 68 – Work programme"."""
    line = text.rfind("\n", 0, match.start()) + 1
    if match.group("what").casefold() != "minute" or not _BEGINS_A_PARAGRAPH.match(text[line : match.start()]):
        return False
    return bool(_GOES_ON_AS_A_HEADING.match(text, match.end())) and any(
        _ARISING.search(heading.title) for heading in _with_parents(headings, item)
    )


def _with_parents(headings: Sequence[Heading], item: int) -> Iterator[Heading]:
    """An item, and for "5.1" also item 5."""
    mine = headings[item]
    yield mine
    yield from (one for one in headings[:item] if one.number and mine.number.startswith(f"{one.number.rstrip('.')}."))


def _last_meeting(text: str, met_on: str) -> str | None:
    """The ISO day of the meeting whose minutes the paper takes up; none where it names several or no day."""
    named = set()
    for match in _MINUTES_OF.finditer(text):
        sentence = re.split(r"[.;]\s", text[match.end() : match.end() + 2 * _NEAR])[0]
        named |= {found.iso for found in days(sentence)[:1] if found.year and found.iso < met_on}
    return named.pop() if len(named) == 1 else None


def _standing_at(place: int, headings: Sequence[Heading]) -> int | None:
    return next((n for n in reversed(range(len(headings))) if headings[n].start <= place), None)
