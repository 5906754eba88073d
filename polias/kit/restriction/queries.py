"""Who is admitted to a record and who is kept from it; for a record that came through the door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.model import Actor as ActorRow
from polias.kit.record.model import Record
from polias.kit.restriction.model import Admission, Exclusion, Restriction


def restriction_of(record: Record, *, shared: bool | None = None) -> Restriction | None:
    """Why the record is locked or invisible now, and whom to ask; its own reason first, None when it is neither."""
    rows = Restriction.objects.filter(register_id=record.pk, ended_at=None).order_by("shared")
    return (rows if shared is None else rows.filter(shared=shared)).first()


def admissions_to(record: Record, *, at: datetime | None = None) -> QuerySet[Admission]:
    """The admissions in force, the first given first."""
    still = Q(until=None) | Q(until__gt=at or timezone.now())
    return Admission.objects.filter(still, register_id=record.pk, ended_at=None).order_by("since", "pk")


def exclusions_from(record: Record) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(register_id=record.pk, ended_at=None).order_by("since", "pk")


def lasting(record: Record) -> frozenset[int]:
    """Whoever is admitted with no end and not excluded: those in whose hands a locked record is."""
    admitted = admissions_to(record).filter(until=None).values_list("actor_id", flat=True)
    return frozenset(admitted) - frozenset(exclusions_from(record).values_list("actor_id", flat=True))


def people_for(record: Record) -> list[ActorRow]:
    """Everybody whose role has to do with such records, by name: those of the record's own force first."""
    grants = record.record_type().grants
    viewing = [role for role, verbs in grants.items() if "view" in verbs]
    rows = ActorRow.objects.filter(active=True, roles__overlap=viewing).exclude(force_id=0)
    return sorted(rows, key=lambda one: (one.force_id != record.force_id, one.name))


def cannot_be_admitted(record: Record, people: Iterable[int]) -> tuple[str, ...]:
    """A sentence for each of these who cannot be admitted."""
    allowed = {one.pk for one in people_for(record)}
    excluded = set(exclusions_from(record).values_list("actor_id", flat=True))
    names = dict(ActorRow.objects.filter(pk__in=people).values_list("pk", "name"))
    return tuple(_why_not(names, one, excluded) for one in people if one not in allowed or one in excluded)


def _why_not(names: dict[Any, str], person: int, excluded: set[int]) -> str:
    if person in excluded:
        return _("%(name)s is excluded from this record. End that first.") % {"name": names.get(person, person)}
    if person not in names:
        return _("Nobody has the number %(number)s.") % {"number": person}
    return _("%(name)s has no role that works with such records.") % {"name": names[person]}
