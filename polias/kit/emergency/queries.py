"""Emergency accesses for whoever reviews them, and numbers for whoever asks whether reviews are kept up with."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from polias.kit.access.actor import Actor
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.errors import NotFound


@dataclass(frozen=True)
class Numbers:
    """How many emergency accesses there were, and what became of their reviews; nothing of anybody."""

    opened: int
    reviewed: int
    waiting: int
    overdue: int


def numbers() -> Numbers:
    """The numbers of this installation; needs no session."""
    with connection.cursor() as cursor:
        cursor.execute("select opened, reviewed, waiting, overdue from polias_emergency_numbers()")
        return Numbers(*cursor.fetchone())


def to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    """What waits for this actor's review, the soonest due first."""
    rows = EmergencyAccess.objects.filter(force_id__in=sorted(actor.reviews), reviewed_at=None)
    return rows.exclude(actor_id=actor.id).order_by("due_at", "pk")


def access_for(access_id: UUID, *, actor: Actor) -> EmergencyAccess:
    """One access, for whoever reviews it or made it; NotFound for everybody else."""
    mine = Q(actor_id=actor.id) | Q(force_id__in=sorted(actor.reviews))
    access = EmergencyAccess.objects.filter(mine, pk=access_id).first()
    if access is None:
        raise NotFound(str(access_id))
    return access
