"""What a person says when they report a crime, as frozen commands that forms, REST and the log all fill alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from polias.crime.involved.rules import Parts


@dataclass(frozen=True)
class Party:
    """A victim or suspect: somebody known (by reference), or somebody to be recorded now.

    An organisation to be recorded now has its name in ``surname``. ``why_another`` and ``another_words`` say why they
    are not the person on record who is very like (PERSON-03).
    """

    reference: str = ""
    forenames: str = ""
    surname: str = ""
    date_of_birth: date | None = None
    kind: Literal["person", "organisation"] = "person"
    why_another: str = ""
    another_words: str = ""

    @property
    def is_given(self) -> bool:
        return bool(self.reference or self.surname)


@dataclass(frozen=True)
class Place:
    """Where it happened: a known location, or one to be recorded now. Degrees north and east."""

    reference: str = ""
    address: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    beat_id: int | None = None


def parts_of(*, victims: tuple[Party, ...], suspects: tuple[Party, ...]) -> Parts:
    """Who is said to be victim and who suspect, as far as a reference tells them apart."""
    return Parts(_references(victims), _references(suspects))


def _references(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(one.reference.strip().upper() for one in parties if one.reference)
