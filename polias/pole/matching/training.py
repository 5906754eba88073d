"""Learns without labels how often values agree between records of one person, between kin, neighbours and strangers.

Strangers are met in pairs drawn at random; the others among the pairs that a blocking rule reaches, judged there by
the fields that the rule does not speak of, since a rule makes its own fields agree. A mixture of kinds of pairs is
fitted to all rules at once by expectation and maximisation (Fellegi and Sunter 1969; Winkler 1988), led by what is
expected beforehand where a table says too little. With strangers and one person alone, as is usual, a table with
households teaches that people often differ in name and date of birth from themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from polias.pole.matching.blocking import CHANCES, Rule, chance_of, is_pair
from polias.pole.matching.comparisons import Comparison, Side
from polias.pole.matching.machines import Machine

#: Pairs drawn at random, and pairs looked at of those that the rules reach.
RANDOM_PAIRS, RULED_PAIRS = 1_000_000, 2_500_000
#: So many pairs of one person are taken as seen beforehand, so that a table of ten rows has an answer too.
EXPECTED_PAIRS = 50.0
ROUNDS, CLOSE_ENOUGH = 60, 1e-4
#: No agreement is believed to be rarer than this among strangers, and no level among records of one person.
LEAST_U, LEAST_M = 1e-6, 3e-4
#: Records of one person differ altogether at least so often, and in their forename or date of birth at most so often.
LEAST_DIFFERENT, MOST_DIFFERENT = 0.015, 0.35

#: Kinds of pairs, and how each is expected to agree by the side of a field: as one person (m), as strangers (u), or in
#: a way of its own (k). Neighbours share a place, kin a surname and a telephone; who moved shares all but the place.
#: Namesakes are met more often than forenames and surnames alone would have it, since parents choose names that go with
#: their own: without them a table in which few people stand twice teaches that one person has two dates of birth.
KINDS_OF_PAIRS: dict[str, dict[Side, str]] = {
    "one person": {"forename": "m", "birth": "m", "family": "m", "place": "m", "own": "m"},
    "moved": {"forename": "m", "birth": "m", "family": "m", "place": "u", "own": "m"},
    "kin": {"forename": "u", "birth": "u", "family": "m", "place": "m", "own": "u"},
    "neighbours": {"forename": "u", "birth": "u", "family": "u", "place": "k", "own": "u"},
    "namesakes": {"forename": "m", "birth": "u", "family": "m", "place": "u", "own": "u"},
    "strangers": {"forename": "u", "birth": "u", "family": "u", "place": "u", "own": "u"},
}
ONE, MOVED, KIN, NEIGHBOURS, NAMESAKES, STRANGERS = range(6)
#: No more than so many have moved for each pair that still shares a place: where nobody stands twice, whoever has the
#: same forename and something of a date of birth would be taken for one person who has moved and changed their name.
MOST_MOVED = 1.0
#: How the pairs of a rule are taken to be shared out at first, and those drawn at random, for each record.
AT_FIRST = (0.15, 0.05, 0.1, 0.1, 0.05, 0.55)
AT_RANDOM = (1.0, 0.2, 1.0, 5.0, 0.5)


@dataclass
class Model:
    """How often levels occur between records of one person (m), of strangers (u), of neighbours (k)."""

    comparisons: tuple[Comparison, ...]
    m: list[Any]
    u: list[Any]
    k: list[Any]
    #: Of all pairs of the table, the share of each kind but strangers.
    rates: tuple[float, ...]
    #: Estimated pairs of one person that each rule reaches, of those looked at.
    reached: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """Patterns of levels (-1 not known, 0 the most alike), how often each was seen, and the fields held back."""

    patterns: Any
    counts: Any
    held_back: frozenset[str]


#: The same, with what both records say.
RULED = "some_pairs p JOIN people l ON l.record = p.l JOIN people r ON r.record = p.r"


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
    """The model of the table `people`, of whose pairs `some_pairs` are here."""
    drawn = compared(comparisons, connection, random_pairs(connection, records, link=link))
    strangers = _sample(connection, comparisons, drawn)[0]
    ruled = compared(comparisons, connection, RULED, reached="reached")
    met, reached = _sample(connection, comparisons, ruled)
    samples = []
    for n, rule in enumerate(rules):
        mine = (reached >> n) % 2 == 1
        samples.append(Sample(met.patterns[mine], met.counts[mine], rule.fields))
    fit = Fit(comparisons, strangers, [sample for sample in samples if len(sample.counts)], records=records)
    fit.settle()
    return fit.model()


def some_of(machine: Machine, pairs: int) -> Any:
    """Pairs to learn from, of all those that the rules reach; as Arrow."""
    few = f" WHERE {chance_of('l', 'r')} < {CHANCES * RULED_PAIRS // pairs}" if pairs > RULED_PAIRS else ""
    return machine.execute(f"SELECT l, r, reached FROM pairs{few}").to_arrow_table()


def random_pairs(connection: Any, records: int, *, link: bool) -> str:
    """Pairs of the table, all or some; drawn first, or the planner may compare everybody with everybody."""
    if records * (records - 1) / 2 <= RANDOM_PAIRS:
        return f"people l JOIN people r ON {is_pair(link=link)}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE drawn_pairs AS SELECT (hash(i) % {records})::BIGINT AS l,"
        f" (hash(i + 1000000007) % {records})::BIGINT AS r FROM range({RANDOM_PAIRS}) t(i)"
    )
    # Written so that it cannot be joined by: all pairs of people would be gone through before those drawn.
    apart = "l.owner - r.owner <> 0" + (" AND l.source - r.source <> 0" if link else "")
    return f"drawn_pairs p JOIN people l ON l.record = p.l JOIN people r ON r.record = p.r AND {apart}"


def _sample(connection: Any, comparisons: Sequence[Comparison], counted: str) -> tuple[Sample, Any]:
    """The patterns, and which rules reached each."""
    import numpy as np

    *values, reached, counts = (np.asarray(column) for column in connection.execute(counted).fetchnumpy().values())
    tops = [len(comparison.levels) - 1 for comparison in comparisons]
    levels = [np.where(v < 0, -1, top - v) for v, top in zip(values, tops, strict=True)]
    return Sample(np.stack(levels, axis=1), counts.astype(float), frozenset()), reached.astype(np.uint64)


class Fit:
    """Expectation and maximisation over the pairs drawn at random and the pairs of every rule together."""

    def __init__(
        self, comparisons: tuple[Comparison, ...], strangers: Sample, samples: Sequence[Sample], *, records: int
    ) -> None:
        import numpy as np

        self.comparisons, self.strangers, self.samples = comparisons, strangers, samples
        self.expected = [_shares(level.m for level in c.levels) for c in comparisons]
        self.m = [each.copy() for each in self.expected]
        few = np.array(AT_RANDOM) / max(records, 20)
        self.rate = np.append(few, 1 - few.sum())
        self.rates = [np.array(AT_FIRST) for _sample in samples]
        self.k = [each.copy() for each in self.expected]
        self.u = [each.copy() for each in self.expected]
        self.chances: list[Any] = []
        self._see_strangers(np.ones(len(strangers.counts)))

    def model(self) -> Model:
        reached = [
            float((sample.counts * chance[: MOVED + 1].sum(axis=0)).sum())
            for sample, chance in zip(self.samples, self.chances, strict=True)
        ]
        return Model(self.comparisons, self.m, self.u, self.k, tuple(map(float, self.rate[:STRANGERS])), reached)

    def settle(self) -> None:
        """Rounds until the probabilities of one person's records stand still."""
        import numpy as np

        for _round in range(ROUNDS):
            weights = self._weights()
            drawn = self._chance(self.strangers, weights, self.rate)
            self.chances = [self._chance(s, weights, at) for s, at in zip(self.samples, self.rates, strict=True)]
            self.rates = [_rates(s, chance, 0.1) for s, chance in zip(self.samples, self.chances, strict=True)]
            self.rate = _rates(self.strangers, drawn, 1e-3)
            self._see_strangers(drawn[STRANGERS])
            self._see_neighbours(drawn[NEIGHBOURS])
            before = self.m
            self._see_one_person()
            if max(float(np.abs(new - old).max()) for new, old in zip(self.m, before, strict=True)) < CLOSE_ENOUGH:
                break

    def _weights(self) -> list[Any]:
        """Of each comparison a table: kind of pair by level (the last: not known), as logarithms."""
        import numpy as np

        tables = []
        for n, comparison in enumerate(self.comparisons):
            by = {"m": np.log(self.m[n]), "u": np.log(self.u[n]), "k": np.log(self.k[n])}
            rows = [np.append(by[kind[comparison.side]], 0.0) for kind in KINDS_OF_PAIRS.values()]
            tables.append(np.stack(rows))
        return tables

    def _chance(self, sample: Sample, weights: list[Any], rate: Any) -> Any:
        """Of each kind, how likely each pattern is of it, by the fields that are not held back."""
        import numpy as np

        total = np.tile(np.log(rate)[:, None], (1, len(sample.counts)))
        for n, comparison in enumerate(self.comparisons):
            if comparison.name not in sample.held_back:
                total += weights[n][:, sample.patterns[:, n]]
        total = np.exp(total - total.max(axis=0))
        return total / total.sum(axis=0)

    def _see_strangers(self, chance: Any) -> None:
        """A level that was not seen is as rare as the pairs drawn allow to say."""
        import numpy as np

        found = []
        for n, comparison in enumerate(self.comparisons):
            seen = _seen(self.strangers, self.strangers.counts * chance, n, len(comparison.levels))
            found.append(np.maximum(_shares(seen + _shares(level.u for level in comparison.levels)), LEAST_U))
        self.u = [_counting(c, self.m[n], found[n]) for n, c in enumerate(self.comparisons)]

    def _see_neighbours(self, chance: Any) -> None:
        """Like one person in a place where few were met."""
        import numpy as np

        for n, comparison in enumerate(self.comparisons):
            if comparison.side == "place":
                seen = _seen(self.strangers, self.strangers.counts * chance, n, len(comparison.levels))
                for sample, chances in zip(self.samples, self.chances, strict=True):
                    if not self._places & sample.held_back:
                        seen = seen + _seen(sample, sample.counts * chances[NEIGHBOURS], n, len(comparison.levels))
                self.k[n] = np.maximum(_shares(seen + self.m[n] * EXPECTED_PAIRS), LEAST_M)

    @property
    def _places(self) -> frozenset[str]:
        return frozenset(c.name for c in self.comparisons if c.side == "place")

    def _see_one_person(self) -> None:
        """How often records of one person are at each level, over the rules that do not speak of the field."""
        import numpy as np

        found = []
        for n, comparison in enumerate(self.comparisons):
            kinds = (ONE,) if comparison.side == "place" else (ONE, MOVED)
            seen = self.expected[n] * EXPECTED_PAIRS
            for sample, chance in zip(self.samples, self.chances, strict=True):
                if comparison.name not in sample.held_back:
                    weights = sample.counts * sum(chance[kind] for kind in kinds)
                    seen = seen + _seen(sample, weights, n, len(comparison.levels))
            shares = np.maximum(_shares(seen), LEAST_M)
            most = MOST_DIFFERENT if comparison.side in ("forename", "birth") else 1.0
            different = min(max(shares[-1], LEAST_DIFFERENT), most)
            shares = np.append(_shares(shares[:-1]) * (1 - different), different)
            found.append(shares)
        self.m = found


def _shares(values: Any) -> Any:
    import numpy as np

    found = np.array(list(values), float)
    return found / found.sum()


def _seen(sample: Sample, weights: Any, n: int, size: int) -> Any:
    import numpy as np

    known = sample.patterns[:, n] >= 0
    return np.bincount(sample.patterns[known, n], weights=weights[known], minlength=size)


def _counting(comparison: Comparison, m: Any, u: Any) -> Any:
    """A level that another comparison has counted already weighs nothing; a swap is as rare as both names together."""
    found = u.copy()
    for place, level in enumerate(comparison.levels):
        if not level.counts:
            found[place] = m[place]
        elif level.both_of:
            found[place] = max(found[place], u[0] ** 2)
    return found


def _rates(sample: Sample, chance: Any, before: float) -> Any:
    import numpy as np

    seen = (sample.counts * chance).sum(axis=1) + before * np.array(AT_FIRST)
    too_many = max(0.0, seen[MOVED] - MOST_MOVED * seen[ONE])
    seen[[MOVED, STRANGERS]] += (-too_many, too_many)
    return np.maximum(seen / seen.sum(), 1e-9)
