"""What a log is opened and closed as; the closing code may differ from the opening one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from polias.kit.reference import day, in_force, rows

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class IncidentCode:
    """One code; `decides_crime` marks the closing codes that say whether a crime was recorded."""

    code: str
    title: str
    chapter: str
    decides_crime: bool
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str

    def usable_on(self, on: date) -> bool:
        """Whether the code may be given on the day."""
        return in_force(on, self.valid_from, self.valid_to)


@cache
def opening_codes() -> Mapping[str, IncidentCode]:
    """What the caller's words sound like, by code."""
    return _codes("opening_codes.csv")


@cache
def closing_codes() -> Mapping[str, IncidentCode]:
    """What it turned out to be, by code."""
    return _codes("closing_codes.csv")


@cache
def qualifiers() -> Mapping[str, IncidentCode]:
    """What else was true of it, any number of them, by code."""
    return _codes("qualifiers.csv")


def _codes(file: str) -> Mapping[str, IncidentCode]:
    return {
        row["code"]: IncidentCode(
            code=row["code"],
            title=row["title"],
            chapter=row.get("chapter", "Qualifiers"),
            decides_crime=row.get("decides_crime", "N") == "Y",
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            source=row["source"],
            status=row["status"],
        )
        for row in rows(HERE / file)
    }
