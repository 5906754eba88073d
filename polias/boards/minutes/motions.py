"""Motions: what was moved and carried, as councils and boards elsewhere minute a decision.

"Moved by A Hill / Seconded by B Reed / THAT the report be received. / CARRIED": the third line is what was decided. A
motion inside a sentence counts where the paragraph or the next says that it was carried.
"""

from __future__ import annotations

import re

from polias.boards.minutes.pieces import Piece

_MOVERS = r"(?:moved|seconded|proposed|proposer|seconder|mover)"
#: A line that holds nothing but who moved and seconded.
_ONLY_MOVERS = re.compile(
    rf"{_MOVERS}\b\W*(?:by\b\W*)?(?!that\b)"
    r"(?:[^.]|(?<=\b[A-Z])\.|(?<=\b(?-i:Mr|Ms|Dr|Cr))\.|(?<=Mrs)\.|(?<=Cllr)\.){0,90}\.?\Z|"
    r"moved,? (?:and )?seconded,?(?: and)? carried\W*\Z",
    re.I,
)
#: "Motion by A Hill, seconded by B Reed, to award the bid", "A Hill made a motion to approve the minutes".
_INSIDE = re.compile(
    r"(?:\bmotion (?:was )?(?:made )?by\b|\b(?:made|proposed|put|offered|tabled) (?:a|the) motion\b|"
    r"^(?:it was )?moved by\b|\bMOVED by\b|\bmoved that\b).{0,140}?(?<=[\s,])(?=that\s|to (?!the\b|be\b))",
    re.S | re.I,
)
#: What was resolved on a motion is said once, behind that word.
_RESOLVED = re.compile(r"\bresolved\b", re.I)
_CARRIED = re.compile(r"\b(?:carried|approved unanimously|passed|adopted|motion approved)\b", re.I)
#: "CARRIED", "Motion carried 4-0" behind what was moved.
_CARRIED_BEHIND = re.compile(
    r"[\s.(\[]*+(?:\b(?:the )?motion (?:was )?)?\b(?:carried|passed)\b"
    r"(?:\s++(?:unanimously|\d+\s?[-–:]\s?\d+))?[)\].\s]*+\Z",
    re.I,
)
_ALONE = re.compile(
    r"(?:the )?(?:motion (?:was )?)?(?:duly )?carried(?: unanimously)?\W*(?:\d+\s?[-–:]\s?\d+)?\W*\Z", re.I
)


def names_movers(text: str) -> bool:
    """Whether a line says no more than who moved and seconded."""
    return text[:1] in "MmSsPp" and bool(_ONLY_MOVERS.match(text))


def says_carried(text: str) -> bool:
    """Whether a line says no more than that a motion was carried."""
    return bool(_ALONE.match(text))


def speaks_of_a_motion(text: str) -> bool:
    """Whether it is worth looking for one: the patterns are dear on all other sentences."""
    return "otion" in text or "OTION" in text or "oved" in text or "OVED" in text


def moved_in(sentence: Piece, behind: str) -> Piece | None:
    """What a sentence says was moved, where it or what stands behind it says that it was carried."""
    match = _INSIDE.search(sentence.text)
    if match is None or _RESOLVED.search(behind) or not (_CARRIED.search(sentence.text) or _CARRIED.search(behind)):
        return None
    return without_carried(sentence.after(match.end()))


def without_carried(piece: Piece) -> Piece:
    """Without the word that it was carried, where that stands behind it."""
    match = _CARRIED_BEHIND.search(piece.text)
    return piece.before(match.start()) if match and match.start() > 12 else piece
