"""The one door of pole."""

from polias.pole.links.actions import link, link_all
from polias.pole.links.queries import Linked, linked_to, linking_to
from polias.pole.locations.actions import record as record_location
from polias.pole.locations.model import Location
from polias.pole.people.actions import record as record_person
from polias.pole.people.model import Person
from polias.pole.people.queries import Found, people_like
from polias.pole.records import OFFICERS, READ

__all__ = [
    "OFFICERS",
    "READ",
    "Found",
    "Linked",
    "Location",
    "Person",
    "link",
    "link_all",
    "linked_to",
    "linking_to",
    "people_like",
    "record_location",
    "record_person",
]
