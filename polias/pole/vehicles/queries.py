"""Finding vehicles by their registration, or by its beginning."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.pole.vehicles.actions import plate
from polias.pole.vehicles.model import Vehicle

#: So much of a registration is looked for at least, and one that holds a digit: a word is none.
FEWEST_OF_A_PLATE, MOST_OF_A_PLATE = 3, 8
AFTER_EVERYTHING = "\U0010ffff"


class Vehicles(NamedTuple):
    """Vehicles and why they were found."""

    rows: QuerySet[Vehicle]
    why: str


def looks_like_a_plate(text: str) -> bool:
    """Whether somebody may mean a registration or the beginning of one; the formats of other countries are many."""
    wanted = plate(text)
    return (
        FEWEST_OF_A_PLATE <= len(wanted) <= MOST_OF_A_PLATE
        and wanted.isalnum()
        and any(letter.isdecimal() for letter in wanted)
    )


def vehicles_like(text: str, *, actor: Actor) -> Vehicles:
    """Those with this registration; where there is none, those whose registration begins so.

    A range and not LIKE: comparisons keep their index under row security.
    """
    exact = vehicles_with(text, actor=actor)
    if not looks_like_a_plate(text) or not actor.opens(Vehicle.TYPE) or exact.exists():
        return Vehicles(exact, _("Same registration"))
    start = plate(text)
    begun = visible_to(Vehicle, actor).filter(registration__gte=start, registration__lt=start + AFTER_EVERYTHING)
    return Vehicles(begun.order_by("registration", "pk"), _("The registration begins so"))


def vehicles_with(registration: str, *, actor: Actor) -> QuerySet[Vehicle]:
    """Vehicles the actor may see with exactly this registration, however it was spaced."""
    wanted = plate(registration)
    if not wanted or not actor.opens(Vehicle.TYPE):
        return Vehicle.objects.none()
    return visible_to(Vehicle, actor).filter(registration=wanted).order_by("-pk")
