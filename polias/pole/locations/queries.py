"""Finding places by their address."""

from __future__ import annotations

from django.db.models import QuerySet

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.search.filed import filed_under_all, pepper
from polias.kit.search.keys import address_keys, postcode_keys
from polias.kit.search.query import normal_postcode
from polias.pole.locations.model import Location


def places_at(text: str, *, actor: Actor) -> QuerySet[Location]:
    """Places the actor may see at an address or postcode, by address."""
    keys = address_keys(text, pepper=pepper()) | postcode_keys(normal_postcode(text), pepper=pepper())
    if not keys or not actor.opens(Location.TYPE):
        return Location.objects.none()
    return visible_to(Location, actor).filter(pk__in=filed_under_all(keys)).order_by("address", "pk")
