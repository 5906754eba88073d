"""What a person must know of a paper before trusting its reading: each one sentence, with the place it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from polias.boards.minutes.heading import day_without_year
from polias.boards.minutes.next_paper import NextPaper
from polias.boards.minutes.pieces import Piece
from polias.boards.minutes.sheet import Sheet
from polias.boards.minutes.spaced_letters import letter_by_letter


@dataclass(frozen=True)
class Note:
    """A sentence that says what is amiss, where, and what to do."""

    text: str
    piece: Piece


def notes_of(sheet: Sheet, *, date: str | None, second: NextPaper | None) -> list[Note]:
    """Every note on a paper, in the order in which a person should look at them."""
    return [*_spaced(sheet), *_second_paper(sheet, second), *_no_year(sheet, date)]


def _spaced(sheet: Sheet) -> Iterator[Note]:
    """A paper of single letters: nothing tells where its words end."""
    spaced = [block for block in sheet.blocks if letter_by_letter(block.text)]
    if len(spaced) > len(sheet.blocks) / 2:
        said = _(
            "The words are printed letter by letter with blanks between (“{words}”), so little of the paper can be "
            "read: ask for the file it was made from, or run text recognition (OCR) on it."
        )
        yield Note(said.format(words=spaced[0].text[:20].strip()), spaced[0].piece)


def _second_paper(sheet: Sheet, second: NextPaper | None) -> Iterator[Note]:
    if second:
        said = _(
            "A second paper begins on line {line} ({which}): nothing from there on was read, "
            "so save that part as a file of its own."
        )
        which = ", ".join(filter(None, (second.body, second.day))) or second.piece.text
        yield Note(said.format(line=sheet.paper.line_of(second.piece.at[0]), which=which), second.piece)


def _no_year(sheet: Sheet, date: str | None) -> Iterator[Note]:
    if date is None and (place := day_without_year(sheet)):
        said = _("The paper gives its day as “{day}” without a year, so the date is left empty: enter it yourself.")
        yield Note(said.format(day=place.text), place)
