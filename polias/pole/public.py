"""The one door of pole."""

from polias.pole.links.actions import link, link_all
from polias.pole.links.panels import PEOPLE_AND_LINKS
from polias.pole.links.queries import Linked, linked_to, linking_to
from polias.pole.locations.actions import record as record_location
from polias.pole.locations.model import Location
from polias.pole.markers.queries import carries_live_marker, live_markers_among
from polias.pole.names.facts import OtherName
from polias.pole.names.queries import other_names, other_names_of, whole_names
from polias.pole.organisations.actions import record as record_organisation
from polias.pole.organisations.model import Organisation
from polias.pole.people.actions import record as record_person
from polias.pole.people.model import Person
from polias.pole.people.queries import Found, people_like
from polias.pole.records import OFFICERS, READ
from polias.pole.vehicles.actions import record as record_vehicle
from polias.pole.vehicles.model import Vehicle

__all__ = [
    "OFFICERS",
    "PEOPLE_AND_LINKS",
    "READ",
    "Found",
    "Linked",
    "Location",
    "Organisation",
    "OtherName",
    "Person",
    "Vehicle",
    "carries_live_marker",
    "link",
    "link_all",
    "linked_to",
    "linking_to",
    "live_markers_among",
    "other_names",
    "other_names_of",
    "people_like",
    "record_location",
    "record_organisation",
    "record_person",
    "record_vehicle",
    "whole_names",
]
