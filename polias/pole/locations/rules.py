"""What must hold of a location."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule


@dataclass(frozen=True)
class LocationFacts:
    """What the rules look at; degrees north and east."""

    address: str
    latitude: float | None
    longitude: float | None


@rule("LOCATION-01", source="Polias: a unit must be able to find it", severity=Severity.BLOCK, moves=("record",))
def location_has_an_address(facts: LocationFacts) -> Breach | None:
    """A location has an address, or words by which somebody could find it."""
    return required(facts.address, field="address", sentence="Enter the address, or where it is in words.")


@rule("LOCATION-02", source="Polias: half a coordinate is none", severity=Severity.BLOCK, moves=("record",))
def coordinates_come_in_pairs(facts: LocationFacts) -> Breach | None:
    """Latitude and longitude are both given, or neither, and lie on the globe."""
    if (facts.latitude is None) != (facts.longitude is None):
        return Breach("latitude", _("Enter both latitude and longitude, or neither."))
    if abs(facts.latitude or 0) > 90 or abs(facts.longitude or 0) > 180:
        return Breach("latitude", _("Check the coordinates: latitude runs to 90 and longitude to 180 degrees."))
    return None


RULES = (location_has_an_address, coordinates_come_in_pairs)
