"""False alarms and hits of the checks on a supply, on made-up tables whose truth is known: a seeded simulation.

Clean tables have twelve kinds of different size, each with a yearly wave of its own beside one that all share, growth,
months that differ by more than chance, each kind by itself and all together. A fault is planted in one month after so
many others; a hit is a finding in that month. False alarms are counted over every month that is looked at. A minute:

    .venv/bin/python benchmarks/supply.py

POLIAS_BENCH_TABLES=100 gives a quick look, POLIAS_BENCH_SEED=2 other tables.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.supply import emptied, fell_together, jumped, repeated, stopped

TABLES = int(os.environ.get("POLIAS_BENCH_TABLES", "400"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
KINDS = 12
#: How many months are known before the one in which the fault is planted.
BEFORE = (4, 24, 60)

Counts = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Total a month; waves, growth and standard deviations of the level as shares of it."""

    name: str
    total: float
    own_season: float = 0.15
    season: float = 0.06
    growth: float = 0.03
    apart: float = 0.07
    together: float = 0.03


SCENARIOS = (
    Scenario(name="force, 12,000 a month", total=12_000),
    Scenario(name="force, 5,000, restless", total=5_000, apart=0.12, together=0.05, season=0.1),
    Scenario(name="district, 600", total=600),
    Scenario(name="force, 8,000, 8 % fewer a year", total=8_000, growth=-0.08),
)


def made(scenario: Scenario, rng: np.random.Generator, *, months: int) -> Counts:
    """One table, kinds by months."""
    share = rng.lognormal(0, 0.9, (KINDS, 1))
    share /= share.sum()
    places = np.arange(months)
    turn = 2 * np.pi * places / 12
    own = 1 + scenario.own_season * np.cos(turn + rng.uniform(0, 2 * np.pi, (KINDS, 1)))
    all_alike = 1 + scenario.season * np.cos(turn + rng.uniform(0, 2 * np.pi))
    level = scenario.total * share * own * all_alike * (1 + scenario.growth) ** (places / 12)
    level *= np.exp(rng.normal(0, scenario.apart, (KINDS, months)) + rng.normal(0, scenario.together, months))
    return rng.poisson(level).astype(np.float64)


def as_kinds(table: Counts) -> dict[str, list[float | None]]:
    return {f"kind {place}": list(map(float, row)) for place, row in enumerate(table)}


def fall(share: float) -> Callable[[Counts, np.random.Generator], Counts]:
    """The last month loses so much of every row, as a supply does that was cut off."""

    def planted(table: Counts, rng: np.random.Generator) -> Counts:
        table = table.copy()
        table[:, -1] = rng.binomial(table[:, -1].astype(int), 1 - share)
        return table

    return planted


def false_alarms(scenario: Scenario, rng: np.random.Generator) -> tuple[float, float]:
    """Findings in clean tables of six years: falls of all kinds for 100 months, and stops for 100 months of a kind."""
    falls, stops, months = 0, 0, 72
    for _table in range(TABLES):
        kinds = as_kinds(made(scenario, rng, months=months))
        found = fell_together(kinds)
        falls += len(found)
        stops += len(stopped(kinds, doubted={one.place for one in found}))
    return 100 * falls / (TABLES * (months - 3)), 100 * stops / (TABLES * (months - 3) * KINDS)


def hits(scenario: Scenario, rng: np.random.Generator, *, share: float, before: int) -> float:
    planted, found = fall(share), 0
    for _table in range(TABLES):
        table = planted(made(scenario, rng, months=before + 1), rng)
        found += any(one.place == before for one in fell_together(as_kinds(table)))
    return found / TABLES


