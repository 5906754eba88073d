"""Questions that members and the public asked, as the minutes tell them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polias.boards.minutes.numbering import Item
from polias.boards.minutes.people import people
from polias.boards.minutes.pieces import NOTHING, Piece
from polias.boards.minutes.sentences import sentences
from polias.boards.minutes.sheet import Sheet

_ASKED = re.compile(
    r"(?P<who>(?:The |A )?[A-Z].{1,70}?)\s+(?:also\s+|then\s+|further\s+)?(?:asked|enquired|queried|"
    r"questioned|sought (?:clarification|assurance|reassurance|confirmation)|requested (?:clarification|"
    r"information|an update|further)|gofynnodd)\b(?!\s+for (?:a|the) (?:vote|show))"
)
_PASSIVE = re.compile(
    r"(?:A|Further|The following|Several)\s+questions?\s+(?:was|were)\s+(?:asked|raised|put)\b|"
    r"In response to (?:a|the) questions?\b",
    re.I,
)
_WRITTEN = re.compile(r"(?:Question|Q)\s*+\d*\s*+(?:from\s++(?P<who>[A-Z].{2,60}?))?\s*+[:–-]\s++(?=\S)")


@dataclass(frozen=True)
class Question:
    piece: Piece
    asker: Piece
    item: Item | None


def questions_of(sheet: Sheet) -> list[Question]:
    """One for each sentence in which somebody asks; an agenda's invitation to ask is none."""
    found: list[Question] = []
    for part in sheet.parts():
        if part.item is None:
            continue
        if match := _WRITTEN.match(part.piece.text):
            who = part.piece.part(match, "who") if match.group("who") else NOTHING
            found.append(Question(part.piece.after(match.end()), who, part.item))
            continue
        for sentence in sentences(part.piece):
            if (match := _ASKED.match(sentence.text)) and _somebody(sentence.part(match, "who")):
                found.append(Question(sentence, sentence.part(match, "who"), part.item))
            elif _PASSIVE.match(sentence.text):
                found.append(Question(sentence, NOTHING, part.item))
    return found


def _somebody(piece: Piece) -> bool:
    text = piece.text
    short = len(text.split()) <= 3
    office = re.fullmatch(
        r"(?:The |A )?(?:[A-Z]{2,4}|Chair(?:man|woman)?|Vice[- ]Chair(?:man)?|Panel|Board|Committee|"
        r"Commissioner|Member|PCC|DPCC|PFCC|Members?)(?: and (?:[A-Z]{2,4}))?",
        text,
    )
    return bool(office) or (
        bool(people(piece)) and (short or text.startswith(("Councillor", "Cllr", "Mr", "Mrs", "Ms", "Dr")))
    )
