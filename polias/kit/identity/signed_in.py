"""Where somebody is signed in, and ending it there: the web session and the database's own die together, at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from polias.kit.access.actor import Actor
from polias.kit.audit.log import audit_row, write
from polias.kit.audit.model import Kind
from polias.kit.identity.device import device_in_words
from polias.kit.record.ids import uuid7

LONGEST_AGENT = 500


@dataclass(frozen=True)
class SignedIn:
    """One session of a person: on which device, since when, last used when, and whether it is the one that asks."""

    id: UUID
    opened_at: datetime
    last_used_at: datetime
    device: str
    this_one: bool


def describe(key: str, request: HttpRequest) -> None:
    """Note on which device a fresh session was opened, and let it end when it is not used."""
    agent = request.headers.get("User-Agent", "")[:LONGEST_AGENT]
    minutes = settings.POLIAS_IDLE_MINUTES
    _call("select polias_describe_session(%s, %s, %s, %s)", key, device_in_words(agent), _web_key(request), minutes)


def whose(key: str, request: HttpRequest) -> int | None:
    """The actor of a session that still lives, which is used by asking; None when it has ended."""
    [(actor_id,)] = _call("select polias_use_session(%s, %s)", key, _web_key(request))
    return None if actor_id is None else int(actor_id)


def sessions_beside(key: str) -> list[SignedIn]:
    """Every living session of the same person, the last used first."""
    rows = _call("select id, opened_at, last_used_at, device, this_one from polias_sessions_beside(%s)", key)
    return [SignedIn(*row) for row in rows]


def end_one(actor: Actor, which: UUID) -> int:
    """End one session of this person, wherever it is; 0 when it has ended already or is somebody else's."""
    return _ended(actor, which)


def end_others(actor: Actor) -> int:
    """End every session of this person but the one that asks; how many there were."""
    return _ended(actor, None)


def _ended(actor: Actor, which: UUID | None) -> int:
    keys = [web for (web,) in _call("select * from polias_end_sessions(%s, %s)", actor.session_key, which)]
    forget_web_sessions(keys)
    if keys:
        content = {"sessions": len(keys)}
        write([audit_row(kind=Kind.ALTERATION, verb="kit.sessions.end", actor_id=actor.id, cell=0, deed=uuid7(),
                         content=content)])  # fmt: skip
    return len(keys)


def end_others_after_new_password(key: str) -> None:
    """Whoever knew the old password is out, wherever they are."""
    forget_web_sessions(web for (web,) in _call("select * from polias_end_sessions(%s, null)", key))


def forget_web_sessions(keys: Iterable[str]) -> None:
    """Take the web sessions away, so that also the pages that sign people in and out know nobody any more."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in keys:
        if key:
            store(key).delete()


def _web_key(request: HttpRequest) -> str:
    return getattr(request.session, "session_key", "") or ""


def _call(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
