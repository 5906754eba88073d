"""Made-up pairs for tests: two people recorded by somebody, and the pair as the data steward finds it."""

from __future__ import annotations

from datetime import date
from typing import Any

from polias.kit.access.acting import acting
from polias.pole.matching.evidence import Said
from polias.pole.pairs.actions import put_forward
from polias.pole.pairs.model import Pair
from polias.pole.people.actions import record
from polias.pole.people.model import Person

WHY = "unknown"
ALIKE = (Said("forename", "one name for short", 5.5), Said("surname", "sounds alike", 6.2), Said("birth", "equal", 9.1))
JON: dict[str, Any] = {"forenames": "Jon", "surname": "Smyth", "date_of_birth": date(1980, 3, 12), "sex": "M"}
JONATHAN: dict[str, Any] = JON | {"forenames": "Jonathan", "surname": "Smith", "postcode": "ZZ9 9ZZ"}


def two_people(officer: Any, one: dict[str, Any] = JON, other: dict[str, Any] = JONATHAN) -> tuple[Person, Person]:
    """Two records by an officer, the one first."""
    with acting(officer):
        return record(actor=officer, **one, why_another=WHY), record(actor=officer, **other, why_another=WHY)


def a_pair(officer: Any, steward: Any, *, weight: float = 18.5, people: tuple[Person, Person] | None = None) -> Pair:
    """A pair that waits, put forward by the steward."""
    one, other = people or two_people(officer)
    with acting(steward):
        return put_forward(actor=steward, people=(other.pk, one.pk), weight=weight, said=ALIKE)
