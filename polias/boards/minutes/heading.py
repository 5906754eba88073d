"""What the head of a paper says of the meeting: whose it was, and on what day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from polias.boards.minutes.dates import Found, dates, days, times, years_that_fit
from polias.boards.minutes.languages import english
from polias.boards.minutes.one_item import MEETING_LINE
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import person
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.titles import tells
from polias.boards.minutes.value import Value

_NOUN = (
    r"(?:Panel|Board|Committee|Sub-?committee|Authority|Group|Forum|Cabinet|Council|Commission|"
    r"Conference|Partnership|Executive|Assembly|"
    r"Scrutiny|Meeting|Tribunal|Working Party|Neighbourhood Watch|Trust|Bwrdd|Pwyllgor|Panel yr Heddlu a Throseddu|"
    r"Panel Heddlu a Throseddu|Cyngor|Awdurdod|Fforwm)"
)
BODY_NOUN = re.compile(rf"\b{_NOUN}s?\b", re.I)
_OF_THE = re.compile(
    r"\b(?:(?:public|draft|approved|final|unconfirmed|confirmed|open)\s++)*(?:minutes?|notes?|record|"
    r"cofnodion|agenda|summary|actions?)\s++(?:and\s++(?:\w+\s++){1,2})?"
    r"(?:(?:of|for|from|o)\b)?\s*+(?:the\s++|a\s++|an\s++)?(?:proceedings of (?:the )?)?"
    r"(?:(?:(?:public|special|extraordinary|annual|virtual|remote|ordinary|joint|first|inaugural|regular|open|monthly|"
    r"private|closed|quarterly|formal|informal|level \d|general)\s++)*(?:meetings?|cyfarfod(?:ydd)?)\s++"
    r"(?:of\s++|o['’]r\s++)?(?:the\s++|a\s++)?)?(?!held\b)(?P<body>[A-Z(\[\"“].{4,160}?)"
    r"(?=\s++(?:was\s++|were\s++)?(?:held|meeting held|a gynhaliwyd|on\s++(?:\w+day|\d)|dated|at\s++\d|"
    r"which)\b|\s++[-–]\s++|,|\.\s|\s*+\Z)",
    re.I | re.S,
)
_MEETING_OF = re.compile(
    rf"\bmeeting of (?:the\s+)?(?P<body>(?-i:[A-Z])[\w’',&()/ -]{{4,110}}?\b{_NOUN}|"
    rf"(?-i:{_NOUN}) of (?-i:[A-Z][\w’' -]{{4,60}}?))(?=\s+(?:will be|was|"
    r"is to be|to be|held|on|at|in|took)\b|[.,]\s|\s*\Z)",
    re.I,
)
_PREVIOUS = re.compile(
    r"\b(?:minutes|cofnodion)\s++(?:of|from)?\s*+(?:the\s++)?(?:(?:previous|last)\s++)?(?:meetings?|"
    r"cyfarfod)\s++(?:of\s++|o['’]r\s++)?(?:the\s++)?"
    rf"(?P<body>[A-Z][\w’',&()/ -]{{4,110}}?\b{_NOUN})(?=\s++(?:meeting\s++)?(?:was\s++)?(?:held|a gynhaliwyd|on)\b)"
)
_NOBODY_NOUN = re.compile(
    r"(?:agenda|minutes|notes|cofnodion|agenda a chofnodion|agenda and minutes|minutes and agenda|"
    r"meeting(?: documents| notes| details)?|date of (?:the )?meeting|.*\bheld (?:on|at)|"
    r"(?:the )?(?:previous|last) (?:meetings?|minutes)|"
    r"(?:notes?|minutes?|record) of (?:the |a )?(?:\w+ )?meeting(?: held)?(?: on)?|"
    r"(?:a?pproved|draft|final|"
    r"unconfirmed|aproved) minutes|"
    r"present|attend\w*|in attendance|apolog\w+|membership|members|media|items|documents|actions?|title|"
    r"printed|browse|home)\b[:\s]*\Z",
    re.I,
)
_TAIL = re.compile(
    r"\s*+[-–—:,]\s*+(?:(?:(?:meeting|action)\s++)?notes|minutes|agenda|draft|public|notes of meeting|meeting|"
    r"cofnodion|record of decisions|decisions|part \w+|open session)(?:\s++of\s++meeting)?\s*+\Z|"
    r"\s++(?:meeting\s++)?(?:minutes|agenda|notes|cofnodion)\s*+\Z|\s*+\((?:public|part \w+|draft)\)\s*+\Z",
    re.I,
)
_LAST_WORD = re.compile(r"\s++(?:minutes|agenda|notes|cofnodion)\s*+\Z", re.I)
_HEAD = re.compile(
    r"\A(?:(?:draft|approved|public|final|confirmed|unconfirmed|official|meeting|agenda|notes|minutes|"
    r"cofnodion|record|title|committee|body|name of (?:meeting|board))\b(?:\s+(?:of|from|for|"
    r"o)\b)?(?:\s+the\b)?[\s:–-]*)+(?=[A-Z])",
    re.I,
)
#: "Public accountability board" is its whole name.
_PUBLIC = re.compile(r"Public (?=[a-z])(?!meeting)")
_HOST = re.compile(
    r"\A[\w'’ -]+?\b(?:County|City|Borough|District|Metropolitan)\s+Council\s+(?=[A-Z].*\b(?:Panel|Board|"
    r"Committee|Forum|Group)\b)"
)
_NOT_THIS = re.compile(
    r"\b(?:previous|last)\s+(?:meeting|minutes)|minutes? of (?:the )?(?:previous|last)|next meeting|"
    r"future meeting|date of next|published|printed|updated|notice|agenda (?:dated|of)|deadline|despatch|"
    r"issued",
    re.I,
)
#: "Meeting 4", "Minute of Meeting held in the Town Hall on", "Wednesday's panel".
_NO_BODY = re.compile(
    r"(?:(?:minutes?|notes?|record) of (?:the |a )?)?meetings?\s+(?:of (?:the |this )?\w+\s+)?(?:\d+|held|on|in|at)\b|"
    r"\w+day['’]s\b|"
    # what kind of meeting it was, or by what means
    r"(?:(?:ordinary|regular|special|annual|monthly|quarterly|public|open|virtual|online|remote|ms|microsoft|teams|zoom|"
    r"hybrid|first|\w+ \d{1,2},? \d{4})\s+)+meetings?\b",
    re.I,
)
_NAME_LABEL = re.compile(r"(?:(?:name of )?(?:meeting|board|committee|group|panel)(?: name| title)?|title)\s*:?", re.I)
_SMALL_COUNCIL = re.compile(r"\b(?:Parish|Town|Community|Village) Council\b", re.I)
VENUE_LABEL = re.compile(
    r"(?:venue|location|place|lleoliad|held (?:at|in)|where|meeting place)\s*:\s*(?P<venue>.+)", re.I | re.S
)


#: So many empty lines part no title in two lines.
_CLOSE = 2

# ---------------------------------------------------------------------------------------------------- body


def body_of(sheet: Sheet) -> Value | None:
    """The name of the body as printed; none is guessed from the place or from "the Panel"."""
    for find in (
        _body_in_a_row,
        _body_of_minutes,
        _body_behind_date,
        _body_with_date,
        _body_line,
        _council_itself,
        _body_of_previous,
    ):
        if value := find(sheet):
            return value
    return None


def _named(piece: Piece, rule: str) -> Value | None:
    """A body's name without what stands around it, when it is one."""
    piece = english(piece.strip(' .,:;–—-*"“”'))
    for _again in range(3):
        tail = _TAIL.search(piece.text)
        if tail and not BODY_NOUN.search(piece.text[: tail.start()]):
            tail = _LAST_WORD.search(piece.text)  # "Accountability Meeting notes": the meeting has no other name
        if tail:
            piece = piece.before(tail.start())
        found = dates(piece.text)
        if found and found[-1].end >= len(piece.text) - 2:
            piece = piece.before(found[-1].start).strip(" .,:;–—-(")
            piece = (
                piece.before(cut.start())
                if (cut := re.search(r"\s++(?:held on|on|of|held|for|ar)\Z", piece.text, re.I))
                else piece
            )
    if (meeting := re.search(r"\s+meetings?\Z", piece.text, re.I)) and BODY_NOUN.search(piece.text[: meeting.start()]):
        piece = piece.before(meeting.start())
    if (head := _HEAD.match(piece.text)) and not _PUBLIC.match(piece.text):
        piece = piece.after(head.end())
    if host := _HOST.match(piece.text):
        piece = piece.after(host.end())
    words = piece.text.split()
    good = (
        bool(BODY_NOUN.search(piece.text))
        and 2 <= len(words) <= 24
        and not tells(piece.text)
        and piece.text[0].isupper()
    )
    words_of_the_page = re.fullmatch(
        r"(?:(?:agendas?|issues?|meetings?|minutes|documents?|and|draft|council|committees?|calendar|details|"
        r"home|of|the|full)\b\W*)+",
        piece.text,
        re.I,
    )
    plain = (
        words_of_the_page
        or _NOBODY_NOUN.match(piece.text)
        or VENUE_LABEL.match(piece.text)
        or re.match(r"(?:the|this|a) \w+\Z", piece.text, re.I)
        or _NO_BODY.match(piece.text)
        or " > " in piece.text  # where a page stands on its site
    )
    return Value(piece.text, piece, rule) if good and not plain else None


