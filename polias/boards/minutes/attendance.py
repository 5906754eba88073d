"""Who was there and who sent apologies: from lists in any layout, and from sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from polias.boards.minutes import offices
from polias.boards.minutes.arrivals import told
from polias.boards.minutes.languages import english_label
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import Person, people, person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance, same
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.titles import tells

_PRESENT = re.compile(
    r"(?:(?:the\s+)?(?:core|other|also|those|panel|board|committee|voting|non-voting|elected|independent|"
    r"co-opted|officers?|officials|directors|trustees|governors|members?(?: of the \w+)?|"
    r"councillors|staff|force|police|opcc|public|external|remote|virtual|in person|list of)\s+)*"
    r"(?:present|attendees?|attendance|in attendance|in attendence|attending|attended by|participants|observers?|"
    r"invitees|guests|secretariat|panel(?=\s*:[^:]*[,(])|gwahoddedigion|note[- ]?takers?|minute[- ]?takers?|"
    r"yn bresennol|presennol|hefyd yn bresennol|swyddogion|"
    r"(?P<members>members(?:hip)?(?: of the [\w ]{3,30})?|aelodau|councillors|cllrs))"
    r"(?:\s+(?:via|by|on|remotely|virtually|in person|members|at the meeting|were|for|"
    r"of)\b[\w ,.-]{0,40})?\s*(?::|\.{2,}|-|–|\Z)[-–\s]*",
    re.I,
)
_APOLOGIES = re.compile(
    r"(?:members\s+)?(?:apolog(?:y|ies)(?:\s+(?:for\s+(?:absence|non-attendance)|received|noted|from|"
    r"were received from))*|absent(?:\s+members)?|"
    r"absen(?:ce|t|ces|tees)(?: with apologies)?|not present|unable to attend|ymddiheuriadau(?:\s+(?:am|"
    r"dros)\s+absenoldeb)?)\s*(?::|-|–|\Z)[-–\s]*",
    re.I,
)
_ONE_PERSON = re.compile(
    r"(?:in the chair|chair(?:man|woman|person|ed by)?|vice[- ]chair(?:man)?|minutes(?: taken)?(?: by)?|"
    r"minute[- ]?taker|notes?(?: taken)?(?: by)?|"
    r"note[- ]?taker|clerk|secretar(?:y|iat)|chaired by|cadeirydd|facilitator)\s*(?::|\s-\s|–|(?<=by)\s)\s*(?=[A-Z])",
    re.I,
)
_ENDS = re.compile(
    r"(?:agenda|minutes of|items?|no\.|venue|location|date|time|contact|introduction|welcome|resolved|"
    r"media|action\b|apologies were|the (?:chair|meeting|panel|board)\b)",
    re.I,
)
_NONE = re.compile(r"(?:none|nil|n/a|no apologies|there were no|dim|dim ymddiheuriadau)\b", re.I)
_PAST = re.compile(
    r"\b(?:was|were|had|noted|agreed|received|resolved|confirmed|reported|welcomed|none|dim|oedd|"
    r"derbyniwyd|penderfynwyd|ni ddatganwyd)\b",
    re.I,
)
_CAME_OR_WENT = re.compile(
    r"\b(?:attended|joined|arrived|left|substituted|replaced|declared)\s+(?:the|in|at|as|for|by|an?)\b", re.I
)
_OF_ATTENDANCE = re.compile(r"welcome|introduction|attendance|present|apolog|absen|ymddiheuriadau|croeso", re.I)
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
#: Behind "Apologies: A Hill" on one line a line of another group is no more of those who are away.
_OTHERS = re.compile(r"(?:(?:council|democratic|lead|other) )?(?:officers?|officials|staff)\s?:\s", re.I)
#: A group of members or staff, which below apologies may be one of those who are away.
_GROUP = re.compile(
    r"(?:[\w-]+ ){0,2}(?:members|councillors|cllrs|aelodau|officers?|officials|staff|swyddogion)\s?(?::|\Z)", re.I
)
#: So many blanks part two columns.
_WIDE = 4


# ------------------------------------------------------------------------------------------------- lists


def listed(sheet: Sheet, found: Attendance) -> None:
    """Everybody in lists under a heading such as "Present", "In attendance", "Apologies"."""
    for kind, blocks in _lists(sheet):
        _read_list(blocks, kind, found)


def _read_list(blocks: list[Block], kind: str, found: Attendance) -> None:
    members, misses = False, 0
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
        if kind_here:
            kind, members, misses, begun = kind_here, members_here, 0, _begun(rest)
        if not kind:
            continue
        those = _row_people(rest) if row[0] is not None else _line_people(rest)
        if not those and not kind_here and rest:
            misses += 1
            kind = "" if _ends_the_list(rest[0], misses) else kind
        for who in those:
            misses = 0
            _sort_in(who, kind, found, members=members)


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
    yield "", _one_column(sheet)
    minuted = any(_PAST.search(part.piece.text) for part in sheet.parts() if part.item)
    for number, item in enumerate(sheet.items):
        blocks = sheet.blocks[item.minuted : item.end]
        if item.rest:
            blocks = [Block(item.rest), *blocks]
        if number < 5 and item.title and _OF_ATTENDANCE.search(item.title.text):
            only = _ONLY_APOLOGIES.match(item.title.text) and minuted
            present = _PRESENT.fullmatch(item.title.text)
            yield "apologies" if only else "present" if present else "", blocks
            continue
        for start, block in enumerate(blocks):
            if _INVITED.fullmatch(block.text):
                yield "", blocks[start : start + 25]
            elif _FOR_THIS_ITEM.fullmatch(block.text):
                yield "present", blocks[start + 1 : start + 25]


def _one_column(sheet: Sheet) -> list[Block]:
    """ "Present:      Apologies:" side by side, names below each: first the left column, then the right."""
    left: list[Block] = []
    right: list[Block] = []
    for block in sheet.heading:
        halves = _halves(block) if block.row is None else None
        if halves and (right or all(_section([half])[0] for half in halves)):
            left.append(halves[0])
            right.append(halves[1])
        elif right and block.gap:
            left, right = left + right + [block], []
        else:
            left.append(block)
    return left + right


def _halves(block: Block) -> tuple[Block, Block] | None:
    """A line parted by a wide gap."""
    places = block.piece.places
    cut = next((at for at in range(1, len(places)) if places[at] - places[at - 1] > _WIDE), None)
    if cut is None:
        return None
    return replace(block, piece=block.piece.before(cut)), replace(block, piece=block.piece.after(cut))


def _in_the_heading(sheet: Sheet) -> Iterator[Block]:
    for _kind, blocks in _lists(sheet):
        yield from blocks


def _section(line: list[Block]) -> tuple[str, bool, list[Block]]:
    """The kind of list that begins here, whether it only names members, and what else stands in the line."""
    first = line[0]
    first = replace(first, piece=english_label(first.piece))
    line = [first, *line[1:]]
    for pattern, kind in ((_APOLOGIES, "apologies"), (_PRESENT, "present")):
        match = pattern.match(first.text)
        if match and (match.end() == len(first.text) or match.group().rstrip().endswith((":", "-", "–", ".."))):
            rest = first.piece.after(match.end())
            members = (
                kind == "present"
                and bool(match.groupdict().get("members"))
                and not re.search("present|attend", match.group(), re.I)
            )
            return kind, members, ([replace(first, piece=rest)] if rest else []) + line[1:]
    return "", False, line


def _ends_the_list(block: Block, misses: int) -> bool:
    """A sentence or a new subject ends a list; a line that only names an organisation or group does not."""
    text = block.text
    if tells(text) or len(text) > 140:
        return True
    group = offices.ORGANISATION.search(text) or re.search(
        r"members?|councillors|officers?|independent|auditors?|officials|representatives", text, re.I
    )
    return misses > 3 or bool(_ENDS.match(text) and not group)


def _row_people(line: list[Block]) -> list[Person]:
    """A table row: a name in one cell, office and organisation in the next; or several names in one cell."""
    found: list[Person] = []
    absent = any(re.fullmatch(r"apolog(?:y|ies)|absent|a", block.text, re.I) for block in line)
    for block in line:
        those = people(block.piece)
        if (
            found
            and block.column > line[0].column
            and not (those and (those[0].titled or those[0].initials))
            and block.cell_start
        ):
            found[-1] = _with_cell(found[-1], block.text)
        elif those:
            found += those
    return [replace(who, role=f"{who.role or ''} (apologies)".strip()) for who in found] if absent else found


def _with_cell(who: Person, text: str) -> Person:
    if re.fullmatch(r"[A-Z][A-Za-z]{1,4}", text) and not who.initials and text[0] == (who.name or " ")[0]:
        return replace(who, initials=text)
    if offices.ORGANISATION.search(text) and not offices.ROLE_IN_TEXT.search(text):
        return replace(who, organisation=who.organisation or text)
    return replace(who, role=", ".join(part for part in (who.role, text) if part))


def _line_people(line: list[Block]) -> list[Person]:
    if not line or _NONE.match(line[0].text):
        return []
    block = line[0]
    if (tells(block.piece.text) or _CAME_OR_WENT.search(block.text)) and not re.search(
        r"\bin the chair\b", block.text, re.I
    ):
        return []
    piece = english_label(block.piece)
    if label := re.match(r"(?!(?:Vice[- ])?Chair)[A-Z][\w ,&()’'/-]{2,70}:\s*(?=\S)", piece.text):
        piece = piece.after(label.end())
    return people(piece)


def _sort_in(who: Person, kind: str, found: Attendance, *, members: bool) -> None:
    role = who.role or ""
    if sub := _SUBSTITUTE.search(role):
        absent = next(iter(people(_as_piece(sub.group(1), who))), None)
        if absent:
            found.substitutions.append((absent, who))
    kind = "apologies" if re.search(r"\bapolog|\babsent\b", role, re.I) else kind
    who = replace(
        who, role=re.sub(r"[\s,(–-]*(?:sent )?\bapologies(?: received)?\b\)?", "", role, flags=re.I).strip(" ,") or None
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
        if who and (who.initials or (who.role and offices.ROLE_IN_TEXT.search(who.role))):
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
    for block in sheet.heading:
        match = _ONE_PERSON.match(block.text)
        if not match and block.row is not None:
            continue
        who = person(block.piece.after(match.end())) if match else None
        if who and match:
            label = match.group().strip(" :-–")
            role = ", ".join(
                part for part in (who.role, "Chair" if re.match(r"in the chair|chair", label, re.I) else label) if part
            )
            found.add(replace(who, role=role), "present", rule="named in the heading")


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
