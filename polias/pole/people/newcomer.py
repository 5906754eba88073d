"""What is known of a person whom another system held first, as a frozen command of the deed that takes people in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonSaid:
    """One person; the fields are those of the record."""

    surname: str
    forenames: str = ""
    date_of_birth: date | None = None
    sex: str = "X"
    phone: str = ""
    address: str = ""
    postcode: str = ""
