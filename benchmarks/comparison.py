"""How often comparisons of forces are wrong where the truth is known: a seeded simulation of forces that are made up.

Forty-two forces of the sizes that forces have, or fewer of them. Their true rates are alike but for a spread, as forces
differ for many reasons; counts vary by chance beside. Printed for each: how many of a hundred forces stand out although
none is unlike the others, by chance alone (Poisson limits), by the published funnel and by ours; how many of a hundred
forces whose rate is half as much again are seen; how many of a hundred ranks lie in their interval of nine in ten, by
the counts alone and drawn together; and of a hundred pairs told apart how many are the other way round; then the same
of ranks of changes. Then how often intervals hold the truth. Some minutes on one core:

    .venv/bin/python benchmarks/comparison.py

POLIAS_BENCH_FORCES=200 gives a quick look, POLIAS_BENCH_SEED=2 other forces.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.comparison import byar, exact, of_a_rate, wilson
from polias.measures.engine.stats.funnel import FunnelSettings, funnel
from polias.measures.engine.stats.ranks import ranks, ranks_of_changes

if TYPE_CHECKING:
    from rich.table import Table

ROUNDS = int(os.environ.get("POLIAS_BENCH_FORCES", "1000"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
#: Ranks take the longest; so many rounds tell coverage to about a percentage point.
RANK_ROUNDS, DRAWS = max(1, ROUNDS // 10), 2_000
#: People, in thousands, of forty-two made-up forces: most between half a million and two, one far larger.
SIZES = (
    *(9_000, 3_000, 2_900, 2_600, 2_400, 2_000, 1_900, 1_850, 1_800, 1_750, 1_700, 1_600, 1_500, 1_450),
    *(1_400, 1_350, 1_300, 1_200, 1_200, 1_150, 1_150, 1_100, 1_050, 950, 950, 900, 850, 800),
    *(800, 780, 750, 730, 700, 690, 660, 640, 620, 600, 590, 580, 520, 500),
)
PUBLISHED = FunnelSettings(given_back=False)
UNLIKE = 1.5

Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How forces are made: how many, events for each person, and by what share true rates differ."""

    name: str
    forces: int = 42
    rate: float
    spread: float


SCENARIOS = (
    *(
        Scenario(name=f"{name}, {100 * spread:.0f} %", rate=rate, spread=spread)
        for name, rate in (("all crime", 0.08), ("robbery", 0.001), ("homicide", 0.00001))
        for spread in (0.0, 0.05, 0.1, 0.3)
    ),
    Scenario(name="robbery, 10 %, 20 forces", forces=20, rate=0.001, spread=0.1),
    Scenario(name="robbery, 10 %, 10 forces", forces=10, rate=0.001, spread=0.1),
)


@dataclass
class Told:
    """What came out for one scenario, in hundredths."""

    by_chance: float = 0.0
    published: float = 0.0
    ours: float = 0.0
    seen: float = 0.0
    counts_alone: float = 0.0
    drawn_together: float = 0.0
    width: float = 0.0
    wrong: float = 0.0
    changes: float = 0.0
    changes_width: float = 0.0


def made(scenario: Scenario, rng: np.random.Generator) -> tuple[Vector, Vector]:
    """People and true rates of forces that are alike but for the spread."""
    sizes = np.array(SIZES, dtype=np.float64) * 1000
    people = sizes if scenario.forces == len(sizes) else rng.choice(sizes, scenario.forces, replace=False)
    # Where there is no spread the true ranks are those of differences far too small to see.
    spread = scenario.spread or 1e-9
    return people, scenario.rate * rng.lognormal(-spread * spread / 2, spread, scenario.forces)


def outliers(scenario: Scenario, *, rounds: int = ROUNDS, seed: int = SEED) -> Told:
    """False outliers by three kinds of limits, and how many forces that are unlike the others are seen."""
    rng, told, forces = np.random.default_rng(seed), Told(), 0
    for _round in range(rounds):
        people, rates = made(scenario, rng)
        events = rng.poisson(rates * people).astype(np.float64)
        found = funnel(events, people)
        forces += len(people)
        told.by_chance += sum(abs(score) > 3 for score in found.by_chance)
        told.published += sum(abs(score) > 3 for score in funnel(events, people, settings=PUBLISHED).scores)
        told.ours += sum(abs(score) > 3 for score in found.scores)
        unlike = int(rng.integers(len(people)))
        rates[unlike] = UNLIKE * scenario.rate
        events[unlike] = rng.poisson(rates[unlike] * people[unlike])
        told.seen += funnel(events, people).verdict(unlike) == "above"
    told.by_chance, told.published, told.ours = (
        100 * count / forces for count in (told.by_chance, told.published, told.ours)
    )
    told.seen = 100 * told.seen / rounds
    return told


