"""Undoes what a flat layout has folded into one paragraph: headings, the word "Minutes:", lines of action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from polias.boards.minutes import titles
from polias.boards.minutes.owners import INITIALS_OR_RANK
from polias.boards.minutes.paper import Block
from polias.boards.minutes.people import person

MARKER = re.compile(r"(?:Minutes|Cofnodion|Minute|Discussion|Notes)\s?:\Z", re.I)
_MARKER_INSIDE = re.compile(r"(?:(?<=\s)|^)(?:Minutes|Cofnodion)\s?:(?=\s)(?!\s*\d{1,2}\s)")
_ACTION_INSIDE = re.compile(
    r"(?<=[.!?;:)’”\"]\s)(?=(?:ACTIONS?|Action(?: point)?)(?:\s*(?:No\.?\s*)?\d[\w/.-]*)?\s?[:–—-]\s?\S)"
)
_ACTION_AT_END = re.compile(
    r"(?:(?<=[.!?;:)’”\"]\s)(?:ACTION|Action)|(?<=\w\s)(?:ACTION|Action(?=\s?:)))\s?:?\s(?P<who>[A-Z][^.]{1,40}?)\.?\Z"
)
_SUB_INSIDE = re.compile(r"(?<=[.!?;:]\s)(?=\(?(?P<label>[ivx]{1,4}|[b-h]|[2-9])\)\s+[A-Z])")
_FIRST_SUB_INSIDE = re.compile(r"\A(?:\d{1,2}[.)]\s+)?[A-Z][^.;:?!]{2,70}\s(?=\(?[ia]\)\s+[A-Z])")
_DOTTED_AT_END = re.compile(r"(?<=[.!?]\s)(?=\d{1,2}\.\d{1,2}\s+[A-Z](?:[^.!?]|\.(?=\d)|(?<=\b[A-Z])\.){5,120}\Z)")
_CAPITAL_HEADING = re.compile(
    r"(?<=[.!?)*:\]]\s)(?=\d{1,2}(?:\.\d{1,2})?\.?\s+(?:[A-Z][A-Z’'&/,()-]+\s+){1,14}(?:[A-Z][a-z]|\d))|"
    r"(?<=\s)(?=\d{1,2}\.\s+(?:APOLOGIES|WELCOME|INTRODUCTION|MINUTES|DECLARATION|CONFLICTS)\b)"
)
_DECISION_INSIDE = re.compile(r"(?<=[.!?]\s)(?=(?:UNANIMOUSLY\s+)?(?:RESOLVED|DECISION|PENDERFYNWYD)\b)")
_LIST_INSIDE = re.compile(
    r"(?<=\s)(?=(?:PRESENT|ABSENT|APOLOGIES|IN ATTENDANCE|ALSO PRESENT|OFFICERS(?: PRESENT)?|MEMBERS)\s?:\s?\S|"
    r"(?:Present|Absent|Apologies|In [Aa]ttendance|Also [Pp]resent|Also in [Aa]ttendance|Attendees)\s?:-?\s?"
    r"(?!-)[A-Z(])"
)
#: A paragraph as long as this holds a whole paper, or much of one.
_LONG = 900
#: So many paragraphs from the start, "Minutes:" may say who took them.
_EARLY = 15


def unfolded(blocks: list[Block]) -> list[Block]:
    """The blocks with what was folded into one standing apart again, in the same order."""
    return [part for number, block in enumerate(blocks) for part in _parts(block, early=number < _EARLY)]


def _parts(block: Block, *, early: bool) -> Iterator[Block]:
    if (
        early
        and re.match(r"(?:Minutes|Notes)\s?:", block.text)
        and not titles.tells(block.text)
        and person(block.piece.after(block.text.index(":") + 1))
    ):
        yield block  # "Minutes: A Hill", in a heading, names who took them
        return
    cuts = sorted(
        {
            place
            for find in (_marker, _lists, _action, _sub_headings, _first_sub, _dotted, _capital)
            for place in find(block)
        }
        - {0, len(block.piece)}
    )
    if not cuts:
        yield block
        return
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(block.piece)], strict=True)):
        piece = block.piece[start:end].strip()
        if piece:
            first = number == 0
            yield replace(
                block,
                piece=piece,
                gap=block.gap if first else 0,
                cell_start=block.cell_start and first,
                bullet=block.bullet if first else "",
                heading=block.heading and first,
                fresh=block.fresh and first,
            )


def _marker(block: Block) -> Iterator[int]:
    """ "APOLOGIES Minutes: None received" is a heading, the marker and what was minuted."""
    for match in _MARKER_INSIDE.finditer(block.text):
        yield match.start()
        yield match.end()


def _lists(block: Block) -> Iterator[int]:
    """ "... held on 3 May PRESENT: A Hill APOLOGIES: B Reed": each list of names begins anew."""
    yield from (match.start() for match in _LIST_INSIDE.finditer(block.text))


def _action(block: Block) -> Iterator[int]:
    """ "... was asked. ACTION: AF to write. RESOLVED: That ...": the action, and the decision that ends it."""
    starts = [match.start() for match in _ACTION_INSIDE.finditer(block.text)]
    yield from starts
    if starts:
        yield from (match.start() for match in _DECISION_INSIDE.finditer(block.text) if match.start() > starts[0])
    last = _ACTION_AT_END.search(block.text)
    if last and INITIALS_OR_RANK.fullmatch(last.group("who")):
        yield last.start()


def _sub_headings(block: Block) -> Iterator[int]:
    """ "... was noted. ii) Forward Plan The board agreed": a heading only where narrative follows its title."""
    for match in _SUB_INSIDE.finditer(block.text):
        piece = block.piece.after(block.text.index(")", match.end()) + 1)
        title, rest = titles.titled(piece)
        if (
            rest
            and len(title.text.split()) <= 10
            and titles.likeness(title.text) > 0.4
            and not title.text.endswith(".")
        ):
            yield match.start()


def _first_sub(block: Block) -> Iterator[int]:
    """ "Performance i) Monthly report": an item's title with its first sub-item behind it."""
    match = _FIRST_SUB_INSIDE.match(block.text)
    decides = re.match(
        r"(?:unanimously )?(?:resolved|agreed|decision|decided|recommended|action|penderfynwyd)", block.text, re.I
    )
    if match and not decides and not titles.tells(match.group()):
        yield match.end()


def _dotted(block: Block) -> Iterator[int]:
    """ "... a final decision. 5.2 Question by a member": the next heading at the end of the paragraph before it."""
    for match in _DOTTED_AT_END.finditer(block.text):
        if not titles.tells(block.text[match.start() :]):
            yield match.start()


def _capital(block: Block) -> Iterator[int]:
    """A whole paper on one line: numbered headings in capitals begin anew."""
    if len(block.text) > _LONG:
        yield from (match.start() for match in _CAPITAL_HEADING.finditer(block.text))
        yield from (match.start() for match in _DECISION_INSIDE.finditer(block.text))
