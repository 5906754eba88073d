"""How often a change of level is found, and how often one is found where there is none: a seeded simulation.

Six-year series of made-up months with a yearly wave of a tenth and months that vary more than chance; a step at any
month but those of the first and last year. Found within three months is right.

    .venv/bin/python benchmarks/steps.py          # POLIAS_BENCH_SERIES=100 for a quick look, POLIAS_BENCH_SEED=2
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.steps import StepSettings, steps

SERIES = int(os.environ.get("POLIAS_BENCH_SERIES", "600"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
MONTHS, NEAR = 72, 3


@dataclass(frozen=True)
class Found:
    """Over many series with one step or none: the share of steps found, of what was found that was right, the mean
    distance in months of those found, and steps found wrongly in each series."""

    recall: float
    precision: float
    months_off: float
    wrong: float


@dataclass(frozen=True)
class Kind:
    """What series are like: their mean, how far months lie apart beyond chance and how alike neighbours are in that,
    and by how much they grow in a year."""

    name: str
    mean: float
    apart: float
    alike: float = 0.0
    growth: float = 0.0


KINDS = (
    Kind("150 a month, 5 % apart", 150, 0.05),
    Kind("400, 5 % apart", 400, 0.05),
    Kind("1,500, 5 % apart", 1_500, 0.05),
    Kind("1,500, neighbours alike (.3)", 1_500, 0.05, alike=0.3),
    Kind("1,500, 4 % more a year", 1_500, 0.05, growth=0.04),
)


def measured(kind: Kind, *, step: float, series: int, seed: int) -> Found:
    """Series of this kind whose level changes by the share ``step`` (0: never)."""
    rng = np.random.default_rng([seed, round(1000 * abs(step)), round(kind.mean)])
    right, found_at_all, off = 0, 0, []
    for _one in range(series):
        at = int(rng.integers(12, MONTHS - 12))
        places = np.arange(MONTHS)
        level = kind.mean * (1 + 0.1 * np.cos(2 * np.pi * places / 12 + rng.uniform(0, 7)))
        level *= (1 + kind.growth) ** (places / 12)
        level[at:] *= 1 + step
        counts = rng.poisson(level * _noise(kind, rng)).tolist()
        found = [one.place for one in steps(counts, settings=StepSettings())]
        near = [abs(place - at) for place in found if step and abs(place - at) <= NEAR]
        right, found_at_all = right + bool(near), found_at_all + len(found)
        off += [min(near)] if near else []
    return Found(
        right / series,
        right / max(1, found_at_all),
        float(np.mean(off)) if off else 0.0,
        (found_at_all - right) / series,
    )


def _noise(kind: Kind, rng: np.random.Generator) -> NDArray[np.float64]:
    shocks, log = rng.normal(0, kind.apart, MONTHS), np.zeros(MONTHS)
    for month in range(MONTHS):
        before = log[month - 1] if month else 0.0
        log[month] = kind.alike * before + np.sqrt(1 - kind.alike**2) * shocks[month]
    return np.exp(log - kind.apart**2 / 2)


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{SERIES:,} six-year series for each row, seed {SEED}")
    for heading in ("series", "step", "found", "right of those found", "months off", "wrong for each series"):
        table.add_column(heading, justify="left" if heading == "series" else "right")
    for kind in KINDS:
        for step in (0.0, 0.12, -0.12, 0.2):
            found = measured(kind, step=step, series=SERIES, seed=SEED)
            seen = [f"{found.recall:.2f}", f"{found.precision:.2f}", f"{found.months_off:.1f}"] if step else [""] * 3
            table.add_row(kind.name, f"{100 * step:+.0f} %" if step else "none", *seen, f"{found.wrong:.3f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
