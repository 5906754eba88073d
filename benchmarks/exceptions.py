"""False exceptions and missed changes of seven rules on made-up months, whose truth is known: a seeded simulation.

Each cell: false exceptions per 100 months of stable series / the share of lasting rises of 25 % that are an exception
on the upper side within three months. Every series has 48 months before those that count, with its yearly wave at a
moment of its own. Scenarios I to K were chosen after the rule was fixed. Some minutes on one core:

    .venv/bin/python benchmarks/exceptions.py

POLIAS_BENCH_SERIES=300 gives a quick look, POLIAS_BENCH_SEED=2 other series.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.exceptions import (
    SEEN_WITHIN_THREE,
    benjamini_hochberg,
    chance_of,
    far_off,
    two_of_three,
)
from polias.measures.engine.stats.expectation import ExceptionSettings, expected_at
from polias.measures.engine.stats.xmr import xmr

if TYPE_CHECKING:
    from rich.table import Table

SERIES = int(os.environ.get("POLIAS_BENCH_SERIES", "3000"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
BEFORE, STABLE, SOON, RISE, PACK = 48, 12, 3, 0.25, 20

Counts = NDArray[np.float64]
#: 1 and -1 where a month is an exception above or below, for each series (s) and each month asked for.
Sides = NDArray[np.int_]
Rule = Callable[[Counts, range], Sides]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How months are made: a mean, a yearly wave and growth as shares of it; variation beyond chance as the standard
    deviation of the level, ``apart`` from month to month and ``together`` with correlation ``alike``; a share of months
    ``missing`` and a number of earlier months ``cut`` to a fifth, as a fault of supply cuts them."""

    name: str
    mean: float
    season: float = 0.0
    growth: float = 0.0
    apart: float = 0.0
    together: float = 0.0
    alike: float = 0.3
    missing: float = 0.0
    cut: int = 0


SCENARIOS = (
    Scenario(name="A by chance alone, 120", mean=120),
    Scenario(name="B 10 % season, neighbours alike, 120", mean=120, season=0.1, apart=0.07, together=0.07),
    Scenario(name="C 1,500, season, 4 % more a year", mean=1_500, season=0.12, growth=0.04, apart=0.05),
    Scenario(name="D small, 6", mean=6, apart=0.15),
    Scenario(name="F 250, 15 % season", mean=250, season=0.15, apart=0.05, together=0.05),
    Scenario(name="G 60, 20 % season", mean=60, season=0.2, apart=0.07, together=0.05),
    Scenario(name="H 4,000, 5 % fewer a year", mean=4_000, season=0.08, growth=-0.05, apart=0.04, together=0.03),
    Scenario(name="I small town, 30, 30 % season", mean=30, season=0.3, apart=0.1),
    Scenario(name="J 300, two months cut two years ago", mean=300, season=0.1, apart=0.06, cut=2),
    Scenario(name="K 900, 6 % fewer, 4 % missing", mean=900, season=0.15, growth=-0.06, apart=0.05, missing=0.04),
)  # fmt: skip


def made(scenario: Scenario, rng: np.random.Generator, *, series: int, rise: Counts | float = 0.0) -> Counts:
    """So many series of 60 months; from the 49th on by so much more, for each series or for all."""
    level = levels(scenario, rng, series=series, months=BEFORE + STABLE, now=BEFORE)
    level[:, BEFORE:] *= 1 + np.reshape(rise, (-1, 1))
    counts = rng.poisson(level).astype(np.float64)
    if scenario.cut:
        counts[:, BEFORE - 24 : BEFORE - 24 + scenario.cut] //= 5
    counts[:, :BEFORE][rng.random((series, BEFORE)) < scenario.missing] = np.nan
    return counts


def levels(scenario: Scenario, rng: np.random.Generator, *, series: int, months: int, now: int) -> Counts:
    """What each month's count is drawn about; the mean is that of the month ``now``."""
    places = np.arange(months)
    wave = 1 + scenario.season * np.cos(2 * np.pi * places / 12 + rng.uniform(0, 2 * np.pi, (series, 1)))
    level = scenario.mean * (1 + scenario.growth) ** ((places - now) / 12) * wave
    return level * _noise(scenario, rng, (series, months))


def _noise(scenario: Scenario, rng: np.random.Generator, shape: tuple[int, int]) -> Counts:
    """Levels about 1: gamma for what differs from month to month, log-normal and autoregressive for what lasts."""
    noise = np.ones(shape)
    if scenario.apart:
        noise *= rng.gamma(scenario.apart**-2, scenario.apart**2, shape)
    if scenario.together:
        shocks, log = rng.normal(0, scenario.together, shape), np.zeros(shape)
        log[:, 0] = shocks[:, 0]
        for month in range(1, shape[1]):
            log[:, month] = scenario.alike * log[:, month - 1] + np.sqrt(1 - scenario.alike**2) * shocks[:, month]
        noise *= np.exp(log - scenario.together**2 / 2)
    return noise


def deviations_of_a_year(times: float) -> Rule:
    """So many standard deviations of the 12 months before."""

    def rule(counts: Counts, months: range) -> Sides:
        return _sides(
            [(counts[:, m], counts[:, m - 12 : m]) for m in months],
            lambda year: times * np.nanstd(year, axis=1, ddof=1),
        )

    return rule


def year_on_year(counts: Counts, months: range) -> Sides:
    """A tenth more or fewer than the same month a year before."""
    before = counts[:, [month - 12 for month in months]]
    change = counts[:, list(months)] / np.where(before > 0, before, 0.5) - 1
    return np.where(abs(change) > 0.1, np.sign(change), 0).astype(int)


