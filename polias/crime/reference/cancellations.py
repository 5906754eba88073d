"""Why a recorded crime may leave the count: the categories of the recording rules, section C."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polias.kit.reference import rows

FILE = Path(__file__).with_name("cancellations.csv")


@dataclass(frozen=True, slots=True)
class Category:
    """One category. C1 is for a force that works elsewhere: one that works here is offered the crime."""

    code: str
    label: str
    status: str


@cache
def cancellations() -> Mapping[str, Category]:
    """Those that are chosen when a crime is cancelled, by code."""
    found = (Category(row["code"], row["label"], row["status"]) for row in rows(FILE))
    return {one.code: one for one in found}