def _body_of_minutes(sheet: Sheet) -> Value | None:
    """ "Minutes of the meeting of the X held on ..."."""
    for block in sheet.heading[:12]:
        if value := _minutes_of(block.piece):
            return _in_full(value, sheet)
    for block in sheet.heading[:25]:
        if (match := _MEETING_OF.search(block.text[:400])) and (
            value := _named(block.piece.part(match, "body"), "a meeting of")
        ):
            return value
    return None


def _body_in_a_row(sheet: Sheet) -> Value | None:
    """ "Meeting name | X", in a table at the top."""
    for label, block in pairwise(sheet.heading[:25]):
        beside = label.row is not None and block.row == label.row and block.column == label.column + 1
        if beside and _NAME_LABEL.fullmatch(label.text) and (value := _named(block.piece, "name in a row")):
            return value
    return None


def _in_full(value: Value, sheet: Sheet) -> Value:
    """ "Minutes of the Parish Council" below a line "Ashwell Parish Council": the line names it in full."""
    for block in sheet.heading[:6]:
        names_only = block.row is None and not _OF_THE.search(block.text)
        full = _named(block.piece, value.rule) if names_only else None
        if full and full.value.casefold().endswith(f" {value.value.casefold()}"):
            return full
    return value


def _minutes_of(piece: Piece) -> Value | None:
    for match in _OF_THE.finditer(piece.text[:600]):
        if value := _named(piece.part(match, "body"), "minutes of the meeting of"):
            return value
    return None


