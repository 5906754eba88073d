"""Who was there and who sent apologies: from lists in any layout, and from sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from polias.boards.minutes import offices
from polias.boards.minutes.arrivals import told
from polias.boards.minutes.name_lines import LABEL_ALONE, line_people, names_alone, one_on_each_line, row_people
from polias.boards.minutes.name_sections import LABEL, PRESENT, heads_names, one_column, section
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import Person, people, person
from polias.boards.minutes.pieces import Piece, joined
from polias.boards.minutes.presence import Attendance, same
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.titles import tells

_ONE_PERSON = re.compile(
    r"(?:in the chair|chair(?:man|woman|person|ed by)?|vice[- ]chair(?:man)?|minutes(?: taken)?(?: by)?|"
    r"minute[- ]?taker|notes?(?: taken)?(?: by)?|"
    r"note[- ]?taker|clerk|secretar(?:y|iat)|chaired by|cadeirydd|facilitator)\s*(?::|\s-\s|–|(?<=by)\s)\s*(?=[A-Z])",
    re.I,
)
_ENDS = re.compile(
    r"(?:agenda|minutes of|items?|no\.|venue|location|date|time|contact|introduction|welcome|resolved|"
    r"media|actions?\b|apologies were|the (?:chair|meeting|panel|board)\b)",
    re.I,
)
#: A motion below the names, and what was done with it.
_MOTION = re.compile(r"(?:moved|seconded|proposed|motion|carried|resolved|that the)\b", re.I)
#: The cell beside which who takes the notes is named.
_TAKES_NOTES = re.compile(r"(?:minutes|notes|minutes taken by|notes taken by|clerk|secretary)\s*:?", re.I)
_PAST = re.compile(
    r"\b(?:was|were|had|noted|agreed|received|resolved|confirmed|reported|welcomed|none|dim|oedd|"
    r"derbyniwyd|penderfynwyd|ni ddatganwyd)\b",
    re.I,
)
_OF_ATTENDANCE = re.compile(
    r"welcome|introduction|roll call|call to order|quorum|attendance|present|apolog|absen|ymddiheuriadau|croeso", re.I
)
_ONLY_APOLOGIES = re.compile(
    r"(?:to (?:receive|note) )?(?:any )?(?:apolog|absen|ymddiheuriadau)(?!.*\b(?:welcome|present|minutes|"
    r"declar|substitut))",
    re.I,
)
_INVITED = re.compile(
    r"(?:also )?(?:in attendance|present|invitees?|invited|attendees|gwahoddedigion|yn bresennol)\s*:", re.I
)
#: "The following were in attendance for this item:"
_FOR_THIS_ITEM = re.compile(
    r"(?:the )?following (?:\w+ ){0,3}(?:were|was) (?:also )?(?:in attendance|present)\b[^.:]{0,60}:|"
    r"(?:the )?following (?:\w+ ){0,3}attended\b[^.:]{0,60}:",
    re.I,
)
#: What calls members to a meeting that has not been.
_SUMMONS = re.compile(
    r"\b(?:summoned|will be held|will take place|to be held|is to be held|requested to attend)\b", re.I
)
_SUBSTITUTE = re.compile(
    r"\(?\b(?:sub(?:stitut(?:e|ing|ed))?\s+for|on behalf of|in place of|deputising for|representing)\s+([^)]*)\)?", re.I
)
#: "Det Supt Hill, represented by Insp Reed": who came instead.
_INSTEAD = re.compile(
    r"\b(?:represented|substituted|replaced) by\s+([^()]+)|"
    r"\A\W*(\S[^(),;]{3,50}?)\s+(?:substitut(?:ed|ing)|deputised)\Z"
)
#: Behind "Apologies: A Hill" on one line a line of another group is no more of those who are away.
_OTHERS = re.compile(r"(?:(?:council|democratic|lead|other) )?(?:officers?|officials|staff)\s?:\s", re.I)
#: A group of members or staff, which below apologies may be one of those who are away.
_GROUP = re.compile(
    r"(?:[\w-]+ ){0,2}(?:members|councillors|cllrs|aelodau|officers?|officials|staff|swyddogion)\s?(?::|\Z)", re.I
)

# ------------------------------------------------------------------------------------------------- lists


def listed(sheet: Sheet, found: Attendance) -> None:
    """Everybody in lists under a heading such as "Present", "In attendance", "Apologies"."""
    for kind, blocks in _lists(sheet):
        _read_list(blocks, kind, found)


def _read_list(blocks: list[Block], kind: str, found: Attendance) -> None:
    members, misses, one_each, alone = False, 0, one_on_each_line(blocks), names_alone(blocks)
    begun = "alone"  # how the line of the heading goes on: it stands "alone", or a "group" or "names" follow
    for row, cells in groupby(blocks, key=lambda block: (block.row, id(block) if block.row is None else 0)):
        line = list(cells)
        kind_here, members_here, rest = _section(line)
        if kind == "apologies":
            begun = _goes_on(line[0], begun, found)
            if begun == "group" and _GROUP.match(line[0].text):
                kind_here, rest = "", line
            elif begun == "others" and not kind_here:
                kind = "present"
        if heads_names(line):
            kind, rest = kind or "present", []
        if kind_here:
            kind, members, misses, begun = kind_here, members_here, 0, _begun(rest)
        kind = "" if _MOTION.match(line[0].text) else kind
        if not kind or (kind == "apologies" and _ONE_PERSON.match(line[0].text)):
            continue  # "Chair: A Hill" below the apologies says who was there
        those = row_people(rest) if row[0] is not None else line_people(rest, one_each=one_each, alone=line[0] in alone)
        if not those and not kind_here and rest:
            misses += 1
            kind = "" if _ends_the_list(rest[0], misses) else kind
        for who in those:
            misses = 0
            _sort_in(who, kind, found, members=members)


def _section(line: list[Block]) -> tuple[str, bool, list[Block]]:
    """The kind of list that begins here; beside "Minutes" in a row stands who took them."""
    found = section(line)
    notes = not found[0] and line[0].row is not None and len(line) > 1 and _TAKES_NOTES.fullmatch(line[0].text)
    return ("present", False, line[1:]) if notes else found


def _begun(rest: list[Block]) -> str:
    return "alone" if not rest else "group" if _GROUP.match(rest[0].text) else "names"


def _goes_on(block: Block, begun: str, found: Attendance) -> str:
    """How apologies go on: by "group" of those who are away, with "others" who are not, or with names "below"."""
    if not _GROUP.match(block.text):
        return "below" if begun == "alone" else begun
    if begun == "alone" and found.attendees:
        return "group"
    return "others" if begun == "names" and _OTHERS.match(block.text) else begun


def _lists(sheet: Sheet) -> Iterator[tuple[str, list[Block]]]:
    """Where lists of names may stand: the heading, items of welcome and apologies, and under "Invitees:" anywhere.

    Names alone under the item "Apologies" are those who apologised, unless the paper is an agenda, where they present.
    """
    yield "", one_column(sheet.heading)
    minuted = any(_PAST.search(part.piece.text) for part in sheet.parts() if part.item)
    for number, item in enumerate(sheet.items):
        blocks = sheet.blocks[item.minuted : item.end]
        if item.rest:
            blocks = [Block(item.rest), *blocks]
        if number < 5 and item.title and _OF_ATTENDANCE.search(item.title.text):
            only = _ONLY_APOLOGIES.match(item.title.text) and minuted
            present = PRESENT.fullmatch(item.title.text)
            yield "apologies" if only else "present" if present else "", blocks
            continue
        for start, block in enumerate(blocks):
            if _INVITED.fullmatch(block.text):
                yield "", blocks[start : start + 25]
            elif _FOR_THIS_ITEM.fullmatch(block.text):
                yield "present", blocks[start + 1 : start + 25]


def _in_the_heading(sheet: Sheet) -> Iterator[Block]:
    for _kind, blocks in _lists(sheet):
        yield from blocks


def _ends_the_list(block: Block, misses: int) -> bool:
    """A sentence or a new subject ends a list; a line that only names an organisation or group does not."""
    text = block.text
    if tells(text) or len(text) > 140:
        return True
    group = offices.ORGANISATION.search(text) or re.search(
        r"members?|councillors|officers?|independent|auditors?|officials|representatives", text, re.I
    )
    return misses > 3 or bool(_ENDS.match(text) and not group)


def _sort_in(who: Person, kind: str, found: Attendance, *, members: bool) -> None:
    role = who.role or ""
    if instead := _INSTEAD.search(role):
        came = people(_as_piece(instead.group(1) or instead.group(2), who))[:1]
        for somebody in came:
            found.add(somebody, "present", rule="substitute")
            found.substitutions.append((who, somebody))
        who, kind = replace(who, role=role[: instead.start()].strip(" ,–-") or None), "apologies" if came else kind
        role = who.role or ""
    elif sub := _SUBSTITUTE.search(role):
        absent = next(iter(people(_as_piece(sub.group(1), who))), None)
        if absent:
            found.substitutions.append((absent, who))
    kind = "apologies" if re.search(r"\bapolog|\babsent\b", role, re.I) else kind
    who = replace(
        who,
        role=re.sub(r"[\s,(–-]*+(?:sent )?\bapologies(?: received)?\b\)?", "", role, flags=re.I).strip(" ,") or None,
    )
    found.add(who, kind, rule=f"list of {kind}", members=members)


def _as_piece(text: str, who: Person) -> Piece:
    start = who.piece.places[-1] if who.piece.places else 0
    return Piece(text, type(who.piece.places)("I", [start] * len(text)))


# ----------------------------------------------------------------------------------- lists without a heading


def unheaded(sheet: Sheet, found: Attendance) -> None:
    """Three lines or more of "Name (XY)" or "Name, office" one after the other are a list of those present.

    A group set apart below them, without a heading of its own, may be apologies: it is left unclear.
    """
    if len(found.attendees) > 2:
        return
    run: list[tuple[Person, Block]] = []
    for block in _in_the_heading(sheet):
        who = person(block.piece) if block.row is None and len(block.text) < 140 and not tells(block.text) else None
        marked = who and (who.initials or who.titled or (who.role and offices.ROLE_IN_TEXT.search(who.role)))
        if who and (marked or (who.organisation and len(run) >= 3)):
            run.append((who, block))
        elif len(run) >= 3:
            break
        else:
            run = []
    if len(run) < 3:
        return
    usual = max(block.gap for _who, block in run[1:3])
    apart = False
    for number, (who, block) in enumerate(run):
        apart = apart or (number > 2 and block.gap > usual)
        if apart:
            found.unclear.append(who)
        else:
            found.add(who, "present", rule="list without a heading")


# ------------------------------------------------------------------------------------------------ one person


def named_in_heading(sheet: Sheet, found: Attendance) -> None:
    """A chair or note-taker named only in the heading ("Chair: A Hill")."""
    for piece in _labelled(sheet.heading):
        match = _ONE_PERSON.match(piece.text)
        who = person(piece.after(match.end())) if match else None
        if who and match:
            label = match.group().strip(" :-–")
            own = re.sub(r",?\s*\bpresided\b", "", who.role or "")
            role = ", ".join(
                part for part in (own, "Chair" if re.match(r"in the chair|chair", label, re.I) else label) if part
            )
            found.add(replace(who, role=role), "present", rule="named in the heading")


def _labelled(blocks: list[Block]) -> Iterator[Piece]:
    """Each line, and a label with what stands beside it in a table or below it: "Chair" and "A Hill"."""
    for before, block in zip([None, *blocks], blocks, strict=False):
        yield block.piece
        if before is None or before.row != block.row:
            continue
        label = LABEL_ALONE.fullmatch(before.text) or _TAKES_NOTES.fullmatch(before.text)
        in_a_row = before.row is not None and len(before.text) < LABEL and (before.column == 0 or label)
        if in_a_row or (before.row is None and LABEL_ALONE.fullmatch(before.text)):
            yield joined([before.piece.strip(" :"), block.piece], by=": ")


# ------------------------------------------------------------------------------------------------ altogether


def attendance_of(sheet: Sheet) -> Attendance:
    """Everybody, each once; who apologised and stands only under "Members" was not there."""
    found = Attendance()
    for rule in (listed, unheaded, named_in_heading, told):
        rule(sheet, found)
    called = _is_summons(sheet)
    found.attendees = [who for who in found.attendees if not _only_a_member(who, found, called=called)]
    return found


def _is_summons(sheet: Sheet) -> bool:
    """A paper that calls its members together, and tells nothing of what they did."""
    calls = any(_SUMMONS.search(block.text) for block in sheet.heading)
    return calls and not any(_PAST.search(part.piece.text) for part in sheet.parts() if part.item)


def _only_a_member(who: Person, found: Attendance, *, called: bool) -> bool:
    return id(who) in found.member_lists and (called or any(same(who, gone) for gone in found.apologies))


def apologised_too(who: Person, found: Attendance) -> bool:
    """Listed as present and among the apologies: both are kept, and the conflict is said."""
    return any(same(who, gone) for gone in found.apologies)
