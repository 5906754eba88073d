"""What the exchange forgets: the body of a message soon, that there was one after thirteen months."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from polias.kit.access.sessions import as_system
from polias.kit.exchange.model import Incoming, Outgoing, Payload, Reconciliation

#: Longer than days are compared: what a partner lost in the meantime can still be sent again.
BODIES_ARE_KEPT = timedelta(days=30)
#: As long as this a repeated id is known for what it is.
MESSAGES_ARE_KEPT = timedelta(days=400)


def forget(*, now: datetime | None = None) -> int:
    """Delete bodies and rows of messages that are done and old enough; how many bodies. What is open is kept."""
    now = now or timezone.now()
    bodies_before, rows_before = now - BODIES_ARE_KEPT, now - MESSAGES_ARE_KEPT
    with as_system():
        done = Outgoing.objects.exclude(state__in=Outgoing.OPEN)
        handled = Incoming.objects.exclude(state__in=Incoming.OPEN)
        needed_out = Outgoing.objects.exclude(pk__in=done.filter(created_at__lt=bodies_before).values("pk"))
        needed_in = Incoming.objects.exclude(pk__in=handled.filter(received_at__lt=bodies_before).values("pk"))
        gone = (
            Payload.objects.filter(created_at__lt=bodies_before)
            .exclude(hash__in=needed_out.values("payload_hash"))
            .exclude(hash__in=needed_in.values("payload_hash"))
            .delete()
        )
        done.filter(created_at__lt=rows_before).delete()
        handled.filter(received_at__lt=rows_before).delete()
        Reconciliation.objects.filter(compared_at__lt=rows_before).delete()
    return int(gone[0])
