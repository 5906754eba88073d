"""Holds two tables of one report against each other, row by row and number by number; no file is read here.

Rows are told apart by their key. A difference stays unexplained until somebody gives a reason and answers for it, and
an explanation speaks for the very numbers it was given for: when either changes, it is asked for again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polias.measures.written import number_in

Key = tuple[str, ...]
#: `differs`: both have the row, and one number is another. `only before`, `only after`: one of them lacks the row.
Outcome = Literal["equal", "differs", "only before", "only after"]


@dataclass(frozen=True)
class Explanation:
    """Why one number, or one row (an empty column), is another after the migration, and who answers for it."""

    report: str
    key: Key
    column: str
    before: str
    after: str
    reason: str
    owner: str

    @property
    def counts(self) -> bool:
        return bool(self.reason and self.owner)


@dataclass(frozen=True)
class Reconciled:
    """One number of one row before and after. `column` is empty where a whole row is on one side alone."""

    report: str
    key: Key
    column: str
    before: str
    after: str
    outcome: Outcome
    explanation: Explanation | None = None

    @property
    def is_explained(self) -> bool:
        return self.outcome == "equal" or self.explanation is not None


def reconciled(
    report: str,
    before: Mapping[Key, Sequence[str]],
    after: Mapping[Key, Sequence[str]],
    *,
    columns: Sequence[str],
    tolerance: float = 0.0,
    explanations: Iterable[Explanation] = (),
) -> list[Reconciled]:
    """Every number of every row, in the order of the table before, then rows that only the one after has."""
    known = {(one.key, one.column, one.before, one.after): one for one in explanations if one.counts}
    return [
        Reconciled(report, key, column, old, new, outcome, known.get((key, column, old, new)))
        if outcome != "equal"
        else Reconciled(report, key, column, old, new, outcome)
        for key, column, old, new, outcome in _pairs(before, after, columns, tolerance)
    ]


def _pairs(
    before: Mapping[Key, Sequence[str]], after: Mapping[Key, Sequence[str]], columns: Sequence[str], tolerance: float
) -> Iterator[tuple[Key, str, str, str, Outcome]]:
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            yield key, "", _row(columns, old), "", "only before"
            continue
        for column, was, now in zip(columns, old, new, strict=True):
            yield key, column, was, now, "equal" if same(was, now, tolerance=tolerance) else "differs"
    for key, new in after.items():
        if key not in before:
            yield key, "", "", _row(columns, new), "only after"


def _row(columns: Sequence[str], cells: Sequence[str]) -> str:
    return "; ".join(f"{column} {cell}" for column, cell in zip(columns, cells, strict=True))


def same(before: str, after: str, *, tolerance: float = 0.0) -> bool:
    """The same number within the tolerance, however it is written; else the same text. Not known is only not known."""
    old, new = number(before), number(after)
    if old is None or new is None:
        return before.strip() == after.strip()
    return math.isclose(old, new, rel_tol=1e-12, abs_tol=tolerance)


def number(text: str) -> float | None:
    return number_in(text.strip().removesuffix("%").removeprefix("£"))
