"""Finding organisations by the words of their name."""

from __future__ import annotations

from django.db.models import QuerySet

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.pole.organisations.model import Organisation


def organisations_like(text: str, *, actor: Actor) -> QuerySet[Organisation]:
    """Organisations the actor may see whose name holds every word, by name."""
    words = text.split()
    if not words or not actor.opens(Organisation.TYPE):
        return Organisation.objects.none()
    rows = visible_to(Organisation, actor)
    for word in words:
        rows = rows.filter(name__icontains=word)
    return rows.order_by("name", "pk")