def c_chart(counts: Counts, months: range) -> Sides:
    """Three roots of the mean of 24 months, this one among them."""
    return _sides(
        [(counts[:, m], counts[:, m - 23 : m + 1]) for m in months], lambda two: 3 * np.sqrt(np.nanmean(two, axis=1))
    )


def xmr_limits(counts: Counts, months: range) -> Sides:
    """2.66 mean moving ranges of 24 months, this one among them, without the runs."""
    return _sides(
        [(counts[:, m], counts[:, m - 23 : m + 1]) for m in months],
        lambda two: 2.66 * np.nanmean(abs(np.diff(two, axis=1)), axis=1),
    )


def nhs_rules(counts: Counts, months: range) -> Sides:
    """XmR of 24 months, this one among them, with all four rules."""
    words = {"high": 1, "low": -1, None: 0}
    windows = [counts[:, month - 23 : month + 1] for month in months]
    return np.array(
        [
            [words[xmr([None if np.isnan(c) else c for c in window[one]])[-1].exception] for window in windows]
            for one in range(len(counts))
        ]
    )


def rule_e(counts: Counts, months: range) -> Sides:
    """The house rule."""
    z, settings = scores(counts, months), ExceptionSettings()
    off, two = far_off(z, settings), two_of_three(z, settings)
    return np.where(off != 0, off, two)[:, list(months)]


def scores(counts: Counts, months: range) -> Counts:
    """Scores of these months and the two before them; not-a-number elsewhere."""
    z = np.full(counts.shape, np.nan)
    for month in range(months.start - 2, months.stop):
        z[:, month] = expected_at(counts, month, ExceptionSettings()).z_of(counts[:, month])
    return z


def _sides(pairs: list[tuple[Counts, Counts]], reach: Callable[[Counts], Counts]) -> Sides:
    """Where a month lies further from the mean of its window than the reach."""
    off = [(now - np.nanmean(window, axis=1), reach(window)) for now, window in pairs]
    return np.stack([np.where(abs(far) > limit, np.sign(far), 0) for far, limit in off], axis=1).astype(int)


RULES: dict[str, Rule] = {
    "2 SD of 12 months": deviations_of_a_year(2),
    "3 SD of 12 months": deviations_of_a_year(3),
    "year on year 10 %": year_on_year,
    "c chart": c_chart,
    "XmR limits": xmr_limits,
    "XmR, NHS rules": nhs_rules,
    "E": rule_e,
}


@dataclass(frozen=True)
class Cell:
    """False exceptions per 100 stable months, and the share of lasting rises seen within three months."""

    false: float
    seen: float


def cell(rule: Rule, stable: Counts, risen: Counts) -> Cell:
    false = rule(stable, range(BEFORE, BEFORE + STABLE)) != 0
    seen = rule(risen, range(BEFORE, BEFORE + SOON)) > 0
    return Cell(100 * float(false.mean()), float(seen.any(axis=1).mean()))


def false_in_packs(stable: Counts) -> float:
    """False exceptions per 100 stable months that stand when packs of 20 series are looked at together."""
    months = range(BEFORE, BEFORE + STABLE)
    chances, sides = chance_of(scores(stable, months))[:, list(months)], rule_e(stable, months)
    packs = len(stable) // PACK
    stands = [
        sum(
            kept and side != 0
            for kept, side in zip(
                benjamini_hochberg(chances[pack * PACK : (pack + 1) * PACK, month].tolist()),
                sides[pack * PACK : (pack + 1) * PACK, month],
                strict=True,
            )
        )
        for pack in range(packs)
        for month in range(STABLE)
    ]
    return 100 * sum(stands) / (packs * PACK * STABLE)


def lasting(scenario: Scenario, rng: np.random.Generator, *, series: int) -> tuple[float, float]:
    """The smallest lasting rise that rule E prints for the series (their median), and how often it is seen."""
    quiet = made(scenario, rng, series=series)
    expected = expected_at(quiet, BEFORE, ExceptionSettings())
    rise = float(np.nanmedian(expected.count_at(SEEN_WITHIN_THREE) / expected.mean - 1))
    return rise, cell(rule_e, quiet, made(scenario, rng, series=series, rise=rise)).seen


def main() -> None:
    from rich.console import Console

    console = Console(width=120)
    console.print(f"{SERIES:,} series for each cell, seed {SEED}. False exceptions per 100 stable months / rises seen.")
    for first in (0, 4, 7):
        console.print(table_of(SCENARIOS[first : first + (3 if first else 4)]))


def table_of(scenarios: Sequence[Scenario]) -> Table:
    from rich.table import Table

    table, columns = Table(), [column_of(scenario) for scenario in scenarios]
    table.add_column("rule")
    for scenario in scenarios:
        table.add_column(scenario.name, justify="right", max_width=20)
    for rows in zip([*RULES, f"E in packs of {PACK}", "lasting rise said (seen)"], *columns, strict=True):
        table.add_row(*rows)
    return table


def column_of(scenario: Scenario) -> list[str]:
    rng = np.random.default_rng([SEED, ord(scenario.name[0])])
    stable, risen = made(scenario, rng, series=SERIES), made(scenario, rng, series=SERIES, rise=RISE)
    cells = [cell(rule, stable, risen) for rule in RULES.values()]
    rise, seen = lasting(scenario, rng, series=SERIES)
    told = [f"{one.false:.2f} / {one.seen:.2f}" for one in cells]
    return [*told, f"{false_in_packs(stable):.2f}", f"{100 * rise:.0f} % ({seen:.2f})"]


if __name__ == "__main__":
    main()
