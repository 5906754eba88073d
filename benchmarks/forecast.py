"""Whether forecasts keep what their intervals promise, and how far off they are: a seeded simulation.

Six years of made-up months, then the twelve that came, in the scenarios of benchmarks/exceptions.py: the share of
months inside the intervals of 80 and 95 in 100, and the mean error against that of saying last year's month again.

    .venv/bin/python -m benchmarks.forecast [FILE ...]    # POLIAS_BENCH_SERIES=10 for a quick look, POLIAS_BENCH_SEED=2

A file (series, month, value) adds real ones. Beside statsforecast, where it is installed, the same series are forecast
from three of their months by the median of its AutoTheta, AutoETS and AutoCES as well:

    uv run --with statsforecast==2.1.1 python -m benchmarks.forecast --beside statsforecast [FILE ...]
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.exceptions import SCENARIOS, Counts, Scenario, levels
from polias.measures.engine.stats.forecast import forecast

SERIES = int(os.environ.get("POLIAS_BENCH_SERIES", "60"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
BEFORE, AHEAD = 72, 12
#: The months of a made-up series that it is forecast from beside others; those of a real one lie six months apart.
ORIGINS = (48, 60, 72)
APART, RIPE, RESAMPLED = 6, 60, 2_000

#: The twelve months after a past, by one method.
Method = Callable[[Counts], Counts]


@dataclass(frozen=True)
class Kept:
    """Shares inside the two intervals, the error against last year's month, and months forecast as exceptions."""

    eighty: float
    ninety_five: float
    against_last_year: float
    exceptional: float


@dataclass(frozen=True)
class Beside:
    """Over many series: our error and another's, each against last year's month, and ours as a share of the other's
    with an interval that 95 of 100 choices of such series would give."""

    series: int
    ours: float
    theirs: float
    ratio: float
    low: float
    high: float


def made(scenario: Scenario, *, series: int, seed: int) -> Counts:
    """So many series of six years and the year that came."""
    rng = np.random.default_rng([seed, ord(scenario.name[0])])
    return rng.poisson(levels(scenario, rng, series=series, months=BEFORE + AHEAD, now=BEFORE)).astype(np.float64)


def measured(scenario: Scenario, *, series: int, seed: int) -> Kept:
    """What was kept of one year ahead of so many made-up series."""
    return kept(list(made(scenario, series=series, seed=seed)), origins=(BEFORE,))


def kept(rows: Sequence[Counts], *, origins: Sequence[int] = ()) -> Kept:
    """What was kept; without ``origins`` from every sixth month on after five years, when both intervals are given."""
    inside, off, exceptional = [], [], 0
    for row in rows:
        for origin in origins or range(RIPE, len(row) - AHEAD + 1, APART):
            for step, one in enumerate(forecast(row[:origin].tolist(), months=AHEAD)):
                came = row[origin + step]
                assert one.eighty
                assert one.ninety_five
                inside.append([low <= came <= high for low, high in (one.eighty, one.ninety_five)])
                off.append([abs(came - one.median), abs(came - row[origin + step - 12])])
                exceptional += one.exceptional
    shares, (ours, naive) = np.mean(inside, axis=0), np.mean(off, axis=0)
    return Kept(float(shares[0]), float(shares[1]), float(ours / naive), exceptional / len(off))


def compared(rows: Sequence[Counts], other: Method, *, origins: Sequence[int] = ()) -> Beside:
    """Our median and another method on the same months; without ``origins`` from every sixth month after four years."""
    off = np.array([_errors(row, other, origins or range(ORIGINS[0], len(row) - AHEAD + 1, APART)) for row in rows])
    # Each series counts alike, however many it counts: its errors are in units of that of last year's month.
    ours, theirs = (off[:, :2] / off[:, 2:]).T
    chosen = np.random.default_rng(SEED).integers(0, len(rows), (RESAMPLED, len(rows)))
    ratios = ours[chosen].sum(axis=1) / theirs[chosen].sum(axis=1)
    low, high = np.quantile(ratios, (0.025, 0.975))
    return Beside(len(rows), ours.mean(), theirs.mean(), float(ours.sum() / theirs.sum()), float(low), float(high))


def _errors(row: Counts, other: Method, origins: Sequence[int]) -> NDArray[np.float64]:
    """Mean errors of ours, of the other and of last year's month."""
    off = []
    for origin in origins:
        past, came = row[:origin], row[origin : origin + AHEAD]
        ours = [one.median for one in forecast(past.tolist(), months=AHEAD)]
        off += [np.abs(came - one) for one in (ours, other(past), past[-AHEAD:])]
    return np.array(off).reshape(-1, 3, AHEAD).mean(axis=(0, 2))


def statsforecast() -> Method:
    """The median of three methods of statsforecast, each with the choice of its own form left to it."""
    from statsforecast.models import AutoCES, AutoETS, AutoTheta

    models = [model(season_length=12) for model in (AutoTheta, AutoETS, AutoCES)]

    def median(past: Counts) -> Counts:
        each = [model.forecast(y=past, h=AHEAD)["mean"] for model in models]
        return np.maximum(np.median(each, axis=0), 0.0)

    return median


def read(file: str) -> list[Counts]:
    """The series of a file with the columns series, month and value, each in the order of its months."""
    months: dict[str, dict[str, float]] = defaultdict(dict)
    with open(file, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            months[row["series"]][row["month"]] = float(row["value"])
    return [np.array([one[month] for month in sorted(one)]) for one in months.values()]


def _scenarios() -> Iterator[Scenario]:
    yield from (one for one in SCENARIOS if not one.cut and not one.missing)


def print_kept(files: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Twelve months ahead of {SERIES:,} series for each row, seed {SEED}")
    for heading in ("scenario", "inside 80", "inside 95", "error against last year's month", "forecast exceptions"):
        table.add_column(heading, justify="left" if heading == "scenario" else "right")
    all_kept = [(one.name, measured(one, series=SERIES, seed=SEED)) for one in _scenarios()]
    for name, one in [*all_kept, *((_name(file), kept(read(file))) for file in files)]:
        shares = [f"{100 * share:.1f} %" for share in (one.eighty, one.ninety_five)]
        table.add_row(name, *shares, f"{one.against_last_year:.2f}", f"{one.exceptional:.3f}")
    Console(width=110).print(table)


def print_beside(files: Sequence[str]) -> None:
    other = statsforecast()
    print(f"Beside statsforecast, seed {SEED}: errors against last year's month, and ours as a share of theirs")
    print(f"{'':40}{'series':>8}{'ours':>8}{'theirs':>8}{'ratio':>8}   95 of 100")
    for scenario in _scenarios():
        rows = made(scenario, series=SERIES, seed=SEED)
        _print(scenario.name, compared(list(rows), other, origins=ORIGINS))
    for file in files:
        _print(_name(file), compared(read(file), other))


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _print(name: str, one: Beside) -> None:
    shares = f"{one.ours:8.3f}{one.theirs:8.3f}{one.ratio:8.3f}   {one.low:.3f} to {one.high:.3f}"
    print(f"{name:40}{one.series:8}{shares}", flush=True)


def main() -> None:
    words = sys.argv[1:]
    if "--beside" not in words:
        return print_kept(words)
    at = words.index("--beside")
    if words[at + 1 : at + 2] != ["statsforecast"]:
        raise SystemExit("Only --beside statsforecast is known.")
    print_beside(words[:at] + words[at + 2 :])
    return None


if __name__ == "__main__":
    main()
