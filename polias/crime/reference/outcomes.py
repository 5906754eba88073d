"""How an investigation ended: the national outcomes, and which of them a force counts as positive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, cast

from polias.kit.reference import day, in_force, rows, yes

FILE = Path(__file__).with_name("outcomes.csv")
POSITIVE_FILE = Path(__file__).with_name("positive_outcomes.csv")
DEFAULT_POSITIVE_SET = "public-methodology"
# Published tables show it for crimes still without an outcome; it must never be counted as one.
NOT_YET_ASSIGNED = "0"
Kind = Literal["charge", "oocd", "other"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One national outcome; kind is a charge, an out-of-court disposal ("oocd") or another."""

    code: str
    title: str
    group: str
    needs_suspect: bool
    kind: Kind
    selectable: bool
    must_be_recorded: str
    valid_from: date | None
    valid_to: date | None
    status: str
    to_be_confirmed: tuple[str, ...]

    def usable_on(self, on: date) -> bool:
        """Whether the outcome may be given on the day."""
        return self.selectable and in_force(on, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class PositiveOutcome:
    """One outcome that one published reading counts as positive, from and to a day."""

    set_name: str
    outcome_code: str
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Every outcome by its code."""
    return {row["code"]: outcome_of(row) for row in rows(FILE)}


@cache
def positive_outcomes(on: date, set_name: str = DEFAULT_POSITIVE_SET) -> frozenset[str]:
    """The codes that the named reading counts as positive on the day; readings differ, so a figure names its own."""
    if set_name not in positive_sets():
        raise ValueError(
            f"There is no set of positive outcomes called {set_name!r}, only {', '.join(positive_sets())}."
        )
    return frozenset(
        each.outcome_code
        for each in _positive()
        if each.set_name == set_name and in_force(on, each.valid_from, each.valid_to)
    )


@cache
def positive_sets() -> tuple[str, ...]:
    """The names of the readings that are known."""
    return tuple(dict.fromkeys(each.set_name for each in _positive()))


@cache
def _positive() -> tuple[PositiveOutcome, ...]:
    return tuple(
        PositiveOutcome(
            row["set_name"], row["outcome_code"], day(row["from"]), day(row["to"]), row["source"], row["status"]
        )
        for row in rows(POSITIVE_FILE)
    )


def outcome_of(row: dict[str, str]) -> Outcome:
    """One row of a table of outcomes; ValueError or KeyError where a value cannot be read."""
    if row["kind"] not in ("charge", "oocd", "other"):
        raise ValueError(f"outcomes.csv, outcome {row['code']}: kind must be charge, oocd or other.")
    return Outcome(
        code=row["code"],
        title=row["title"],
        group=row["group"],
        needs_suspect=yes(row["needs_suspect"]),
        kind=cast(Kind, row["kind"]),
        selectable=yes(row["selectable"]),
        must_be_recorded=row["must_be_recorded"],
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        status=row["status"],
        to_be_confirmed=tuple(row["to_be_confirmed"].split()),
    )
