"""What must hold of a vehicle's record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule


@dataclass(frozen=True)
class VehicleFacts:
    """What the rules look at."""

    registration: str
    described: str


@rule(
    "VEHICLE-01",
    source="Polias: a record nobody can find again is no record",
    severity=Severity.BLOCK,
    moves=("record", "amend"),
)
def vehicle_can_be_recognised(facts: VehicleFacts) -> Breach | None:
    """A vehicle has a registration, or at least a make, a model or a colour."""
    if facts.registration.strip() or facts.described.strip():
        return None
    return Breach("registration", _("Enter the registration, or what it looks like."))


RULES = (vehicle_can_be_recognised,)
