"""The words in which a measure is declared: what is counted, over what, where, and which way is better."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Aggregate = Literal["count", "sum", "mean", "median", "p90", "max", "distinct"]
Comparison = Literal[
    "is", "is not", "in", "not in", "at most", "at least", "less than", "more than", "known", "unknown"
]
Better = Literal["higher", "lower", "neutral"]
Unit = Literal["count", "per cent", "hours", "days", "per 1,000"]

#: What one of the unit's kind is multiplied by, after numerator is divided by denominator.
SCALES: Mapping[str, float] = {"per cent": 100.0, "per 1,000": 1000.0}


@dataclass(frozen=True)
class DatedSet:
    """A named set of values, each with the months in which it belongs to the set (ends included).

    Reference data of a force or a national body: read from a file, never written in code.
    """

    name: str
    source: str
    members: tuple[tuple[str, str, str | None], ...]

    @classmethod
    def from_csv(
        cls, path: Path, *, name: str, value: str, source: str, keep: Mapping[str, str] | None = None
    ) -> DatedSet:
        """Rows of a CSV file with `valid_from` and `valid_to` (YYYY-MM; empty is open), where `keep` columns match."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if all(row[k] == v for k, v in (keep or {}).items())]
        members = ((row[value], row.get("valid_from") or "", row.get("valid_to") or None) for row in rows)
        return cls(name, source, tuple(members))

    @property
    def content_hash(self) -> str:
        return hashlib.sha256(repr(self.members).encode()).hexdigest()

    def values_in(self, month: str) -> frozenset[str]:
        return frozenset(v for v, start, end in self.members if start <= month and (end is None or month <= end))


@dataclass(frozen=True)
class Where:
    """One condition on a row. `in` and `not in` take a tuple of values or a `DatedSet`, judged by the row's month."""

    column: str
    comparison: Comparison
    value: str | float | bool | tuple[str, ...] | DatedSet | None = None


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One aggregate over one dataset.

    `month` is the column by which a row counts in a month: recorded crime by the month of recording, outcomes by
    the month in which they were given. `dimensions` renames a grouping where this dataset calls it otherwise.
    """

    dataset: str
    aggregate: Aggregate = "count"
    column: str | None = None
    where: tuple[Where, ...] = ()
    month: str = "month"
    # Left out of the hash because a mapping has none; two quantities that differ here alone are still unequal.
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.aggregate != "count" and self.column is None:
            raise ValueError(f"{self.aggregate} of {self.dataset} needs a column")

    def columns(self, group_by: tuple[str, ...]) -> frozenset[str]:
        """Every column this quantity reads when grouped so."""
        own = {"force", self.month, *(condition.column for condition in self.where)}
        return frozenset(own | {self.column_of(name) for name in group_by} | ({self.column} if self.column else set()))

    def column_of(self, dimension: str) -> str:
        return self.dimensions.get(dimension, dimension)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure as declared. With a denominator its value is a share or rate, unknown where the denominator is 0.

    `version` goes up whenever the same data would give another figure; `group_by` are the groupings that make sense.
    `matures` says that a month's value goes on changing after the month (outcomes arrive later), so that months of
    different age are not comparable and no expected range is drawn. `caution` is printed beside every figure.
    """

    name: str
    title: str
    question: str
    numerator: Quantity
    denominator: Quantity | None = None
    unit: Unit = "count"
    group_by: tuple[str, ...] = ()
    better: Better = "neutral"
    source: str
    owner: str
    version: int = 1
    matures: bool = False
    caution: str = ""

    def __post_init__(self) -> None:
        if self.unit in SCALES and self.denominator is None:
            raise ValueError(f"measure {self.name}: {self.unit} needs a denominator")

    @property
    def fingerprint(self) -> str:
        """Changes with anything that makes another figure of the same data, whether or not `version` was raised.

        Dated sets count by their name: what they hold is reference data, and has a hash of its own.
        """
        parts = [
            (q.dataset, q.aggregate, q.column, q.month, sorted(q.dimensions.items()),
             [(w.column, w.comparison, w.value.name if isinstance(w.value, DatedSet) else w.value) for w in q.where])
            for q in self.quantities
        ]  # fmt: skip
        return hashlib.sha256(repr((self.unit, parts)).encode()).hexdigest()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)

    @property
    def scale(self) -> float:
        return SCALES.get(self.unit, 1.0)
