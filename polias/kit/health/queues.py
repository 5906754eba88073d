"""What waits in this installation and since when: declared queues, read by the worker each minute, shown to everybody.

A queue is read as the system and kept as two figures, so that neither the status page nor a probe needs a session. A
module declares its own with ``watch(Queue(...))`` when Django starts; what is read must be counts and times, no record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.kit.access.sessions import as_system
from polias.kit.audit.seal import MARGIN, WAITING
from polias.kit.events.model import OutboxRow
from polias.kit.health.model import HealthReading
from polias.kit.i18n.text import Words
from polias.kit.tasks.model import Task


@dataclass(frozen=True)
class Waiting:
    """How many wait, and since when the oldest does; None when nothing waits."""

    count: int
    oldest_at: datetime | None


@dataclass(frozen=True)
class Queue:
    """One queue: when its oldest has waited too long, and whether the service then counts as working only partly."""

    name: str
    label: Words
    late_after: timedelta
    read: Callable[[], Waiting]
    counts: bool = False


@dataclass(frozen=True)
class QueueState:
    """A queue as it was last read."""

    queue: Queue
    waiting: int
    oldest_at: datetime | None
    read_at: datetime

    def age(self, now: datetime) -> timedelta:
        return now - self.oldest_at if self.oldest_at else timedelta(0)

    def is_late(self, now: datetime) -> bool:
        return self.age(now) > self.queue.late_after


_queues: dict[str, Queue] = {}


def watch(queue: Queue) -> None:
    """Show this queue on the status page from the next minute on."""
    _queues[queue.name] = queue


def watched() -> list[Queue]:
    return list(_queues.values())


def read_queues(*, now: datetime) -> None:
    """Read each queue and keep what was found; the fault of one keeps its old reading and stops no other."""
    fresh = []
    with as_system():
        for queue in watched():
            found = _read(queue)
            if found is not None:
                fresh.append(
                    HealthReading(name=queue.name, read_at=now, waiting=found.count, oldest_at=found.oldest_at)
                )
    HealthReading.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["name"], update_fields=["read_at", "waiting", "oldest_at"]
    )


def _read(queue: Queue) -> Waiting | None:
    import logging

    try:
        with transaction.atomic():
            return queue.read()
    except Exception:
        logging.getLogger(__name__).exception("The queue %s could not be read", queue.name)
        return None


def states() -> list[QueueState]:
    """Every watched queue that has been read, in the order of their declaration."""
    readings = {row.name: row for row in HealthReading.objects.all()}
    return [
        QueueState(queue, row.waiting, row.oldest_at, row.read_at)
        for queue in watched()
        if (row := readings.get(queue.name)) is not None
    ]


def of_rows(rows: Any, *, since: str) -> Waiting:
    """Count and oldest of a queryset."""
    found = rows.aggregate(count=Count("pk"), oldest=Min(since))
    return Waiting(found["count"], found["oldest"])


def _outbox() -> Waiting:
    return of_rows(OutboxRow.objects.filter(done_at=None), since="created_at")


def _seal() -> Waiting:
    """Rows of the audit that no seal holds yet; no more than ten thousand are counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*), min(w.at) from (select a.at {WAITING} order by a.id limit 10000) w",  # noqa: S608 (ours)
            {"margin": MARGIN},
        )
        count, oldest = cursor.fetchone()
    return Waiting(count, oldest)


def _jobs() -> Waiting:
    """What the worker was given to do and has not begun; what is planned for later does not wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), min(coalesce(j.scheduled_at, e.at)) from procrastinate_jobs j"
            " join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'"
            " where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()"
        )
        count, oldest = cursor.fetchone()
    return Waiting(count, oldest)


def _emergencies() -> Waiting:
    """Emergency accesses whose review is overdue, since it was due; the task of each says when that was."""
    asked = Task.objects.filter(kind="kit.emergency", state=Task.OPEN, due_at__lt=timezone.now())
    return of_rows(asked, since="due_at")


watch(Queue("outbox", _("Notices inside Polias"), timedelta(minutes=10), _outbox, counts=True))
watch(Queue("seal", _("Log of looks and changes, to be sealed"), timedelta(minutes=5), _seal, counts=True))
watch(Queue("jobs", _("Jobs in the background"), timedelta(minutes=15), _jobs, counts=True))
watch(Queue("emergency", _("Emergency accesses whose review is overdue"), timedelta(0), _emergencies))
