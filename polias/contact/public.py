"""The one door of contact."""

from polias.contact.logs.actions import crime_recorded_from, decide, keep_without_crime, take
from polias.contact.logs.facts import Caller, Vulnerability, Where
from polias.contact.logs.model import Log
from polias.contact.logs.queries import log_named
from polias.contact.records import READ

__all__ = [
    "READ",
    "Caller",
    "Log",
    "Vulnerability",
    "Where",
    "crime_recorded_from",
    "decide",
    "keep_without_crime",
    "log_named",
    "take",
]
