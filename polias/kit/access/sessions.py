"""Opening and closing the database's own sessions: an actor in exchange for an unguessable key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.model import Actor as ActorRow

SYSTEM = "system"


def open_session(row: ActorRow, *, hours: int = 12) -> Actor:
    """Open a session in the database for this actor; it ends by itself after ``hours``."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_open_session(%s, %s)", [row.pk, hours])
        key = cursor.fetchone()[0]
    return picture(row, session_key=key)


def close_session(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select polias_close_session(%s)", [key])


def picture(row: ActorRow, *, session_key: str) -> Actor:
    """The frozen actor of a row and a session key."""
    return Actor(
        id=row.pk,
        name=row.name,
        username=row.user.username if row.user else row.name,
        force_id=row.force_id,
        home_forces=frozenset(row.home_forces),
        roles=frozenset(row.roles),
        clearance=row.clearance,
        reach=frozenset(row.reach),
        session_key=session_key,
    )


def session_lives(key: str, actor_id: int) -> bool:
    """Whether the database still honours this key for this actor (not closed, not expired, actor active)."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_session_actor(%s)", [key])
        return bool(cursor.fetchone()[0] == actor_id)


def actor_named(username: str) -> Actor:
    """A fresh session for the person who signs in under this name; raises ActorRow.DoesNotExist."""
    row = ActorRow.objects.select_related("user").get(user__username=username, active=True)
    return open_session(row)


def system_actor() -> Actor:
    """The part of Polias that seals, publishes and relays when nobody is asking; close its session when done."""
    return open_session(ActorRow.objects.get(name=SYSTEM, force_id=0), hours=1)


@contextmanager
def as_system() -> Iterator[Actor]:
    """Act as the system in one transaction, in a session of its own that is closed afterwards."""
    actor = system_actor()
    try:
        with acting(actor):
            yield actor
    finally:
        # Inside a transaction that has failed nothing more can be said; it takes the session away with it.
        if not connection.needs_rollback:
            close_session(actor.session_key)


def forget_expired_sessions() -> int:
    """Delete the database's sessions that have run out; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_forget_expired_sessions()")
        return int(cursor.fetchone()[0])
