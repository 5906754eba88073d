"""The one door of contact."""

from polias.contact.logs.actions import crime_recorded_from, take
from polias.contact.logs.facts import Caller, Vulnerability, Where
from polias.contact.logs.model import Log
from polias.contact.logs.queries import log_named
from polias.contact.records import READ

__all__ = ["READ", "Caller", "Log", "Vulnerability", "Where", "crime_recorded_from", "log_named", "take"]
