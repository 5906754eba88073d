"""A page of its own, no journey, whose button pressed twice does its deed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from polias.kit.access.actor import Actor
from polias.kit.audit.canonical import canonical
from polias.kit.idempotency.keys import keep_answer, replay, sent_before, wait_for
from polias.kit.record.ids import uuid7


def key_of(request: HttpRequest) -> str:
    """The key that the form carries; a fresh one for a page that is opened."""
    try:
        return str(UUID(request.POST.get("idempotency_key", "")))
    except ValueError:
        return str(uuid7())


def done_once(request: HttpRequest, *, asked: Mapping[str, Any], do: Callable[[], str]) -> str:
    """Where the deed led, which ``do`` answers; a second press of the same button is led there again.

    Raises KeyReused for other words under the same key, InProgress when the first takes too long, and whatever the
    deed refuses with, after which the key is free again.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    key = key_of(request)
    wait_for(key, actor=actor)
    print_ = sha256(canonical({"page": request.path, **asked}).encode()).hexdigest()
    with transaction.atomic():
        if replay(key, actor=actor, fingerprint=print_) is not None:
            row = sent_before(key, actor=actor)
            return str(((row.answer if row else None) or {}).get("to", "/"))
        address = do()
        keep_answer(key, actor=actor, answer={"to": address})
    return address
