"""Re-exports the tables of people, places and links for Django."""

from polias.pole.links.model import Link
from polias.pole.locations.model import Location
from polias.pole.people.model import Person

__all__ = ["Link", "Location", "Person"]
