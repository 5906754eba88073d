"""Reading transfers: of one crime that came through the door, and which crimes wait for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from polias.crime.reports.model import CrimeReport
from polias.crime.transfers.model import Transfer
from polias.force.public import Force, force_short_name, staff_of
from polias.kit.access.actor import Actor
from polias.kit.record.types import record_type


def transfers_of(crime: CrimeReport) -> list[Transfer]:
    """All offers of a crime, the newest first."""
    return list(Transfer.objects.filter(register_id=crime.pk).order_by("-offered_at"))


def standing_offer(crime: CrimeReport) -> Transfer | None:
    """The offer that waits for an answer, if there is one."""
    return Transfer.objects.filter(register_id=crime.pk, answer="").first()


def offered_to(crime: Any) -> int | None:
    """The force that may answer for a crime now."""
    found = standing_offer(crime)
    return found.to_force if found else None


def concerning(actor: Actor) -> Q:
    """Crimes whose offer the actor may answer, and those that they offered and that wait, or were answered lately."""
    lately = timezone.now() - timedelta(days=14)
    waits = Q(offered_by=actor.id)
    if actor.may("crime.reports.accept_transfer"):
        waits |= Q(to_force__in=actor.home_forces)
    told = Q(offered_by=actor.id, answered_at__gte=lately)
    # Read first: as a question within a question it would keep the investigator's own crimes from their index.
    return Q(pk__in=list(Transfer.objects.filter((waits & Q(answer="")) | told).values_list("register_id", flat=True)))


def other_forces(force_id: int) -> list[tuple[str, str]]:
    """The other forces here, as a form's choices."""
    others = Force.objects.exclude(pk=force_id).order_by("name")
    return [(str(pk), name) for pk, name in others.values_list("pk", "name")]


def can_answer(force_id: int) -> bool:
    """Whether anybody in a force may accept what is offered to it."""
    answering = {role for role, verbs in record_type("crime.reports").grants.items() if "accept_transfer" in verbs}
    return any(set(one.actor.roles) & answering for one in staff_of(force_id))


def name_of_force(force_id: int) -> str:
    return force_short_name(force_id)
