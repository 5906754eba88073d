"""What is recorded of how a crime was done, in listed words: from these, and not from memory, flags follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polias.kit.reference import rows

FILE = Path(__file__).with_name("circumstances.csv")
KINDS = frozenset(
    {"method", "offender_home", "premises", "premises_age", "relationship", "taken", "weapon", "weapon_use"}
)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One listed circumstance of a kind, such as what was taken; ``name`` is both, as rules and figures have it."""

    kind: str
    code: str
    label: str
    status: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.code}"


@cache
def circumstances() -> Mapping[str, Circumstance]:
    """Every circumstance by its name, in the order in which they are offered."""
    return {one.name: one for one in map(circumstance_of, rows(FILE))}


def circumstance_of(row: dict[str, str]) -> Circumstance:
    """One row of the table; ValueError where its kind is none that is asked for."""
    if row["kind"] not in KINDS:
        raise ValueError(f"circumstance {row['code']}: {row['kind']} is no kind that is asked for.")
    return Circumstance(row["kind"], row["code"], row["label"], row["status"])