def coverage_of_ranks(scenario: Scenario, told: Told, *, rounds: int = RANK_ROUNDS, seed: int = SEED) -> None:
    """How many true ranks lie in their interval, and how many pairs told apart are the other way round."""
    rng, forces, apart, wrong, width = np.random.default_rng(seed + 1), 0, 0, 0, 0
    held = {"counts_alone": 0, "drawn_together": 0}
    for turn in range(rounds):
        people, rates = made(scenario, rng)
        events = rng.poisson(rates * people).astype(np.float64)
        true = rates.argsort().argsort() + 1
        forces += len(people)
        for way, spread in (("counts_alone", None), ("drawn_together", funnel(events, people))):
            found = ranks(events, people, spread=spread, draws=DRAWS, seed=turn)
            held[way] += sum(one.low <= rank <= one.high for one, rank in zip(found, true, strict=True))
        width += sum(one.high - one.low + 1 for one in found)
        for one, other in combinations(range(len(people)), 2):
            if other not in found[one].alike:
                apart += 1
                wrong += (rates[one] < rates[other]) != (found[one].rank < found[other].rank)
    told.counts_alone = 100 * held["counts_alone"] / forces
    told.drawn_together = 100 * held["drawn_together"] / forces
    told.width = width / forces
    told.wrong = 100 * wrong / apart if apart else 0.0


def coverage_of_ranks_of_changes(
    scenario: Scenario, told: Told, *, rounds: int = RANK_ROUNDS, seed: int = SEED
) -> None:
    """The same of changes on the year before, which differ between forces by the scenario's spread."""
    rng, forces, held, width = np.random.default_rng(seed + 2), 0, 0, 0
    for turn in range(rounds):
        people, changes = made(scenario, rng)
        events = scenario.rate * people * rng.lognormal(0, 0.2, len(people))
        before, now = rng.poisson(events), rng.poisson(events * changes / scenario.rate)
        found = ranks_of_changes(now, before, draws=DRAWS, seed=turn)
        true = changes.argsort().argsort() + 1
        forces += len(people)
        held += sum(one.low <= rank <= one.high for one, rank in zip(found, true, strict=True))
        width += sum(one.high - one.low + 1 for one in found)
    told.changes, told.changes_width = 100 * held / forces, width / forces


def coverage_of_intervals(*, seed: int = SEED) -> list[tuple[str, float, float]]:
    """By the exact distribution of counts: the share of times an interval of 95 % holds the truth, mean and least.

    Truths between 1 and 300 events (for shares between 2 % and 98 % of 20 to 2,000), in even steps of the logarithm.
    """
    from scipy import stats

    found = []
    for name, interval in (("Byar", byar), ("exact", exact), ("exact below ten, else Byar", lambda n: of_a_rate(n, 1))):
        held = []
        for mean in np.geomspace(1, 300, 80):
            counts = np.arange(int(mean + 10 * np.sqrt(mean) + 20))
            ends = [interval(int(count)) for count in counts]
            inside = [low <= mean <= high for low, high in ends]
            held.append(float(stats.poisson.pmf(counts, mean)[inside].sum()))
        found.append((name, 100 * float(np.mean(held)), 100 * min(held)))
    held = []
    for among in (20, 50, 200, 2_000):
        ends = [wilson(some, among) for some in range(among + 1)]
        for share in np.linspace(0.02, 0.98, 49):
            inside = [low <= share <= high for low, high in ends]
            held.append(float(stats.binom.pmf(np.arange(among + 1), among, share)[inside].sum()))
    found.append(("Wilson", 100 * float(np.mean(held)), 100 * min(held)))
    return found


def as_table(told: dict[str, Told]) -> Table:
    from rich.table import Table

    table = Table(
        "42 forces, spread", "false: chance", "published", "ours", "unlike seen", "rank held: counts", "ours",
        "wide", "pairs wrong", "rank of change held", "wide",
        title=f"Per cent; {ROUNDS} rounds, of ranks {RANK_ROUNDS}",
    )  # fmt: skip
    for name, one in told.items():
        numbers = (one.by_chance, one.published, one.ours, one.seen, one.counts_alone, one.drawn_together, one.width)
        changes = (one.changes, one.changes_width)
        table.add_row(name, *(f"{n:.1f}" for n in numbers), f"{one.wrong:.2f}", *(f"{n:.1f}" for n in changes))
    return table


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=150)
    told = {}
    for scenario in SCENARIOS:
        told[scenario.name] = outliers(scenario)
        coverage_of_ranks(scenario, told[scenario.name])
        coverage_of_ranks_of_changes(scenario, told[scenario.name])
    console.print(as_table(told))
    intervals = Table("interval of 95 %", "holds the truth", "at the worst place", title="By the exact distribution")
    for name, average, least in coverage_of_intervals():
        intervals.add_row(name, f"{average:.1f}", f"{least:.1f}")
    console.print(intervals)


if __name__ == "__main__":
    main()
