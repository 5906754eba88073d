"""What works at this moment: each part with a state and how old its last sign is. Cheap, and without a session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.health.queues import QueueState, states
from polias.kit.reading.mode import is_reading_only
from polias.kit.server.folder import home

State = Literal["well", "degraded", "down"]

WORKER_SILENT_AFTER = timedelta(minutes=2)
ENOUGH_FREE_MB = 500
#: Below this PostgreSQL cannot be counted on to finish a transaction.
LEAST_FREE_MB = 50


@dataclass(frozen=True)
class Part:
    """One part: ``down`` when pages cannot be answered without it, ``degraded`` when they can."""

    name: str
    state: State
    age_seconds: int | None = None
    waiting: int | None = None
    free_mb: int | None = None


def examine(*, now: datetime | None = None) -> list[Part]:
    """Every part, in the order in which one stands on another."""
    now = now or timezone.now()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # A database that hangs is as bad as none, and whoever asks does not wait for ever.
            cursor.execute("select current_setting('statement_timeout'), set_config('statement_timeout', '3000', true)")
            usual = cursor.fetchone()[0]
            in_the_database = [_database(), *_in_the_database(now)]
            # Where a transaction goes on around this one, what comes after it has its own time again.
            cursor.execute("select set_config('statement_timeout', %s, true)", [usual])
    except DatabaseError:
        in_the_database = [Part("database", "down")]
    return [Part("process", "well"), *in_the_database, _disk()]


def _database() -> Part:
    """Degraded while this process can only read: from a copy, or from a database that takes nothing."""
    return Part("database", "degraded" if is_reading_only() else "well")


def overall(parts: list[Part]) -> State:
    """The worst state of any part."""
    found = {part.state for part in parts}
    return "down" if "down" in found else "degraded" if "degraded" in found else "well"


def _in_the_database(now: datetime) -> Iterator[Part]:
    yield Part("migrations", "well" if _migrated() else "down")
    yield _worker(now)
    yield from (_queue(state, now) for state in states() if state.queue.counts)


def _migrated() -> bool:
    """Whether every migration that this code knows has been made."""
    wanted = _newest_migrations()
    with connection.cursor() as cursor:
        cursor.execute("select app || '.' || name from django_migrations")
        return wanted <= {row[0] for row in cursor.fetchall()}


@cache
def _newest_migrations() -> frozenset[str]:
    """The last migration of each app as it lies on disk: read once for each process."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(f"{app}.{name}" for app, name in loader.graph.leaf_nodes())


def _worker(now: datetime) -> Part:
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat) from procrastinate_workers")
        beat = cursor.fetchone()[0]
    if beat is None:
        return Part("worker", "degraded")
    age = max(now - beat, timedelta(0))
    return Part("worker", "degraded" if age > WORKER_SILENT_AFTER else "well", int(age.total_seconds()))


def _queue(state: QueueState, now: datetime) -> Part:
    age = max(state.age(now), timedelta(0))
    verdict: State = "degraded" if state.is_late(now) else "well"
    return Part(state.queue.name, verdict, int(age.total_seconds()), waiting=state.waiting)


def _disk() -> Part:
    """Free space where the installation lies."""
    try:
        free_mb = shutil.disk_usage(home().path).free // (1024 * 1024)
    except OSError:
        return Part("disk", "down")
    state: State = "down" if free_mb < LEAST_FREE_MB else "degraded" if free_mb < ENOUGH_FREE_MB else "well"
    return Part("disk", state, free_mb=free_mb)


def label_of(name: str) -> str:
    """What a part is called on the page."""
    from polias.kit.health.queues import watched

    labels = {
        "process": _("Pages"),
        "database": _("Records"),
        "migrations": _("Version of the tables"),
        "worker": _("Work in the background"),
        "disk": _("Space on the disk"),
        **{queue.name: str(queue.label) for queue in watched()},
    }
    return labels.get(name, name)
