"""Words of a paper, cleaned for reading, each character still knowing where it stands in the text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

#: Stands between the paragraphs of one table cell; a plain text cannot hold it by accident.
CELL_BREAK = "\u2029"


@dataclass(frozen=True)
class Piece:
    """Some words and, for each character, its place in the paper's text."""

    text: str
    places: array[int]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Piece:
        return Piece(self.text[part], self.places[part])

    @property
    def at(self) -> tuple[int, int]:
        """Where it stands: first character and the one after the last; (0, 0) when it holds nothing."""
        return (self.places[0], self.places[-1] + 1) if self.places else (0, 0)

    def strip(self, marks: str | None = None) -> Piece:
        left = len(self.text) - len(self.text.lstrip(marks))
        return self[left : max(left, len(self.text.rstrip(marks)))]

    def part(self, match: re.Match[str], group: int | str = 0) -> Piece:
        """The piece that a group of a match on this text covers."""
        return self[match.start(group) : match.end(group)]

    def after(self, index: int) -> Piece:
        return self[index:].strip()

    def before(self, index: int) -> Piece:
        return self[:index].strip()

    def columns(self, wide: int) -> list[Piece]:
        """What gaps of more than so many blanks of a line part, the whole where there are none.

        Where two lines were joined, the blank between them stands at the end of the first and parts nothing.
        """
        text, places = self.text, self.places
        blanks = (at for at in range(1, len(places) - 1) if text[at] == " ")
        cuts = [at + 1 for at in blanks if places[at + 1] - places[at] > wide and places[at] > places[at - 1]]
        return [self[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(self)], strict=True)]

    def split(self, pattern: str | re.Pattern[str]) -> Iterator[Piece]:
        """The pieces between matches, stripped, empty ones left out."""
        last = 0
        for match in re.finditer(pattern, self.text):
            if piece := self[last : match.start()].strip():
                yield piece
            last = match.end()
        if piece := self[last:].strip():
            yield piece


NOTHING = Piece("", array("I"))


def piece_of(text: str, start: int = 0) -> Piece:
    """A piece that stands in the text as it is."""
    return Piece(text, array("I", range(start, start + len(text))))


def joined(pieces: list[Piece], *, by: str = " ") -> Piece:
    """Several pieces as one; what joins them stands where the one before ends."""
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return pieces[0] if pieces else NOTHING
    places = array("I")
    for number, piece in enumerate(pieces):
        if number:
            places.extend([places[-1]] * len(by))
        places.extend(piece.places)
    return Piece(by.join(piece.text for piece in pieces), places)


def replaced(piece: Piece, pattern: re.Pattern[str], by: str | dict[str, str]) -> Piece:
    """The piece with every match replaced; the new characters stand where the old ones began."""
    parts: list[str] = []
    places = array("I")
    last = 0
    for match in pattern.finditer(piece.text):
        new = by if isinstance(by, str) else by.get(match.group(), match.group())
        parts += [piece.text[last : match.start()], new]
        places.extend(piece.places[last : match.start()])
        width = match.end() - match.start()
        places.extend(piece.places[match.start() + min(step, max(width - 1, 0))] for step in range(len(new)))
        last = match.end()
    if not parts:
        return piece
    parts.append(piece.text[last:])
    places.extend(piece.places[last:])
    return Piece("".join(parts), places)
