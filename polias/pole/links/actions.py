"""Joining two records; used by other modules' actions inside their own deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.bulk import add_to_each
from polias.kit.record.model import Record, Register
from polias.kit.record.writing import add_all, take_away
from polias.pole.links.facts import LONGEST_SOURCE, End
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


def unlink(record: Record, *, role: str, other: Record | None = None) -> list[Register]:
    """Say no longer that a record has others (or only this one) in a role; whom it had so. It stays in the audit."""
    rows = Link.objects.filter(register_id=record.pk, role=role).select_related("other")
    ended = list(rows if other is None else rows.filter(other_id=other.pk))
    for row in ended:
        take_away(row, of=record)
    return [row.other for row in ended]


def link_each(ends: Iterable[tuple[Register, End]]) -> None:
    """Say of many records at once that they have others, each in its role."""
    add_to_each((of, Link(other=end.other, role=end.role, source=end.source[:LONGEST_SOURCE])) for of, end in ends)


@action(needs="pole.people.take_in", offered=False)
def take_in_links(*, actor: Actor, ends: Sequence[tuple[Register, End]]) -> int:
    """Join records that are here to others, as another system has them; those that are joined so stay as they are.

    Gives back how many were joined now.
    """
    of = {register.pk for register, _end in ends}
    rows = Link.objects.filter(register_id__in=of).values_list("register_id", "other_id", "role", "source")
    there = set(rows)
    new = [
        (register, end)
        for register, end in ends
        if (register.pk, end.other.pk, end.role, end.source[:LONGEST_SOURCE]) not in there
    ]
    link_each(new)
    return len(new)
