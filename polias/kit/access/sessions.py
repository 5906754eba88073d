"""Opening and closing the database's own sessions: an actor in exchange for an unguessable key."""

from __future__ import annotations

from django.db import connection

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
    """The part of Polias that seals, publishes and relays when nobody is asking."""
    return open_session(ActorRow.objects.get(name=SYSTEM, force_id=0))
