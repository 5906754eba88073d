"""Made-up queue items for tests: a crime recorded by somebody, and its item as the worker finds it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from polias.crime.public import CrimeReport, Party, Place, record, usual_answers
from polias.kit.access.acting import acting
from polias.quality.queue.model import QueueItem


def a_crime(actor: Any, *, offence: str = "46", **changes: Any) -> CrimeReport:
    """A shop theft (or another offence) recorded by the actor."""
    usual: dict[str, Any] = {
        "summary": "Took two bottles from the shelf and ran.",
        "committed_from": timezone.now() - timedelta(hours=2),
        "reported_at": timezone.now() - timedelta(hours=1),
        "place": Place(address="1 Lantern Row"),
        "victims": (Party(surname="Adams", forenames="Amina"),),
        "answers": usual_answers(),
    }
    return record(actor=actor, offence=offence, **(usual | changes))


def queued(actor: Any, **changes: Any) -> QueueItem:
    """The queue's item of a crime that the actor has just recorded."""
    with acting(actor):
        crime = a_crime(actor, **changes)
        return QueueItem.objects.select_related("register", "crime").get(crime_id=crime.pk)