def _body_behind_date(sheet: Sheet) -> Value | None:
    """ "Meeting: 12/09/2017 - X (Item 31)": the heading of a committee system's page about one subject."""
    for block in sheet.heading[:12]:
        if (match := MEETING_LINE.match(block.text)) and (
            value := _named(block.piece.part(match, "body"), "name behind the date")
        ):
            return value
    return None


def _body_with_date(sheet: Sheet) -> Value | None:
    """ "X - Thursday, 16th November 2017": the heading of committee-system pages."""
    for block in sheet.heading[:15]:
        found = days(block.text)
        if found and found[0].start > 6 and (value := _named(block.piece[: found[0].start], "name before the date")):
            return value
    return None


def _body_line(sheet: Sheet) -> Value | None:
    """A line of the heading that is a body's name, of one or two lines."""
    lines = [block for block in sheet.heading[:14] if block.row is None and not block.bullet]
    for number, block in enumerate(lines):
        if (
            len(block.text) > 170
            or _NOBODY_NOUN.match(block.text)
            or _names_somebody(block)
            or VENUE_LABEL.match(block.text)
        ):
            continue
        whole = block.piece
        if (
            number
            and lines[number - 1].text.isupper()
            and whole.text.isupper()
            and block.gap < 2
            and not _NOBODY_NOUN.match(lines[number - 1].text)
        ):
            whole = joined([lines[number - 1].piece, whole])
        if re.search(r"\bcouncil\b", block.text, re.I) and not re.search(
            r"panel|board|committee|group|forum|cabinet|authority", block.text, re.I
        ):
            continue
        if value := _named(whole, "line of the heading"):
            return _with_the_line_below(value, whole, lines[number + 1 : number + 2])
    return None


def _with_the_line_below(value: Value, line: Piece, below: list[Block]) -> Value:
    """ "POLICE AUTHORITY" above "Professional Standards Panel": the panel of the authority."""
    host = re.search(r"\b(?:AUTHORITY|COUNCIL|SERVICE|POLICE)\Z", line.text)
    for block in below if host else []:
        body = re.search(r"\b(?:Panel|Committee|Board|Group|Party)\Z", block.text, re.I)
        alone = body and block.gap < _CLOSE and _named(block.piece, value.rule)
        whole = _named(joined([line, block.piece]), value.rule) if alone else None
        return whole or value
    return value


