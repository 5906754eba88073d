"""Who is to do an action and by when, only where the action itself or its column says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polias.boards.minutes.dates import MONTH_NAME, dates
from polias.boards.minutes.pieces import Piece

_RANKS = (
    r"(?:T/|A/|D/|C/|Temp(?:orary)? |Acting )?(?:D?PF?CC|[DA]?CC|D?AC|ACO|CFO|CEO|COO|DCFO|DCS|DCI|DSU|DI|DS|CI|"
    r"(?:Det(?:ective|\.)? )?(?:Ch(?:ief|\.)? )?(?:Supt|Insp|Sgt)|C(?:om)?mdr|Cdr|"
    r"Chief Superintendent|Superintendent|Chief Inspector|"
    r"Inspector|Insp|Sergeant|Sgt|Lieutenant|Lt|Captain|Capt|PCSO|PC|PS|DC|Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Dame|Lord|Commander)"
)
_NAME = r"[A-Z][a-z’'][\w’'-]*(?: [A-Z][\w’'-]+){0,2}"
_STANDING = (
    r"(?:[Tt]he )?(?:Deputy |Assistant |Acting |Vice[- ]|Temporary |Lead |"
    r"Interim )*(?:Police(?:, Fire)? and Crime Commissioner|Chief Constable|Chief Executive|"
    r"Chief Finance Officer|Commissioner|Chair(?:man|woman|person)?|"
    r"Treasurer|Clerk|Secretary|Monitoring Officer|Chief of Staff)"
)
#: "Head of People and Change": what somebody is head of, over several words.
_OF = r"(?:[A-Z][\w’'-]*(?:,? (?:and |& |of )?[A-Z][\w’'-]*){0,5})"
_OFFICE = (
    rf"(?:{_STANDING}|(?:[Tt]he )?(?:Deputy |Assistant |Acting |Interim )*(?:(?:Director|Head|Lead) (?:of|for) {_OF}|"
    r"Town Clerk|Force|Constabulary|OPCC|OPFCC|Panel|Board|Committee|Members|Secretariat|Officers|"
    r"All (?:[Mm]embers|[Oo]fficers|[Pp]artners|[Aa]ttendees|[Ll]eads)|All|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3} (?:Officer|Manager|Lead|Team|Director|Clerk|Leads?|Group|"
    r"Office)))(?:['’]s (?:CEO|Office|Chief Executive|Team|Staff Officer))?"
)
#: "A. Field", "A Field".
_BY_INITIAL = r"(?<![\w’'])(?:[A-Z]\. ?|[A-Z] ){1,2}[A-Z][a-z’'][\w’'-]+"
#: "SUPT FIELD": a rank and a name in capitals.
_IN_CAPITALS = (
    r"(?:(?:TOWN |PARISH |COMMITTEE |VICE[- ]|DEPUTY )?(?:CLERK|SECRETARY|CHAIR(?:MAN)?|TREASURER)\b|"
    r"(?:CH(?:IEF)? )?(?:SUPT|INSP|SGT|PCSO|PC|PS|CLLR|COUNCILLOR|MRS?|MS|MISS|DR)\.? (?:[A-Z]\.? )?[A-Z][A-Z’'-]{2,})"
)
_ONE = (
    rf"(?:{_STANDING} {_NAME}|{_IN_CAPITALS}|"
    rf"{_RANKS}\.? (?:[A-Z]\.? ?){{0,2}}{_NAME}|{_BY_INITIAL}|{_RANKS}(?:['’]s [A-Z]\w+)?(?![\w’'])|"
    rf"[A-Z]{{2,4}}[a-z]?(?:['’]s (?:CEO|[Oo]ffice|[Tt]eam))?|[A-Z][A-Z]?[a-z]?[A-Z]++|{_OFFICE}|{_NAME})"
)
_JOIN = r"(?:\s*+(?<!\bA)(?<!\bT)(?<!\bD)(?<!\bC)/\s*+|\s*+,\s*+(?:and\s++)?|\s++(?:and|&)\s++(?:the\s++)?|\s*+\+\s*+)"
#: Initials, or a rank with a name: nobody's subject could be taken for them.
_SURE = rf"(?:[A-Z]{{2,4}}|{_RANKS} {_NAME}|{_STANDING})"
INITIALS_OR_RANK = re.compile(rf"{_SURE}(?:{_JOIN}{_SURE}){{0,4}}\.?")
_SURELY = re.compile(_SURE)
#: A rank or office that stands in letters alone.
OFFICE_BY_LETTERS = re.compile(rf"{_RANKS}|OPF?CC|ALL")
#: "Police and Crime Commissioner" is one.
_WITHIN, _CRIME = re.compile(r"Police(?:, Fire)?\Z"), re.compile(r"Fire|Crime")
_JOINTS = re.compile(_JOIN + r"|\s*+;\s*+|[^\S\n]*+\n\s*+")
OWNERS = re.compile(rf"(?P<owners>{_ONE}(?:{_JOIN}{_ONE}){{0,4}})")
#: The same without a group of its own, for other patterns.
OWNERS_PLAIN = rf"{_ONE}(?:{_JOIN}{_ONE}){{0,4}}"
_DOES = re.compile(
    rf"(?:The )?@?(?P<owners>{_ONE}(?:{_JOIN}{_ONE}){{0,4}}(?: \([A-Z]{{2,8}}\)|, (?:[A-Z]{{2,8}}|{_OF}),)?|"
    r"[A-Z]{2,8} (?:[Ll]ead|[Tt]eam|[Oo]ffice|CFO|CEO|[Rr]epresentative)s?|"
    r"[Tt]he (?:group|panel|board|committee|force|forum|partnership|team|police|council|secretariat)|"
    r"(?:clerk|secretary|treasurer|chair(?:man)?|commissioner|officers|members|everybody|everyone|all)\b)"
    r"(?:\s*+[-:–])?\s++(?:"
    # "Write to the bank" gives it to nobody
    # and "List to be shared" to whoever is named elsewhere
    r"to\b(?!\s++(?:the|an?|all|each|any|our|their|its|this|these|those|be \w+(?:ed|en))\b)|will\b|would\b|"
    r"agreed to\b|undertook to\b|took (?:away )?an action|took the action|shall\b|is to\b|are to\b|"
    r"was (?:asked|requested|tasked) to\b|"
    r"were (?:asked|requested) to\b|has agreed\b|should\b|must\b)"
)
#: "It was agreed that AF would write": inside a sentence, and not of what would be done to somebody.
_DOES_INSIDE = re.compile(
    rf"\b[Tt]hat (?:the )?(?P<owners>{OWNERS_PLAIN}|officials|officers|partners|members|police)\s+"
    r"(?:would|will|should|shall|to)\s+(?!be\b|not\b|have\b|receive\b|benefit\b|need\b)"
)
#: "Members requested that the Treasurer provide figures": whoever is asked for it.
_ASKED_FOR = re.compile(
    rf"\b(?:requested|asked|recommended) that (?:the )?(?P<owners>{OWNERS_PLAIN}|officials|officers|partners|police)\s+"
    r"(?!be\b|was\b|were\b|is\b|are\b|had\b|has\b)[a-z]+(?<!s)(?<!ed)\b"
)
#: "... and the Treasurer undertook to write": the second half of a sentence, only of those who cannot be a subject.
_DOES_THEN = re.compile(
    rf"(?:,|;|\band)\s+(?:the )?(?P<owners>{_SURE}(?:{_JOIN}{_SURE}){{0,2}})\s+"
    r"(?:undertook|agreed|offered|promised) to\b"
)
_BEFORE = re.compile(
    r"(?i:(?:action )?owner|lead(?: officer| person| member| agency)?|"
    r"action(?:ed)? by|by whom|responsib\w+|who|assigned to)\s*[:–-]\s*"
    rf"(?P<owners>{_ONE}(?:{_JOIN}{_ONE}){{0,4}})"
)
_UNTIL_LABEL = re.compile(r"(?=\s++(?:[-–—]\s++)?(?:Due|DUE|Deadline|Target|Timescale|By|Status|When)\b)|\Z")
_AFTER = re.compile(
    r"[(\[](?:Action(?: by)?:?\s*+|Owner:?\s*+|"
    rf"Lead:?\s*+)?(?P<owners>{_ONE}(?:{_JOIN}{_ONE}){{0,4}})(?:(?:\s*+[,;–-]\s*|\s++by\s+)(?P<by>[^()\[\]]{{3,30}}))?[)\]]\s*+\.?\Z|"
    # "Consider the plan / AF / 30 April", "Consider the plan. AF"
    rf"(?P<slash>\s?[/,|])\s?(?P<between>{_ONE}(?:{_JOIN}{_ONE}){{0,3}})\s?(?P=slash)\s?(?P<day>[^/,|()]{{4,25}})\Z|"
    r"(?<=[.!?])\s(?:Owner |Lead )?(?P<initials>[A-Z]{2,4}(?:\s?[/&]\s?[A-Z]{2,4}){0,3})\Z|"
    rf"\s[-–—]\s*+(?P<last>{_ONE}(?:{_JOIN}{_ONE}){{0,3}})(?:\s*+[-–—,;]\s*(?P<then>[^()\[\]–—]{{4,25}}))?\s*+\.?\Z"
)
#: "AF: write", "AF (31 October): chase the laboratory".
_HEAD = re.compile(rf"(?P<owners>{_ONE}(?:{_JOIN}{_ONE}){{0,4}})(?:\s?\((?P<by>[^()]{{3,30}})\))?\s*+[:–—-]\s++(?=\S)")
_DUE = re.compile(
    r"\b(?:due(?: date)?|deadline|by(?: the end of| end of| no later than| close of play on)?|before|"
    r"complet(?:e|ed|ion)(?: date)?(?: by)?|target(?: date)?|timescale|when|no later than|"
    r"(?:for|on)(?= (?:\w+day )?\d)|(?:for|in)(?=\s[A-Z][a-z]+ 20)|in time for|"
    r"at its meeting (?:on|in)|meeting (?:on|in)|"
    # "to the June meeting", and at the end "in April": no year is printed, but it is this action's month
    rf"(?:for|to|at|by|until|on) the(?=\s{MONTH_NAME}(?: 20\d\d)? (?:meeting|board|panel|committee|agenda|forum|"
    r"session|conference|group)\b)|"
    rf"in(?=\s{MONTH_NAME}\.?\Z)|"
    r"(?:w/c|w/e|week (?:commencing|ending|of))|erbyn)\s*[:–-]?\s*",
    re.I,
)
#: "Ask the county about a sign – 28 February".
_BEHIND_A_DASH = re.compile(r"\s[-–—]\s(?P<by>\d[^-–—]{3,20})\Z")
_DUE_LABEL = re.compile(r"\b(?:due(?: date)?|deadline|target date|timescale|by when)\s*(?::|\s[-–—])\s*\Z", re.I)
#: "... for three years (17th June)": a day in a bracket that closes an action.
_IN_A_BRACKET = re.compile(r"[(\[](?P<by>[^()\[\]]{3,30})[)\]]\s*\.?\Z")
#: "by 24/11": a day and a month are no number where a day is told.
_DAY_AND_MONTH = re.compile(r"\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![/\d])")
_NOT_OWNERS = re.compile(
    rf"(?:(?i:{MONTH_NAME})|"
    r"Action|ACTION|The|This|That|It|There|An|A|In|On|At|For|Further|All the|Following|Report|Update|"
    r"Item|None|N/A|TBC|Due|Date|Paper|Work|Future|Any|Information|Consideration|Details?|Discussion|"
    r"Data|Minutes?|Agreed|New|Key|Outstanding|Previous|Summary|Next|Follow|Open|Closed|"
    # "Write to the bank" begins with what is to be done
    r"Write|Speak|Talk|Report|Respond|Reply|Refer|Return|Circulate|Send|Submit|Present|Explain|Escalate|Apply|Continue|"
    r"Liaise|Meet|Look|Add|Agree|Invite|Contact|Link|Move|Listen|Need|Seek|Aim|Provide|Share|Update|Feed|Go)\Z"
)


#: "AF, consider the plan", "That AF consider the plan", "@AF consider the plan".
_ADDRESSED = re.compile(
    rf"(?:(?:That (?:the )?|@)(?P<owners>{_SURE}(?:{_JOIN}{_SURE}){{0,4}})|"
    rf"(?P<initials>{_SURE}(?:{_JOIN}{_SURE}){{0,4}}),)"
    r"\s(?!(?:was|were|is|are|had|has)\b)[a-z]+(?<!s)(?<!ed)\b"
)


def owners_in(piece: Piece) -> list[Piece]:
    """Whoever the words of an action name ("Owner: AF"), begin with ("AF to ...") or end with ("... (AF)")."""
    text = piece.text
    for match in (
        _BEFORE.search(text),
        _DOES.match(text),
        _AFTER.search(text),
        _HEAD.match(text),
        _ADDRESSED.match(text),
        _DOES_INSIDE.search(text),
        _DOES_THEN.search(text),
        _ASKED_FOR.search(text),
    ):
        by = next((found for name in ("by", "then", "day") if match and (found := match.groupdict().get(name))), None)
        if match is None or (by and not dates(by, certain=True)):
            continue
        group = next(name for name in ("owners", "last", "between", "initials") if match.groupdict().get(name))
        named = piece.part(match, group)
        label = _UNTIL_LABEL.search(named.text)
        if found := split_owners(named.before(label.start()) if label else named):
            return found
    return []


def does_something(piece: Piece) -> bool:
    """Whether words begin with somebody who is to act: "AF to ..."."""
    match = _DOES.match(piece.text)
    return bool(match and split_owners(piece.part(match, "owners")))


def split_owners(piece: Piece) -> list[Piece]:
    """Several owners apart: "TS/SC", "Ann and Ben", "DCC and the PCC's CEO"; "Head of People and Change" is one."""
    found = [part.strip(" .,;:") for part in _apart(piece)]
    found = [part.after(4) if part.text.lower().startswith("the ") else part for part in found]
    return [
        part
        for part in found
        if part and not _NOT_OWNERS.match(part.text) and part.text[0].isalnum() and not part.text.isdecimal()
    ]


def _apart(piece: Piece) -> Iterator[Piece]:
    start = 0
    for joint in _JOINTS.finditer(piece.text):
        field = re.search(r"(?:Director|Head|Lead) (?:of|for) [^/;]*\Z", piece.text[start : joint.start()])
        following = re.match(r"[A-Z][a-z]+(?=\s*(?:\Z|/|;|,|and\b|&))", piece.text[joint.end() :])
        if _WITHIN.search(piece.text[start : joint.start()]) and piece.text[joint.end() :].startswith(
            ("Fire", "Crime")
        ):
            continue
        if field and following and "/" not in joint.group() and not _SURELY.match(following.group()):
            continue
        yield piece[start : joint.start()]
        start = joint.end()
    yield piece[start:]


def is_owner_cell(text: str) -> bool:
    """Whether a table cell holds nothing but who is to act."""
    return len(text) <= 60 and bool(
        re.fullmatch(rf"{OWNERS.pattern}", text.strip(" .")) or re.fullmatch(r"[A-Z]{2,4}(?:\s*/\s*[A-Z]{2,4})*", text)
    )


def without_owner_marks(piece: Piece) -> Piece:
    """The words of an action without "Owner: AF" or "Due: May 2024" at their end."""
    match = re.search(
        r"\s*+[(\[-]?\s*+\b(?:(?:action )?owner|lead(?: officer)?|by whom|due(?: date)?|deadline|target date|timescale|"
        r"responsible(?: officer| person)?|complete by|assigned to)"
        r"(?:\s*+:|\s[-–—]\s(?=[A-Z\d])).*\Z",
        piece.text,
        re.I | re.S,
    )
    piece = piece.before(match.start()) if match and match.start() > 8 else piece
    if (head := _HEAD.match(piece.text)) and head.group("by") and dates(head.group("by"), certain=True):
        piece = piece.after(head.end())
    first = _DOES.match(piece.text)
    again = re.search(r"\s++(?P<owners>[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4})*)\Z", piece.text)
    if first and again and first.group("owners") == again.group("owners"):
        return piece.before(again.start())  # "AF to write   AF": the name stands in the margin once more
    return piece


def due_in(piece: Piece, meeting: str | None, *, column: bool = False) -> tuple[str, Piece] | None:
    """ISO date or month by which it is due. A month without a year is the first of that name after the meeting."""
    text = piece.text
    starts = [0] if column else [match.end() for match in _DUE.finditer(text)]
    starts.sort(key=lambda start: not _DUE_LABEL.search(text[:start]))  # "by the May meeting. Due: 3 April": the label
    closing = _AFTER.search(text)
    starts += [match.start("by") for match in _IN_A_BRACKET.finditer(text)]
    starts += [match.start("by") for match in _BEHIND_A_DASH.finditer(text)]
    starts += [head.start("by")] if not column and (head := _HEAD.match(text)) and head.group("by") else []
    starts += [closing.start(name) for name in ("by", "then", "day") if closing and closing.group(name)]
    printed = dates(text, certain=True)
    for start in starts:
        if short := _DAY_AND_MONTH.match(text, start):
            day, month = int(short.group("day")), int(short.group("month"))
            if 0 < day < 32 and 0 < month < 13 and (iso := _after(month, day, meeting)):
                return iso, piece.part(short)
        for found in (each for each in printed if each.start >= start):
            if not column and found.start - start > 16:
                break
            iso = found.iso or _after(found.month, found.day, meeting)
            if iso and (column or not _long_ago(iso, meeting)):
                return iso, piece[found.start : found.end]
    return None


def _long_ago(iso: str, meeting: str | None) -> bool:
    """A date before the meeting is not one to act by."""
    return bool(meeting) and iso < (meeting or "")[: len(iso)]


def _after(month: int, day: int | None, meeting: str | None) -> str:
    if not meeting or len(meeting) < 7:
        return ""
    year, this = int(meeting[:4]), int(meeting[5:7])
    year += month < this
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
