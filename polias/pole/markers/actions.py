"""The verbs of warning markers, for a record of any type that may carry them."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.errors import NotFound
from polias.kit.govuk.templatetags.polias import day
from polias.kit.record.action import action
from polias.kit.record.model import Record
from polias.kit.record.writing import add, change_part, locked
from polias.kit.record.writing import note as say
from polias.kit.rules.keeping import held
from polias.pole.markers.model import Marker
from polias.pole.markers.queries import marker_of
from polias.pole.markers.rules import RULES, MarkerFacts

WARN = "*.warn"


@action(needs=WARN)
def add_marker(
    record: Record,
    *,
    actor: Actor,
    kind: str,
    severity: Literal["high", "medium", "low"],
    reason: str,
    until: date,
    version: int | None = None,
) -> Record:
    """Warn of a person, a place, a vehicle or an organisation until a day; whoever adds the marker answers for it.

    Raises RuleBreach (MARKER-01 to 04).
    """
    record, today = locked(record, version=version), timezone.localdate()
    live = Marker.objects.filter(register_id=record.pk, ended_at=None, until__gte=today)
    kinds = frozenset(live.values_list("kind", flat=True))
    held(RULES, MarkerFacts(today, reason, kind=kind, until=until, live_kinds=kinds), move="add_marker")
    marker = Marker(
        kind=kind, severity=severity, reason=reason.strip(), owner=actor.id, added_at=timezone.now(), until=until
    )
    add(marker, to=record, note=_("Marker added: %(what)s, until %(day)s") % {"what": marker, "day": day(until)})
    return record


@action(needs=WARN)
def extend_marker(
    record: Record,
    *,
    actor: Actor,
    marker: UUID,
    until: date,
    reason: str,
    severity: Literal["high", "medium", "low", ""] = "",
    version: int | None = None,
) -> Record:
    """Review a marker and let it hold until another day, also one that has run out; whoever does it answers for it now.

    ``reason`` is what was checked, and takes the place of the old one, which stays in the history.
    Raises RuleBreach (MARKER-02, 03, 05), NotFound for a marker of another record.
    """
    record = locked(record, version=version)
    one = _marker(record, marker)
    facts = MarkerFacts(timezone.localdate(), reason, until=until, ended=one.ended_at is not None)
    held(RULES, facts, move="extend_marker")
    fields = {"until": until, "reason": reason.strip(), "owner": actor.id, "severity": severity or one.severity}
    change_part(one, of=record, **fields)
    say(record, _("Marker reviewed: %(what)s, until %(day)s") % {"what": one, "day": day(until)})
    return record


@action(needs=WARN)
def end_marker(
    record: Record, *, actor: Actor, marker: UUID, reason: str, version: int | None = None
) -> Record:  # fmt: skip
    """Say that a warning no longer holds, or never did; it stays on the record's page with the reason.

    Raises RuleBreach (MARKER-02, 05), NotFound for a marker of another record.
    """
    record = locked(record, version=version)
    one = _marker(record, marker)
    held(RULES, MarkerFacts(timezone.localdate(), reason, ended=one.ended_at is not None), move="end_marker")
    change_part(one, of=record, ended_at=timezone.now(), ended_by=actor.id, end_reason=reason.strip())
    say(record, _("Marker ended: %(what)s") % {"what": one})
    return record


def _marker(record: Record, marker_id: UUID) -> Marker:
    """Read after the record was locked, so that two who review it at once do not both succeed."""
    found = marker_of(record, marker_id)
    if found is None:
        raise NotFound(record.reference)
    return found
