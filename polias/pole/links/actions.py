"""Joining two records; used by other modules' actions inside their own deed."""

from __future__ import annotations

from datetime import date

from polias.kit.record.model import Record
from polias.kit.record.writing import add_all
from polias.pole.links.model import Link


def link(
    record: Record, *others: Record, role: str, source: str = "", reliability: str = "A", valid_from: date | None = None
) -> list[Link]:
    """Say that a record has others in a role; both ends have come through the door."""
    rows = [
        Link(other=one.register, role=role, source=source, reliability=reliability, valid_from=valid_from)
        for one in others
    ]
    return add_all(rows, to=record)


def link_all(record: Record, ends: list[tuple[str, Record]]) -> list[Link]:
    """Say at once that a record has others, each in its role."""
    return add_all([Link(other=other.register, role=role) for role, other in ends], to=record)
