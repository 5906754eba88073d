"""The words in which a measure is declared: what is counted, over what, where, and which way is better."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from polias.measures.engine.dated import DatedSet
from polias.measures.engine.mistakes import of_condition, of_measure, of_quantity, refuse_any
from polias.measures.engine.months import months_back
from polias.measures.engine.terms import SCALES, Aggregate, Better, Comparison, Unit

__all__ = ["DatedSet", "Measure", "Quantity", "Where"]


@dataclass(frozen=True)
class Where:
    """One condition on a row. `in` and `not in` take a tuple of values or a `DatedSet`, judged by the row's month."""

    column: str
    comparison: Comparison
    value: str | float | bool | tuple[str, ...] | DatedSet | None = None

    def __post_init__(self) -> None:
        refuse_any(of_condition(self))


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One aggregate over one dataset.

    `month` is the column by which a row counts in a month: recorded crime by the month of recording, outcomes by
    the month in which they were given. `dimensions` renames a grouping where this dataset calls it otherwise.
    `repeats` counts rows before which the force has another of the same `column`, on one of `within` days before the
    row's `day`; rows without either are left out, and another of the same day is no earlier one.
    """

    dataset: str
    aggregate: Aggregate = "count"
    column: str | None = None
    where: tuple[Where, ...] = ()
    month: str = "month"
    day: str | None = None
    within: int | None = None
    # Left out of the hash because a mapping has none; two quantities that differ here alone are still unequal.
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        refuse_any(of_quantity(self))

    def columns(self, group_by: tuple[str, ...]) -> frozenset[str]:
        """Every column this quantity reads when grouped so."""
        own = {"force", self.month, *(condition.column for condition in self.where)}
        named = {name for name in (self.column, self.day) if name}
        return frozenset(own | named | {self.column_of(name) for name in group_by})

    def months_for(self, month: str) -> tuple[str, ...]:
        """The months whose rows decide the figure of one: its own, and before it those that are looked back to."""
        return months_back(month, days=self.within) if self.within else (month,)

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
        refuse_any(of_measure(self))

    @property
    def fingerprint(self) -> str:
        """Changes with anything that makes another figure of the same data, whether or not `version` was raised.

        Dated sets count by their name: what they hold is reference data, and has a hash of its own.
        """
        parts = [
            (q.dataset, q.aggregate, q.column, q.month, sorted(q.dimensions.items()), *_looking_back(q),
             [(w.column, w.comparison, w.value.name if isinstance(w.value, DatedSet) else w.value) for w in q.where])
            for q in self.quantities
        ]  # fmt: skip
        return hashlib.sha256(repr((self.unit, parts)).encode()).hexdigest()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)

    def months_for(self, month: str) -> tuple[str, ...]:
        """The months whose rows decide the figure of one, the earliest first."""
        return max((quantity.months_for(month) for quantity in self.quantities), key=len)

    @property
    def scale(self) -> float:
        return SCALES.get(self.unit, 1.0)


def _looking_back(quantity: Quantity) -> tuple[object, ...]:
    """Of a quantity that looks at no earlier day nothing, so that its fingerprint is what it always was."""
    return (quantity.day, quantity.within) if quantity.within else ()
