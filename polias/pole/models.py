"""Re-exports the tables of people, places and links for Django."""

from polias.pole.links.model import Link
from polias.pole.locations.model import Location
from polias.pole.markers.model import Marker
from polias.pole.names.model import PersonName
from polias.pole.organisations.model import Organisation
from polias.pole.pairs.model import Drawn, Evidence, Pair
from polias.pole.people.model import PassedOver, Person
from polias.pole.vehicles.model import Vehicle

__all__ = [
    "Drawn",
    "Evidence",
    "Link",
    "Location",
    "Marker",
    "Organisation",
    "Pair",
    "PassedOver",
    "Person",
    "PersonName",
    "Vehicle",
]
