"""The headings under which papers list who was there and who was not, one below the other or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from polias.boards.minutes.languages import english_label
from polias.boards.minutes.paper import Block

PRESENT = re.compile(
    # "POLICE SERVICE IN ATTENDANCE:", whosever people they are
    r"(?:(?!(?:was|were|is|are|who|not|no)\b)[\w’'&-]+\s++){1,5}(?:in attendance|present)\s*+:\s*+|"
    r"(?:(?:the\s++)?(?:core|other|also|those|panel|board|committee|voting|non-voting|elected|independent|"
    r"co-opted|officers?|officials|directors|trustees|governors|members?(?: of the \w+)?|"
    r"councillors|staff|force|police|opcc|public|external|remote|virtual|in person|list of)\s++)*"
    r"(?:present|attendees?|attendance|in attendance|in attendence|sederunt|attending|"
    r"(?:management|staff|official|employers?['’]?|union) side(?=\s?:)|"
    r"who (?:came|was (?:t?here)|attended|joined(?: us)?)|here|on the call|attended(?=\s?:)|"
    r"attended by|participants|observers?|invitees|"
    r"guests|secretariat|panel(?=\s*+:[^:]*[,;(])|gwahoddedigion|note[- ]?takers?|minute[- ]?takers?|"
    r"yn bresennol|presennol|hefyd yn bresennol|swyddogion|"
    r"(?P<members>members(?:hip)?(?: of the [\w ]{3,30})?|aelodau|councillors|cllrs))"
    r"(?:\s++(?:via|by|on|remotely|virtually|in person|members|at the meeting|were|for|"
    r"of)\b[\w ,.-]{0,40})?\s*+(?::|\.{2,}|-|–|\Z)[-–\s]*",
    re.I,
)
_APOLOGIES = re.compile(
    r"(?:members\s+)?(?:(?:sent )?apolog(?:y|ies)(?:\s+(?:for\s+(?:absence|non-attendance)|sent|received|noted|from|"
    r"(?:(?:were|was|had been|have been)\s+)?(?:received|intimated|submitted|noted|given|sent|tendered|accepted)\s+"
    r"(?:from|by|on behalf of|for)(?: the following(?: members)?)?(?=\s*:)))*|absent(?:\s+members)?|"
    r"sorry(?: from| (?:they|who) couldn['’]t (?:come|make it))?|"
    r"(?:who )?(?:couldn['’]t|could not|unable to|not able to) (?:come|attend|join|make it)|"
    r"regrets|absen(?:ce|t|ces|tees)(?: with apologies)?|not present|unable to attend|ymddiheuriadau(?:\s+(?:am|"
    r"dros)\s+absenoldeb)?)\s*(?::|-|–|\Z)[-–\s]*",
    re.I,
)
_NAME = re.compile(r"names?|attendees?|member", re.I)
_BESIDE_NAME = re.compile(
    r"(?:job )?(?:roles?|titles?|positions?|organisations?|agency|representing|post)"
    r"(?:\W+(?:organisation|role|agency))?",
    re.I,
)
#: So many blanks part a name from whom it speaks for, and two lists from one another.
GAP, _WIDER = 3, 4
#: "Members present" and the like are shorter.
LABEL = 40


def heads_names(line: list[Block]) -> bool:
    """A row "Name" and "Role": below "Apologies" it goes on with them, else with those who were there."""
    line = line[1:] if line[0].text.lower() == "initials" else line
    in_a_row = len(line) > 1 and line[0].row is not None
    return in_a_row and bool(_NAME.fullmatch(line[0].text) and _BESIDE_NAME.fullmatch(line[1].text))


def section(line: list[Block]) -> tuple[str, bool, list[Block]]:
    """The kind of list that begins here, whether it only names members, and what else stands in the line."""
    first = line[0]
    first = replace(first, piece=english_label(first.piece))
    line = [first, *line[1:]]
    for pattern, kind in ((_APOLOGIES, "apologies"), (PRESENT, "present")):
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


def one_column(heading: list[Block]) -> list[Block]:
    """ "Present:      Apologies:" side by side, names below each: first the left column, then the right."""
    left: list[Block] = []
    right: list[Block] = []
    for block in _by_column(heading):
        halves = _halves(block) if block.row is None else None
        if halves and (right or all(section([half])[0] for half in halves)):
            left.append(halves[0])
            right.append(halves[1])
        elif right and block.gap:
            left, right = left + right + [block], []
        else:
            left.append(block)
    return left + right


def _by_column(blocks: list[Block]) -> Iterator[Block]:
    """A table headed "Attendees" and "Apologies" side by side: its cells column by column, each a line of its own."""
    held: dict[int, list[Block]] = {}
    for _row, cells in groupby(blocks, key=lambda block: (block.row, id(block) if block.row is None else 0)):
        line = list(cells)
        kinds = {section([block])[0] for block in line} if line[0].row is not None and len(line) > 1 else {""}
        if "" not in kinds and len(kinds) > 1 and all(len(block.text) < LABEL for block in line):
            yield from (block for column in held.values() for block in column)
            held = {block.column: [replace(block, row=None)] for block in line}
        elif held and line[0].row is not None:
            for block in line:
                held.setdefault(block.column, []).append(replace(block, row=None))
        else:
            yield from (block for column in held.values() for block in column)
            held = {}
            yield from line
    yield from (block for column in held.values() for block in column)


def _halves(block: Block) -> tuple[Block, Block] | None:
    """A line parted by a wide gap."""
    first, *others = block.piece.columns(_WIDER)
    if not others:
        return None
    return replace(block, piece=first), replace(block, piece=block.piece.after(len(first)))
