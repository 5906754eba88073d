"""What each field of a scored pair says for or against: its level of likeness and the part of the weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from polias.pole.matching.engine import Matched
from polias.pole.matching.training import columns_of

#: Pairs fetched at a time.
BATCH = 10_000


@dataclass(frozen=True)
class Said:
    """One field of a pair: how alike its two values are (a level of the comparison), and its part in bits."""

    field: str
    level: str
    bits: float


@dataclass(frozen=True)
class Scored:
    """Two records by their ids, the weight in bits of being one person, and what each known field says.

    ``rows`` are the rows of the table that were compared: of a record with several names they tell which.
    """

    one: str
    other: str
    weight: float
    said: tuple[Said, ...]
    rows: tuple[int, int] = (-1, -1)


def scored_pairs(matched: Matched, *, at_least: float) -> Iterator[Scored]:
    """Pairs of this weight and more, the surest first. Read before the context of the match ends."""
    comparisons = matched.model.comparisons
    columns = columns_of(comparisons, matched.connection)
    both = ", ".join(f'{side}."{name}" AS "{name}_{side}"' for name in columns for side in ("l", "r"))
    parts = ", ".join(f's."of_{c.name}" AS p{n}' for n, c in enumerate(comparisons))
    levels = ", ".join(f"{c.case()} AS g{n}" for n, c in enumerate(comparisons))
    kept = ", ".join(f"p{n}" for n in range(len(comparisons)))
    found = matched.connection.execute(
        f"SELECT a, b, weight, {levels}, {kept} FROM (SELECT s.l AS a, s.r AS b, s.weight AS weight, {parts}, {both} "
        "FROM scored s JOIN people l ON l.record = s.l JOIN people r ON r.record = s.r WHERE s.weight >= ?) "
        "ORDER BY weight DESC, a, b",
        [at_least],
    )
    while rows := found.fetchmany(BATCH):
        for row in rows:
            yield _scored(matched, row)


def _scored(matched: Matched, row: tuple[Any, ...]) -> Scored:
    one, other, weight, *rest = row
    comparisons = matched.model.comparisons
    levels, parts = rest[: len(comparisons)], rest[len(comparisons) :]
    # Levels are counted from the end, as Splink does; below zero a side is not known.
    said = tuple(
        Said(c.name, c.levels[len(c.levels) - 1 - level].label, round(float(part), 2))
        for c, level, part in zip(comparisons, levels, parts, strict=True)
        if level >= 0
    )
    return Scored(matched.ids[one], matched.ids[other], float(weight), said, (one, other))
