"""Learns without labels how often values agree between records of one person and between strangers.

Strangers are met in pairs drawn at random. Records of one person are met among the pairs of each blocking rule, judged
there by the fields that the rule does not speak of, since a rule makes its own fields agree. One set of probabilities
is fitted to all rules at once by expectation and maximisation (Fellegi and Sunter 1969; Winkler 1988), led by what is
expected beforehand where a table says too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from polias.pole.matching.blocking import Rule, is_pair
from polias.pole.matching.comparisons import Comparison

#: Pairs drawn at random, and pairs looked at of those that the rules reach.
RANDOM_PAIRS, RULED_PAIRS = 1_000_000, 1_000_000
#: So many pairs of one person are taken as seen beforehand, so that a table of ten rows has an answer too.
EXPECTED_PAIRS = 50.0
ROUNDS, CLOSE_ENOUGH = 60, 1e-4
#: No agreement is believed to be rarer than this among strangers, and no disagreement among records of one person.
LEAST_U, LEAST_M = 1e-6, 1e-4


@dataclass
class Model:
    """Each comparison's probabilities of its levels, most alike first, and how often two records are one person."""

    comparisons: tuple[Comparison, ...]
    m: list[Any]
    u: list[Any]
    prior: float
    #: Estimated pairs of one person that each rule reaches, of those it looked at.
    reached: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """Patterns of levels (-1 not known, 0 the most alike), how often each was seen, and the fields held back."""

    patterns: Any
    counts: Any
    held_back: frozenset[str]


def columns_of(comparisons: Sequence[Comparison], connection: Any) -> list[str]:
    """Those columns of the table that the comparisons speak of."""
    spoken = " ".join(comparison.case() for comparison in comparisons)
    names = [row[0] for row in connection.execute("DESCRIBE people").fetchall()]
    return [name for name in names if f'"{name}_l"' in spoken]


def compared(comparisons: Sequence[Comparison], connection: Any, pairs: str, *, reached: str = "0") -> str:
    """SQL that counts patterns of levels by the rules that reach them; `pairs` joins people l and r."""
    columns = columns_of(comparisons, connection)
    both = ", ".join(f'{side}."{name}" AS "{name}_{side}"' for name in columns for side in ("l", "r"))
    cases = ", ".join(f"{comparison.case()} AS g{n}" for n, comparison in enumerate(comparisons))
    groups = ", ".join(f"g{n}" for n in range(len(comparisons)))
    return (
        f"SELECT {groups}, reached, count(*) FROM "
        f"(SELECT {cases}, reached FROM (SELECT {both}, {reached} AS reached FROM {pairs})) GROUP BY {groups}, reached"
    )


def train(
    connection: Any, comparisons: tuple[Comparison, ...], rules: Sequence[Rule], *, records: int, link: bool
) -> Model:
    """The model of the table `people`, whose pairs are in `pairs`."""
    drawn = compared(comparisons, connection, _random_pairs(records, link=link))
    strangers = _sample(connection, comparisons, drawn)[0]
    ruled = compared(comparisons, connection, _some_pairs(connection), reached="reached")
    met, reached = _sample(connection, comparisons, ruled)
    samples = []
    for n, rule in enumerate(rules):
        mine = (reached >> n) % 2 == 1
        samples.append(Sample(met.patterns[mine], met.counts[mine], rule.fields))
    return _fit(comparisons, strangers, samples, records=records)


def _some_pairs(connection: Any) -> str:
    count = connection.execute("SELECT count(*) FROM pairs").fetchone()[0]
    few = f" WHERE hash(l, r) % 1000000 < {1_000_000 * RULED_PAIRS // count}" if count > RULED_PAIRS else ""
    return f"(SELECT * FROM pairs{few}) p JOIN people l ON l.record = p.l JOIN people r ON r.record = p.r"


def _random_pairs(records: int, *, link: bool) -> str:
    if records * (records - 1) / 2 <= RANDOM_PAIRS:
        return f"people l JOIN people r ON {is_pair(link=link)}"
    drawn = f"SELECT hash(i) % {records} AS a, hash(i + 1000000007) % {records} AS b FROM range({RANDOM_PAIRS}) t(i)"
    apart = " AND l.source <> r.source" if link else ""
    return f"({drawn}) JOIN people l ON l.record = a JOIN people r ON r.record = b AND a <> b{apart}"


