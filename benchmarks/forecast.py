"""Whether forecasts keep what their intervals promise, and how far off they are: a seeded simulation.

Six years of made-up months, then the twelve that came, in the scenarios of benchmarks/exceptions.py: the share of
months inside the intervals of 80 and 95 in 100, and the mean error against that of saying last year's month again.

    .venv/bin/python benchmarks/forecast.py       # POLIAS_BENCH_SERIES=10 for a quick look, POLIAS_BENCH_SEED=2
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np

from benchmarks.exceptions import SCENARIOS, Scenario, levels
from polias.measures.engine.stats.forecast import forecast

SERIES = int(os.environ.get("POLIAS_BENCH_SERIES", "60"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
BEFORE, AHEAD = 72, 12


@dataclass(frozen=True)
class Kept:
    """Shares inside the two intervals, the error against last year's month, and months forecast as exceptions."""

    eighty: float
    ninety_five: float
    against_last_year: float
    exceptional: float


def measured(scenario: Scenario, *, series: int, seed: int) -> Kept:
    rng = np.random.default_rng([seed, ord(scenario.name[0])])
    counts = rng.poisson(levels(scenario, rng, series=series, months=BEFORE + AHEAD, now=BEFORE))
    inside, off, exceptional = [], [], 0
    for row in counts:
        for step, one in enumerate(forecast(row[:BEFORE].tolist(), months=AHEAD)):
            came = row[BEFORE + step]
            assert one.eighty
            assert one.ninety_five
            inside.append([low <= came <= high for low, high in (one.eighty, one.ninety_five)])
            off.append([abs(came - one.median), abs(came - row[BEFORE + step - 12])])
            exceptional += one.exceptional
    shares, (ours, naive) = np.mean(inside, axis=0), np.mean(off, axis=0)
    return Kept(float(shares[0]), float(shares[1]), float(ours / naive), exceptional / len(off))


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Twelve months ahead of {SERIES:,} series for each row, seed {SEED}")
    for heading in ("scenario", "inside 80", "inside 95", "error against last year's month", "forecast exceptions"):
        table.add_column(heading, justify="left" if heading == "scenario" else "right")
    for scenario in SCENARIOS:
        if scenario.cut or scenario.missing:
            continue
        kept = measured(scenario, series=SERIES, seed=SEED)
        shares = [f"{100 * share:.1f} %" for share in (kept.eighty, kept.ninety_five)]
        table.add_row(scenario.name, *shares, f"{kept.against_last_year:.2f}", f"{kept.exceptional:.3f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
