"""Reading markers of records that came through the door, and those that are to be reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from polias.kit.access.actor import Actor
from polias.kit.access.door import registered
from polias.kit.access.names import name_of
from polias.kit.record.model import Record
from polias.pole.markers.model import Marker

BY_SEVERITY = [severity for severity, _label in Marker.SEVERITIES]


def markers_on(records: Iterable[Record]) -> Mapping[UUID, list[Marker]]:
    """The markers of each record, in one question: live ones first, the severest first; then what is over."""
    today = timezone.localdate()
    found: dict[UUID, list[Marker]] = defaultdict(list)
    for one in Marker.objects.filter(register_id__in=[record.pk for record in records]):
        found[one.register_id].append(one)
    return {key: sorted(markers, key=lambda one: _rank(one, today)) for key, markers in found.items()}


def _rank(one: Marker, today: Any) -> tuple[Any, ...]:
    return (not one.live_on(today), one.ended_at is not None, BY_SEVERITY.index(one.severity), -one.until.toordinal())


@dataclass(frozen=True)
class MarkerTold:
    """A marker as a program is told it, with the id by which it is reviewed; it warns while ``ended_at`` is empty and
    ``until`` is not past."""

    id: UUID
    kind: str
    title: str
    severity: str
    reason: str
    owner: str
    until: date
    ended_at: datetime | None
    end_reason: str


def told_on(records: Sequence[Record]) -> Mapping[UUID, list[MarkerTold]]:
    """The markers of many records for programs, in the order of the page."""
    return {key: [_told(one) for one in markers] for key, markers in markers_on(records).items()}


def _told(one: Marker) -> MarkerTold:
    owner = name_of(one.owner)
    return MarkerTold(
        one.pk, one.kind, one.title, one.severity, one.reason, owner, one.until, one.ended_at, one.end_reason
    )


def carries_live_marker(record: Record) -> bool:
    """Whether a person, place, vehicle or organisation is warned of today, as far as the session's actor sees it."""
    return bool(live_markers_among([record.pk]))


def live_markers_among(ids: Collection[UUID]) -> frozenset[UUID]:
    """Of the records with these ids, those that carry a live marker today: one question for any number."""
    rows = Marker.objects.filter(register_id__in=ids, ended_at=None, until__gte=timezone.localdate())
    return frozenset(rows.values_list("register_id", flat=True))


def marker_of(record: Record, marker_id: UUID) -> Marker | None:
    return Marker.objects.filter(register_id=record.pk, pk=marker_id).first()


def markers_to_review(actor: Actor) -> QuerySet[Marker]:
    """What the actor's own force has not ended, the first to run out first; what ran out already comes before all."""
    seen = registered(actor).filter(force_id__in=actor.home_forces).values("pk")
    return Marker.objects.filter(register_id__in=seen, ended_at=None).select_related("register").order_by("until", "pk")
