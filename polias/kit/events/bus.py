"""Telling what happened: at once inside the deed, or later from the outbox.

A subscriber that must succeed with the deed shares its transaction and its error propagates; every other one
hears of the event from the outbox, so that its fault never stops a deed. polias/site/subscriptions.py lists both.
"""

from __future__ import annotations

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from polias.kit.audit.canonical import plain
from polias.kit.events.model import OutboxRow
from polias.kit.record.deed import current_deed

E = TypeVar("E")
log = logging.getLogger(__name__)

_at_once: dict[type, list[Callable[..., Any]]] = defaultdict(list)
_later: dict[str, list[Callable[..., Any]]] = defaultdict(list)
MOST_ATTEMPTS = 8


def at_once(event: type[E], subscriber: Callable[..., Any]) -> None:
    """Subscribe inside the deed: ``subscriber(event, actor=actor)`` in the same transaction."""
    if subscriber not in _at_once[event]:
        _at_once[event].append(subscriber)


def later(event: type[E], subscriber: Callable[..., Any]) -> None:
    """Subscribe from the outbox: ``subscriber(payload)`` after the deed, retried when it fails."""
    if subscriber not in _later[event_name(event)]:
        _later[event_name(event)].append(subscriber)


def event_name(event: type) -> str:
    return f"{event.__module__.removeprefix('polias.')}.{event.__qualname__}"


def emit(event: Any) -> None:
    """Tell a frozen event dataclass: to the at-once subscribers now, to the others through the outbox."""
    deed = current_deed()
    for subscriber in _at_once[type(event)]:
        subscriber(event, actor=deed.actor)
    OutboxRow.objects.create(event=event_name(type(event)), payload=plain(dataclasses.asdict(event)))


def relay(*, most: int = 500) -> int:
    """Tell waiting events to their later subscribers, oldest first; how many were done.

    One event's fault is kept on its row and tried again; it holds up no other.
    """
    done = 0
    for row_id in _waiting(most):
        with transaction.atomic():
            row = OutboxRow.objects.select_for_update(skip_locked=True).filter(pk=row_id, done_at=None).first()
            if row is not None and _tell(row):
                done += 1
    return done


def forget_told(*, older_than: timedelta) -> int:
    """Delete events that everybody heard longer ago; how many."""
    told = OutboxRow.objects.filter(done_at__lt=timezone.now() - older_than)
    return int(told.delete()[0])


def _waiting(most: int) -> list[UUID]:
    waiting = OutboxRow.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS)
    return list(waiting.order_by("id").values_list("id", flat=True)[:most])


def _tell(row: OutboxRow) -> bool:
    try:
        with transaction.atomic():
            for subscriber in _later[row.event]:
                subscriber(row.payload)
    except Exception as fault:
        log.exception("A later subscriber of %s failed", row.event)
        OutboxRow.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1, last_error=type(fault).__name__)
        return False
    OutboxRow.objects.filter(pk=row.pk).update(done_at=timezone.now())
    return True