def stops_found(scenario: Scenario, rng: np.random.Generator, *, before: int) -> tuple[float, float]:
    """Of kinds that stop, how many are found: of those of 8 to 20 a month, and of those of more."""
    found: dict[bool, list[bool]] = {True: [], False: []}
    for _table in range(TABLES):
        table = made(scenario, rng, months=before + 1)
        kind = int(rng.integers(KINDS))
        usual = float(np.median(table[kind, :-1][-6:]))
        if usual < 8:
            continue
        table[kind, -1] = 0
        named = {one.kind for one in stopped(as_kinds(table)) if one.place == before}
        found[usual > 20].append(f"kind {kind}" in named)
    return tuple(float(np.mean(found[large])) if found[large] else float("nan") for large in (False, True))  # type: ignore[return-value]


def shares_found(rng: np.random.Generator, *, before: int) -> dict[str, float]:
    """Fields that empty and rows that come twice, found or falsely found, in shares of 5,000 rows."""
    counted = dict.fromkeys(("field: none", "field: by a fifth", "field: by half", "twice: none", "twice: a tenth"), 0)
    for _table in range(TABLES):
        filled = rng.binomial(5_000, np.clip(rng.normal(rng.uniform(0.6, 0.99), 0.015, before + 1), 0, 1)) / 5_000
        twice = rng.binomial(5_000, np.clip(rng.normal(rng.uniform(0, 0.03), 0.004, before + 1), 0, 1)) / 5_000
        for name, share in (("field: none", 1.0), ("field: by a fifth", 0.8), ("field: by half", 0.5)):
            counted[name] += _at_the_end(emptied([*filled[:-1], filled[-1] * share]), before)
        for name, more in (("twice: none", 0.0), ("twice: a tenth", 0.1)):
            counted[name] += _at_the_end(repeated([*twice[:-1], twice[-1] + more]), before)
    return {name: number / TABLES for name, number in counted.items()}


def _at_the_end(found: list[object] | list[object], place: int) -> bool:
    return any(getattr(one, "place", None) == place for one in found)


def jumps_found(scenario: Scenario, rng: np.random.Generator, *, share: float, after: int) -> float:
    """Of levels that jump by a share (nought: falsely) on a declared month, after three years, how many are found."""
    found = 0
    for _table in range(TABLES):
        table = made(scenario, rng, months=36 + after)
        table[:, 36:] *= 1 + share
        found += jumped([float(one) for one in table.sum(axis=0)], 36) is not None
    return found / TABLES


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    rng = np.random.default_rng(SEED)
    console = Console(width=160)
    table = Table(title=f"Seed {SEED}, {TABLES} tables for each cell; a fall of every kind at once: share found")
    for head in ("table", "false falls in 100 months", "false stops in 100 months of a kind"):
        table.add_column(head)
    for share in (0.15, 0.25, 0.4, 0.6):
        table.add_column(f"-{100 * share:.0f} % after " + " / ".join(map(str, BEFORE)))
    table.add_column("stop of 8 to 20 / of more, after 12")
    for scenario in SCENARIOS:
        falls, stops = false_alarms(scenario, rng)
        cells = [scenario.name, f"{falls:.3f}", f"{stops:.4f}"]
        cells += [
            " / ".join(f"{hits(scenario, rng, share=share, before=before):.2f}" for before in BEFORE)
            for share in (0.15, 0.25, 0.4, 0.6)
        ]
        small, large = stops_found(scenario, rng, before=12)
        table.add_row(*cells, f"{small:.2f} / {large:.2f}")
    console.print(table)
    shares = Table("months before", *shares_found(rng, before=4), title="Shares of rows: found in the month")
    for before in BEFORE:
        shares.add_row(str(before), *(f"{one:.3f}" for one in shares_found(rng, before=before).values()))
    console.print(shares)
    jumps = Table("table", *(f"{share:+.0%} after {n}" for share in (0.0, 0.1, 0.2, 0.3) for n in (1, 6)))
    for scenario in SCENARIOS:
        jumps.add_row(
            scenario.name,
            *(f"{jumps_found(scenario, rng, share=s, after=n):.3f}" for s in (0.0, 0.1, 0.2, 0.3) for n in (1, 6)),
        )
    console.print(jumps)


if __name__ == "__main__":
    main()
