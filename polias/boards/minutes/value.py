"""What a reader finds: words, the place they stand at, and the rule that found them."""

from __future__ import annotations

from dataclasses import dataclass

from polias.boards.minutes.pieces import NOTHING, Piece


@dataclass(frozen=True)
class Value:
    """One value as it goes into the reading; `cues` say what speaks for or against it, for its confidence."""

    value: str
    piece: Piece = NOTHING
    rule: str = ""
    cues: tuple[str, ...] = ()