def _sample(connection: Any, comparisons: Sequence[Comparison], counted: str) -> tuple[Sample, Any]:
    """The patterns, and which rules reached each."""
    import numpy as np

    *values, reached, counts = (np.asarray(column) for column in connection.execute(counted).fetchnumpy().values())
    tops = [len(comparison.levels) - 1 for comparison in comparisons]
    levels = [np.where(v < 0, -1, top - v) for v, top in zip(values, tops, strict=True)]
    return Sample(np.stack(levels, axis=1), counts.astype(float), frozenset()), reached.astype(np.uint64)


def _fit(comparisons: tuple[Comparison, ...], strangers: Sample, samples: Sequence[Sample], *, records: int) -> Model:
    import numpy as np

    m = [np.array([level.m for level in c.levels]) / sum(level.m for level in c.levels) for c in comparisons]
    expected = [each.copy() for each in m]
    u = [_shares(strangers, n, c, np.ones(len(strangers.counts))) for n, c in enumerate(comparisons)]
    rates = [0.1] * len(samples)
    rate = 1.0 / max(records, 2)
    for _round in range(ROUNDS):
        chances = [_chance(sample, comparisons, m, u, at) for sample, at in zip(samples, rates, strict=True)]
        rates = [_rate(sample, chance) for sample, chance in zip(samples, chances, strict=True)]
        alone = _chance(strangers, comparisons, m, u, rate)
        rate = float(np.clip((strangers.counts * alone).sum() / max(strangers.counts.sum(), 1), 1e-12, 0.5))
        u = [_shares(strangers, n, c, 1 - alone) for n, c in enumerate(comparisons)]
        before, m = m, [_agreeing(n, c, expected[n], samples, chances) for n, c in enumerate(comparisons)]
        if max(float(np.abs(new - old).max()) for new, old in zip(m, before, strict=True)) < CLOSE_ENOUGH:
            break
    reached = [float((s.counts * c).sum()) for s, c in zip(samples, chances, strict=True)]
    return Model(comparisons, m, [_counting(c, m[n], u, n) for n, c in enumerate(comparisons)], rate, reached)


def _counting(comparison: Comparison, m: Any, u: list[Any], n: int) -> Any:
    """A level that another comparison has counted already weighs nothing; a swap is as rare as both names together."""
    import numpy as np

    found = u[n].copy()
    for place, level in enumerate(comparison.levels):
        if not level.counts:
            found[place] = m[place]
        elif level.both_of:
            found[place] = max(found[place], np.prod([u[n][0]] * 2))
    return found


def _shares(sample: Sample, n: int, comparison: Comparison, weights: Any) -> Any:
    """How often strangers are at each level; a level not seen is as rare as the pairs drawn allow to say."""
    import numpy as np

    expected = np.array([level.u for level in comparison.levels])
    known = sample.patterns[:, n] >= 0
    seen = np.bincount(
        sample.patterns[known, n], weights=(sample.counts * weights)[known], minlength=len(comparison.levels)
    )
    shares = seen + expected / expected.sum()
    return np.maximum(shares / shares.sum(), LEAST_U)


def _chance(sample: Sample, comparisons: Sequence[Comparison], m: list[Any], u: list[Any], rate: float) -> Any:
    """Of each pattern, how likely it is one person's, by the fields that are not held back."""
    import numpy as np

    weight = np.full(len(sample.counts), np.log(rate) - np.log1p(-rate))
    for n, comparison in enumerate(comparisons):
        if comparison.name not in sample.held_back:
            weights = np.append(np.log(m[n] / u[n]), 0.0)
            weight += weights[sample.patterns[:, n]]
    return 1 / (1 + np.exp(-np.clip(weight, -60, 60)))


def _rate(sample: Sample, chance: Any) -> float:
    total = sample.counts.sum()
    return float(min(0.999, max(1e-6, ((sample.counts * chance).sum() + 0.1) / (total + 1))))


def _agreeing(n: int, comparison: Comparison, expected: Any, samples: Sequence[Sample], chances: Sequence[Any]) -> Any:
    """How often records of one person are at each level, over all rules that do not speak of the field."""
    import numpy as np

    seen = expected * EXPECTED_PAIRS
    for sample, chance in zip(samples, chances, strict=True):
        if comparison.name in sample.held_back:
            continue
        known = sample.patterns[:, n] >= 0
        seen = seen + np.bincount(
            sample.patterns[known, n], weights=(sample.counts * chance)[known], minlength=len(seen)
        )
    return np.maximum(seen / seen.sum(), LEAST_M)
