"""What actors are called: asked on every page, changed once in a career, so remembered for a few minutes."""

from __future__ import annotations

import time
from functools import lru_cache

from polias.kit.access.model import Actor as ActorRow

REMEMBERED_FOR_SECONDS = 300


def name_of(actor_id: int | None) -> str:
    """The name of an actor; empty for nobody."""
    return _name(actor_id, int(time.time() // REMEMBERED_FOR_SECONDS)) if actor_id else ""


@lru_cache(maxsize=4096)
def _name(actor_id: int, _span: int) -> str:
    return ActorRow.objects.filter(pk=actor_id).values_list("name", flat=True).first() or ""
