"""What is recorded of how a crime was done, in listed words: from these, and not from memory, flags follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polias.kit.reference import rows

FILE = Path(__file__).with_name("circumstances.csv")


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
    found = (Circumstance(row["kind"], row["code"], row["label"], row["status"]) for row in rows(FILE))
    return {one.name: one for one in found}


def of_kind(kind: str) -> list[Circumstance]:
    return [one for one in circumstances().values() if one.kind == kind]
