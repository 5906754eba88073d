"""What actors are called: asked on every page, so remembered for a few minutes."""

from __future__ import annotations

from polias.kit.access.model import Actor as ActorRow
from polias.kit.remembering import remembered_for


def name_of(actor_id: int | None) -> str:
    """The name of an actor; empty for nobody."""
    return _name(actor_id) if actor_id else ""


@remembered_for(seconds=300)
def _name(actor_id: int) -> str:
    return ActorRow.objects.filter(pk=actor_id).values_list("name", flat=True).first() or ""
