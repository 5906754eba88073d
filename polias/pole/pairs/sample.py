"""Draws a sample of scored pairs for clerical review: so many of every band of weight and group of names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from polias.pole.matching.evidence import Scored
from polias.pole.pairs.origins import of_both

#: Weights in bits from which on a band begins; below the first nothing is scored. From the second on a pair is put
#: forward: what lies below it in the sample tells how many are missed.
BANDS = (-6, 0, 5, 10, 15, 20)
FOUND_FROM = 0


@dataclass(frozen=True)
class Draw:
    """One pair of the sample, and for how many it stands."""

    scored: Scored
    band: int
    origin: str
    stands_for: float


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def band_of(weight: float) -> int:
    return max((low for low in BANDS if weight >= low), default=BANDS[0])


def drawn(pairs: Iterable[Scored], origins: Mapping[str, str], *, size: int, seed: str) -> list[Draw]:
    """As many of each band and group as of every other, as far as there are so many; the same for the same seed."""
    cells: dict[tuple[int, str], list[Scored]] = defaultdict(list)
    for scored in pairs:
        origin = of_both(origins[scored.one], origins[scored.other])
        cells[band_of(scored.weight), origin].append(scored)
    shares = _shares({cell: len(found) for cell, found in cells.items()}, size)
    chance = random.Random(seed)  # noqa: S311  a sample that anybody can draw again, and no secret
    chosen: list[Draw] = []
    for cell in sorted(cells):
        found = sorted(cells[cell], key=lambda one: (one.one, one.other))
        stands_for = len(found) / shares[cell]
        chosen += [Draw(scored, *cell, stands_for=stands_for) for scored in chance.sample(found, shares[cell])]
    return chosen


def _shares(sizes: Mapping[tuple[int, str], int], size: int) -> dict[tuple[int, str], int]:
    """Dealt out one by one; a cell that is used up gets no more, and none that has a pair goes without."""
    shares = dict.fromkeys(sizes, 1)
    open_cells: Sequence[tuple[int, str]] = sorted(sizes)
    while sum(shares.values()) < size and open_cells:
        for cell in open_cells:
            if shares[cell] < sizes[cell] and sum(shares.values()) < size:
                shares[cell] += 1
        open_cells = [cell for cell in open_cells if shares[cell] < sizes[cell]]
    return shares
