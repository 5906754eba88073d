"""The one door of pole."""

from polias.pole.finding.everything import found as everything_found
from polias.pole.imports.pole import PoleImport, import_pole
from polias.pole.imports.things import NODE_KINDS, NodeKind, Said, fitting_all, hold_of_node
from polias.pole.links.actions import link, link_all, link_each, unlink
from polias.pole.links.facts import NO_ENDS, End, Ends, ends_of
from polias.pole.links.panels import APPEARS_IN, PEOPLE_AND_LINKS
from polias.pole.links.queries import Linked, ends_in_role, having_in_role, linked_to, linking_to, of_role, roles_of
from polias.pole.locations.actions import record as record_location
from polias.pole.locations.model import Location
from polias.pole.markers.queries import carries_live_marker, live_markers_among
from polias.pole.names.facts import OtherName
from polias.pole.names.queries import other_names, other_names_of, whole_names
from polias.pole.organisations.actions import record as record_organisation
from polias.pole.organisations.model import Organisation
from polias.pole.organisations.queries import organisations_like, organisations_near
from polias.pole.pairs.one_person import one_for_each, people_in, records_of_the_same
from polias.pole.people.actions import record as record_person
from polias.pole.people.forms import ANOTHER, DrawnBeside, ask_whether_known, known_as
from polias.pole.people.likely import Likely, beside_the_form, likely_the_same
from polias.pole.people.likeness import Described
from polias.pole.people.model import Person
from polias.pole.people.queries import Found, people_like
from polias.pole.records import OFFICERS, READ
from polias.pole.vehicles.actions import record as record_vehicle
from polias.pole.vehicles.model import Vehicle

__all__ = [
    "ANOTHER",
    "APPEARS_IN",
    "NODE_KINDS",
    "NO_ENDS",
    "OFFICERS",
    "PEOPLE_AND_LINKS",
    "READ",
    "Described",
    "DrawnBeside",
    "End",
    "Ends",
    "Found",
    "Likely",
    "Linked",
    "Location",
    "NodeKind",
    "Organisation",
    "OtherName",
    "Person",
    "PoleImport",
    "Said",
    "Vehicle",
    "ask_whether_known",
    "beside_the_form",
    "carries_live_marker",
    "ends_in_role",
    "ends_of",
    "everything_found",
    "fitting_all",
    "having_in_role",
    "hold_of_node",
    "import_pole",
    "known_as",
    "likely_the_same",
    "link",
    "link_all",
    "link_each",
    "linked_to",
    "linking_to",
    "live_markers_among",
    "of_role",
    "one_for_each",
    "organisations_like",
    "organisations_near",
    "other_names",
    "other_names_of",
    "people_in",
    "people_like",
    "record_location",
    "record_organisation",
    "record_person",
    "record_vehicle",
    "records_of_the_same",
    "roles_of",
    "unlink",
    "whole_names",
]
