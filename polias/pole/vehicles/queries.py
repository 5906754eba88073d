"""Finding vehicles by their registration."""

from __future__ import annotations

from django.db.models import QuerySet

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.pole.vehicles.actions import plate
from polias.pole.vehicles.model import Vehicle


def vehicles_with(registration: str, *, actor: Actor) -> QuerySet[Vehicle]:
    """Vehicles the actor may see with exactly this registration, however it was spaced."""
    wanted = plate(registration)
    if not wanted or not actor.opens(Vehicle.TYPE):
        return Vehicle.objects.none()
    return visible_to(Vehicle, actor).filter(registration=wanted).order_by("-pk")
