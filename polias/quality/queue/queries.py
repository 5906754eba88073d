"""Reading the queue through the door, in the order in which it is worked."""

from __future__ import annotations

from typing import Any

from polias.crime.public import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.quality.queue.model import QueueItem


def items(actor: Actor) -> Any:
    """Every item the actor may see in their own forces, with its crime."""
    return visible_to(QueueItem, actor).filter(force_id__in=actor.home_forces).select_related("crime__register")


def waiting(actor: Actor) -> Any:
    """What waits, in the order in which it is worked: most harm first, then the oldest."""
    return items(actor).filter(register__state="waiting").order_by("harm", "entered_at", "pk")


def next_item(actor: Actor) -> QueueItem | None:
    return waiting(actor).first()  # type: ignore[no-any-return]


def item_of(crime: CrimeReport, *, actor: Actor) -> QueueItem | None:
    """The queue's item of a crime, or None when the actor may not see it."""
    if not actor.opens(QueueItem.TYPE):
        return None
    found = items(actor).filter(crime_id=crime.pk).select_related(None).select_related("register")
    return found.first()  # type: ignore[no-any-return]
