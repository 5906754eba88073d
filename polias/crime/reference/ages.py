"""How old a crime is, in the bands in which outcomes are counted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from polias.kit.reference import number, rows

FILE = Path(__file__).with_name("age_bands.csv")


def age_band(days: float) -> str:
    """The first band that reaches so far; the last has no end."""
    return next(label for most, label in _bands() if most is None or days <= most)


@cache
def _bands() -> tuple[tuple[int | None, str], ...]:
    return tuple((number(row["most_days"]), row["label"]) for row in rows(FILE))
