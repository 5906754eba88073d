"""How much harm a kind of offence usually does, as three ranks: an order for the queue, not a measure of harm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from polias.kit.reference import day, in_force, rows

FILE = Path(__file__).with_name("harm_ranks.csv")
HIGH, MEDIUM, LOW = 1, 2, 3


@cache
def harm_ranks(on: date) -> Mapping[str, int]:
    """The rank in force on the day of each subgroup of offences; 1 is worked first."""
    return {
        row["subgroup"]: int(row["rank"])
        for row in rows(FILE)
        if in_force(on, day(row["valid_from"]), day(row["valid_to"]))
    }


def harm_of(subgroup: str, *, on: date) -> int:
    """The rank of a subgroup; one that nobody has ranked stands in the middle."""
    return harm_ranks(on).get(subgroup, MEDIUM)
