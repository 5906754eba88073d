"""Words printed with a blank behind each letter ("M I N U T E S"), as in headings and from some scanners."""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import Piece, joined, replaced

#: So many letters that stand alone are no initials; without a wider gap so many can hardly be one word.
_LEAST, _LONGEST_WORD = 4, 14
_RUN = re.compile(rf"(?<!\S)(?:[^\W\d_] ){{{_LEAST - 1},}}[^\W\d_](?!\S)")
_BETWEEN = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_](?!\S))")


def letter_by_letter(text: str) -> bool:
    """Whether nearly all words of a line are single letters."""
    if not _RUN.search(text):
        return False
    words = text.split()
    return sum(len(word) == 1 for word in words) >= 0.8 * len(words)


def closed_up(piece: Piece, words: frozenset[str] = frozenset()) -> Piece:
    """Such a line with its letters put together to words, where wider gaps say which; else as it was.

    Within a line of other words only a word that minutes live by ("A C T I O N: AF to write") is put together.
    """
    if not letter_by_letter(piece.text):
        for match in reversed(list(_RUN.finditer(piece.text))):
            if re.sub(r"\W", "", match.group()).lower() in words:
                closed = replaced(piece.part(match), _BETWEEN, "")
                piece = joined([piece[: match.start()], closed, piece[match.end() :]], by="")
        return piece
    parted = re.search(r"\S {2,}\S", piece.text.strip())
    if not parted and len(piece.text.split()) > _LONGEST_WORD:
        return piece
    return replaced(piece, _BETWEEN, "")
