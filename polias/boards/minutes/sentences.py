"""Cuts a paragraph into sentences, minding "Mr. J. Reed", "No. 4" and "10.30 a.m."."""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import Piece

_END = re.compile(r"[.!?][”\"'’)\]]*\s+(?=[“\"'‘(\[]?[A-ZÀ-Þ0-9•])")
_NOT_THE_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Cllrs?|Supt|Insp|Sgt|Det|Lt|Col|Capt|Brig|Ald|St|No|Nos|Hon|Rt|Ch|Cyng|Temp|Asst|Dep|"
    r"para|paras|approx|cf|vs|e\.g|i\.e|"
    r"a\.m|p\.m|am|pm|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|fig|pp|p|ref)|(?<![A-Za-z])[A-Z])\.\Z"
)


def sentences(piece: Piece) -> list[Piece]:
    """The sentences in order; one that runs to the end without a full stop is one too."""
    found: list[Piece] = []
    last = 0
    for match in _END.finditer(piece.text):
        if _NOT_THE_END.search(piece.text[last : match.start() + 1]) and not piece.text[last : match.start()].endswith(
            ("a.m", "p.m")
        ):
            continue
        found.append(piece[last : match.end()].strip())
        last = match.end()
    found.append(piece[last:].strip())
    return [sentence for sentence in found if sentence]
