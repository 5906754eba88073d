"""What a warning marker may warn of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from polias.kit.reference import day, in_force, rows

FILE = Path(__file__).with_name("marker_kinds.csv")


@dataclass(frozen=True, slots=True)
class MarkerKind:
    """One kind of warning: its code, what officers call it, and from when to when it may be given."""

    code: str
    title: str
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str


@cache
def marker_kinds() -> Mapping[str, MarkerKind]:
    """Every kind there is or was, by code, in the order of the list."""
    return {
        row["code"]: MarkerKind(
            code=row["code"],
            title=row["title"],
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            source=row["source"],
            status=row["status"],
        )
        for row in rows(FILE)
    }


def usable_kinds(on: date) -> list[MarkerKind]:
    """The kinds that may be given on a day."""
    return [kind for kind in marker_kinds().values() if in_force(on, kind.valid_from, kind.valid_to)]