def _council_itself(sheet: Sheet) -> Value | None:
    """A parish or town council is no host of another body but meets itself."""
    for block in sheet.heading[:6]:
        if (
            block.row is None
            and _SMALL_COUNCIL.search(block.text)
            and (value := _named(block.piece, "a council itself"))
        ):
            return value
    return None


def _names_somebody(block: Block) -> bool:
    """ "Ann Field, Chair of the Audit Committee" is a person; "ACCOUNTABILITY BOARD" only looks like one."""
    who = person(block.piece)
    body = re.search(rf"\b{_NOUN}(?:\s*[-–—:,]\s*(?:minutes|notes|agenda)\Z|\s?:\s|\Z)", block.text, re.I)
    return who is not None and not BODY_NOUN.search(who.name or "") and not body


def _body_of_previous(sheet: Sheet) -> Value | None:
    """A page without a heading may still say whose minutes were confirmed."""
    for block in sheet.blocks:
        if match := _PREVIOUS.search(block.text):
            return Value(
                match.group("body"), block.piece.part(match, "body"), "body of the previous minutes", ("elsewhere",)
            )
    return None


# ---------------------------------------------------------------------------------------------------- date


def date_of(sheet: Sheet, next_meeting: str | None) -> Value | None:
    """The day of this meeting, from the heading alone; a missing year only where the paper leaves no doubt."""
    best: tuple[float, Value | None] = (0.0, None)
    for score, block, found in _scored_days(sheet):
        year = found if found.year else _fitting(_with_year(found, sheet, next_meeting))
        cues = () if found.year else ("year from elsewhere",)
        if score > best[0]:
            # Without a year it still is the day of the meeting: no other date of the heading takes its place.
            place = block.piece[found.start : found.end]
            best = (score, Value(year.iso, place, "date in the heading", cues) if year else None)
    return best[1]


def day_without_year(sheet: Sheet) -> Piece | None:
    """Where the heading names the day of the meeting and no year."""
    bare = [(score, block.piece[each.start : each.end]) for score, block, each in _scored_days(sheet) if not each.year]
    score, place = max(bare, key=lambda scored: scored[0], default=(0.0, None))
    return place if score > 0 else None


def _scored_days(sheet: Sheet) -> Iterator[tuple[float, Block, Found]]:
    """Every day the heading names, and how much speaks for it being that of the meeting."""
    for number, block in enumerate(sheet.heading[:40]):
        for found in days(block.text):
            yield _date_score(block, found, number), block, found


def _date_score(block: Block, found: Found, number: int) -> float:
    text = block.text
    before = text[max(0, found.start - 60) : found.start]
    if _NOT_THIS.search(before) or (_NOT_THIS.search(text) and not re.search(r"held on|date\s*:", before, re.I)):
        return 0
    alone = len(text) - (found.end - found.start) < 40
    score = 1.0 - number * 0.02
    score += 0.5 if found.weekday is not None else 0
    score += (
        0.6 if re.search(r"(?:held(?: on)?|date\s*:|meeting(?: of| on)?|on|[-–])\s*(?:the\s+)?\Z", before, re.I) else 0
    )
    score += 0.4 if alone or times(text) else 0
    score -= (
        1.5
        if re.match(r"to (?:approve|confirm|sign|receive|agree|note)\b", text, re.I)
        or (number > 8 and re.search(r"minutes of (?:the )?meetings? held", text, re.I))
        else 0
    )
    score -= 1.0 if tells(text) and not re.search(r"\bheld\b", text, re.I) else 0
    return score + (0.2 if found.year else 0)


def _fitting(found: Found | None) -> Found | None:
    """The date, unless the weekday printed beside it says that its year is another."""
    if found is None or found.weekday is None or not found.year:
        return found
    return found if found.year in years_that_fit(found, near=found.year) else None


def _with_year(found: Found, sheet: Sheet, next_meeting: str | None) -> Found | None:
    """The year from the heading's other dates, the weekday, the next meeting, or the only year references bear."""
    heading = {
        each.year
        for block in sheet.heading[:14]
        for each in dates(block.text)
        if each.year and each.month == found.month
    }
    if len(heading) == 1:
        return found.in_year(heading.pop() or 0)
    if next_meeting:
        year, month = int(next_meeting[:4]), int(next_meeting[5:7])
        return found.in_year(year if found.month <= month else year - 1)
    years = [each.year for block in sheet.blocks for each in dates(block.text) if each.year]
    if (
        years
        and (fitting := years_that_fit(found, near=max(years)))
        and len(fitting) == 1
        and abs(fitting[0] - max(years)) <= 1
    ):
        return found.in_year(fitting[0])
    return None
