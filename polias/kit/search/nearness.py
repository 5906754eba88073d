"""Names that are spelt nearly the same, found without comparing with any: by what is left when letters are left out.

Two names within an edit or two of each other share a piece: smiht and smith both leave smit. A small vocabulary leads
from each piece, and from the sound, to the names that occur; all of it is hashed, so that the vocabulary holds no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

#: Slips are looked for in so many letters from the front; what differs only behind them is near as well.
FRONT = 8
#: Of a shorter name one letter is left out, of a longer one two.
FEW_LETTERS = 4


def pieces_of(name: str) -> Iterator[tuple[str, int]]:
    """The front of a folded name, whole and with one letter or two left out, each once, and how many were left out."""
    front = name[:FRONT]
    seen = {front}
    yield front, 0
    for leaving in (1, 2) if len(front) > FEW_LETTERS else (1,):
        if len(front) - leaving < 2:
            continue
        for out in combinations(range(len(front)), leaving):
            piece = "".join(letter for at, letter in enumerate(front) if at not in out)
            if piece not in seen:
                seen.add(piece)
                yield piece, leaving
