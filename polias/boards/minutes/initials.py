"""Whose initials stand in a margin: of somebody the paper lists, of a rank or office, or of nobody ("END", "TBC")."""

from __future__ import annotations

import re

from polias.boards.minutes.owners import OFFICE_BY_LETTERS, owners_in
from polias.boards.minutes.people import Person
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.presence import Attendance


def initials_of(attendance: Attendance) -> frozenset[str]:
    """The initials of everybody listed, as printed beside the name and as the name gives them."""
    listed = [*attendance.attendees, *attendance.apologies, *attendance.unclear]
    return frozenset(letters for who in listed for letters in _letters(who))


def _letters(who: Person) -> list[str]:
    """ "Ann Field-Moss" is AFM, AF or AM."""
    words = re.findall(r"\w[\w’']*", who.name or "")
    every = "".join(word[0] for word in words).upper()
    found = [every, every[:1] + every[-1:], every[:2]] if len(words) > 1 else []
    return [*found, who.initials.upper()] if who.initials else found


def is_somebody(owners: list[Piece], said: Piece, listed: frozenset[str]) -> bool:
    """Whether any of the letters in a margin are those of somebody who may act, or whom the sentence names itself."""
    named = {owner.text for owner in owners_in(said)}
    return any(
        owner.text in listed or owner.text in named or OFFICE_BY_LETTERS.fullmatch(owner.text) or " " in owner.text
        for owner in owners
    )
