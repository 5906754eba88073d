"""Opening and closing the database's own sessions: an actor in exchange for an unguessable key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor, Emergency
from polias.kit.access.model import Actor as ActorRow

#: The parts of Polias that act: the one sees everything, the other all but what is invisible, and publishes.
SYSTEM, PUBLISHER = "system", "publisher"


def open_session(row: ActorRow, *, hours: int = 12) -> Actor:
    """Open a session in the database for this actor; it ends by itself after ``hours``."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_open_session(%s, %s)", [row.pk, hours])
        key = cursor.fetchone()[0]
    return _picture(row, key, _lists(key))


def close_session(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select polias_close_session(%s)", [key])


def living(row: ActorRow, *, session_key: str) -> Actor | None:
    """The frozen actor of a row and a session key; None unless the database still honours the key for this actor.

    It does not when it was closed, has expired or its actor has left.
    """
    lists = _lists(session_key)
    return _picture(row, session_key, lists) if lists and lists[0] == row.pk else None


def _lists(key: str) -> tuple[Any, ...]:
    """Whose key it is, the lists by name, emergencies as JSON, and ``also_reads``; empty when nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor_id, admitted, excluded, emergencies, also_reads from polias_session_sees(%s)", [key]
        )
        return cursor.fetchone() or ()


def _picture(row: ActorRow, key: str, lists: tuple[Any, ...]) -> Actor:
    _whose, admitted, excluded, emergencies, also_reads = lists
    return Actor(
        id=row.pk,
        name=row.name,
        username=row.user.username if row.user else row.name,
        force_id=row.force_id,
        home_forces=frozenset(row.home_forces),
        roles=frozenset(row.roles),
        clearance=row.clearance,
        reach=frozenset(row.reach),
        session_key=key,
        admitted=frozenset(admitted),
        excluded=frozenset(excluded),
        emergencies=tuple(_emergency(one) for one in json.loads(emergencies or "[]")),
        reviews=frozenset(row.reviews),
        also_reads=also_reads,
    )


def _emergency(one: dict[str, Any]) -> Emergency:
    until = datetime.fromisoformat(one["until"])
    return Emergency(UUID(one["record"]), one["reference"], one["reason"], until, one["only_reads"])


def actor_named(username: str) -> Actor:
    """A fresh session for the person who signs in under this name; raises ActorRow.DoesNotExist."""
    row = ActorRow.objects.select_related("user").get(user__username=username, active=True)
    return open_session(row)


def system_actor(name: str = SYSTEM) -> Actor:
    """The part of Polias that seals, publishes and relays when nobody is asking; close its session when done."""
    return open_session(ActorRow.objects.get(name=name, force_id=0), hours=1)


@contextmanager
def as_system(name: str = SYSTEM) -> Iterator[Actor]:
    """Act as the system in one transaction, in a session of its own that is closed afterwards."""
    actor = system_actor(name)
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
