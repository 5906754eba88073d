"""How urgently somebody is sent: each force's grades and target minutes, dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from polias.kit.reference import day, in_force, number, rows

FILE = Path(__file__).with_name("grades.csv")
ANY_FORCE = "*"


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of one force, or of any force that has set none; no target means none is promised."""

    force: str
    code: str
    title: str
    response: str
    target_minutes: int | None
    target_minutes_rural: int | None
    rank: int
    valid_from: date | None
    valid_to: date | None
    counts_from: str
    source: str
    status: str

    def target(self, *, rural: bool) -> int | None:
        """The minutes promised, town or country."""
        return self.target_minutes_rural if rural else self.target_minutes


@cache
def grades(force: str, on: date) -> Mapping[str, Grade]:
    """The grades of the force on the day by their codes, the most urgent first."""
    return grades_for(force, on, _all())


def grades_for(force: str, on: date, known: Iterable[Grade]) -> Mapping[str, Grade]:
    """The force's own grades on the day, or those of any force when it has set none."""
    dated = [grade for grade in known if in_force(on, grade.valid_from, grade.valid_to)]
    own = [grade for grade in dated if grade.force == force]
    chosen = own or [grade for grade in dated if grade.force == ANY_FORCE]
    return {grade.code: grade for grade in sorted(chosen, key=lambda grade: grade.rank)}


@cache
def _all() -> tuple[Grade, ...]:
    return tuple(
        Grade(
            force=row["force"],
            code=row["code"],
            title=row["title"],
            response=row["response"],
            target_minutes=number(row["target_minutes"]),
            target_minutes_rural=number(row["target_minutes_rural"]),
            rank=int(row["rank"]),
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            counts_from=row["counts_from"],
            source=row["source"],
            status=row["status"],
        )
        for row in rows(FILE)
    )
