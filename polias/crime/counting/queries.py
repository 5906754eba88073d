"""Which offences are kept with a crime, and whether another of the same incident has been recorded already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from polias.crime.counting.model import LinkedOffence
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at, visible_to
from polias.pole.public import linked_to

INVOLVED = ("victim", "suspect")


def recorded_from_the_same_report(
    *, actor: Actor, log_reference: str, reported_at: datetime | None, people: Collection[str]
) -> str:
    """The crime recorded from the same report with one of the same people (by reference); empty when there is none.

    Without a log, one report is what one officer was told at one minute.
    """
    if not people or (not log_reference and reported_at is None):
        return ""
    rows = visible_to(CrimeReport, actor).filter(force_id__in=actor.home_forces, cancelled_at=None)
    same = (
        rows.filter(log_reference=log_reference)
        if log_reference
        else rows.filter(investigator=actor.id, reported_at=reported_at)
    )
    for crime in same.order_by("pk")[:20]:
        involved = {one.record.reference for one in linked_to(crime, actor=actor) if one.role in INVOLVED}
        if involved & set(people):
            looked_at([crime], actor=actor, type_name=CrimeReport.TYPE, terms="same report")
            return str(crime.reference)
    return ""


def offences_kept(crime: CrimeReport) -> list[LinkedOffence]:
    """The further offences of a crime that stand, in the order in which they were recorded."""
    return list(LinkedOffence.objects.filter(register_id=crime.pk, ended_at=None).order_by("pk"))


def offences_of(crime: CrimeReport) -> list[LinkedOffence]:
    """All of them, those that were taken off again among them."""
    return list(LinkedOffence.objects.filter(register_id=crime.pk).order_by("pk"))
