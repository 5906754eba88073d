"""Reading links: the records that hang on one record, as far as the actor may see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.i18n.text import Words
from polias.kit.record.model import Record
from polias.kit.record.types import record_type
from polias.pole.links.model import ROLES, Link


@dataclass(frozen=True)
class Linked:
    """One other end: its role in words and the record itself."""

    role: str
    role_label: Words
    record: Record


def linked_to(record: Record, *, actor: Actor, role: str = "") -> list[Linked]:
    """What a record links to, in the order of the roles; ends the actor may not see are left out."""
    rows = Link.objects.filter(register_id=record.pk).select_related("other")
    if role:
        rows = rows.filter(role=role)
    return _seen([(row.role, row.other.record_type, row.other_id) for row in rows], actor)


def linking_to(record: Record, *, actor: Actor, role: str = "") -> list[Linked]:
    """The records that link to this one, newest first; those the actor may not see are left out."""
    rows = Link.objects.filter(other_id=record.pk).select_related("register").order_by("-register__created_at")
    if role:
        rows = rows.filter(role=role)
    return _seen([(row.role, row.register.record_type, row.register_id) for row in rows[:200]], actor)


def _seen(ends: list[tuple[str, str, object]], actor: Actor) -> list[Linked]:
    labels = dict(ROLES)
    found: dict[object, Record] = {}
    for type_name in {t for _role, t, _pk in ends}:
        wanted = [pk for _role, t, pk in ends if t == type_name]
        if actor.opens(type_name):
            found |= {r.pk: r for r in visible_to(record_type(type_name).model, actor).filter(pk__in=wanted)}
    order = [name for name, _label in ROLES]
    seen = [Linked(role, labels[role], found[pk]) for role, _type, pk in ends if pk in found]
    return sorted(seen, key=lambda one: order.index(one.role))


def of_role(role: str, record: Any) -> QuerySet[Link]:
    """The links of a record (a key, or that of an outer query) in one role, to narrow records by having any."""
    return Link.objects.filter(register_id=record, role=role)


def ends_in_role(role: str, records: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Which of many records has which other in a role, in an order that does not change; asked by publishers."""
    rows = Link.objects.filter(register_id__in=records, role=role).order_by("register_id", "other_id")
    return list(rows.values_list("register_id", "other_id"))


def having_in_role(role: str, others: Collection[UUID]) -> QuerySet[Link, Any]:
    """The ids of records that have any of the others in a role, as a part of another query."""
    return Link.objects.filter(other_id__in=others, role=role).values("register_id")


def roles_of(record: Record) -> frozenset[str]:
    """In which roles anybody or anything is linked with a record, without saying who."""
    return frozenset(Link.objects.filter(register_id=record.pk).values_list("role", flat=True))
