"""The demonstration's calls, with their THRIVE headings, clocks and decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from demo.records import Log as InventedLog
from polias.contact.logs.actions import search_keys
from polias.contact.models import Log, ThriveEntry
from polias.kit.models import RecordClock, SearchKey
from polias.kit.record.importing import Imported, bring_in, bring_in_parts
from polias.pole.models import Link, Location, Person

if TYPE_CHECKING:
    from polias.site.demo.records import Loader

DECISIONS = {"crime recorded": "crime_recorded", "crime-related incident": "crime_related_incident"}
NO_CRIME = "Nothing that was reported is a crime."


def load_logs(loader: Loader) -> None:
    """All logs; those still open run their recording clock."""
    logs = loader.history.logs
    bring_in([_log(loader, one) for one in logs])
    each = [(loader.made[one.key], one) for one in logs]
    bring_in_parts(
        (record, ThriveEntry(heading=heading, text=text, at=one.received_at))
        for record, one in each
        for heading, text in one.thrive
    )
    bring_in_parts((record, SearchKey(key=key)) for record, _one in each if isinstance(record, Log)
                   for key in search_keys(record))  # fmt: skip
    bring_in_parts((record, _recording_clock(one)) for record, one in each)
    bring_in_parts((record, link) for record, one in each for link in _links_of(loader, one))


def name_the_crimes() -> None:
    """Write into each log the reference of the crime that came from it, once both are in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update contact_log set crime_reference = crime.reference from pole_link link"
            " join kit_register crime on crime.id = link.register_id"
            " where link.role = 'came_from' and link.other_id = contact_log.register_id"
        )


def _log(loader: Loader, one: InventedLog) -> Imported:
    place, caller = loader.made.get(one.location), loader.made.get(one.caller)
    decided = one.closed_at if one.state == "closed" else None
    record = Log(
        channel=one.channel,
        received_at=one.received_at,
        caller_name=caller.title() if isinstance(caller, Person) else "",
        caller_phone=caller.phone if isinstance(caller, Person) else "",
        opening_code=one.opening_code,
        summary=one.summary,
        response_grade=one.grade,
        graded_at=one.received_at,
        location_text=place.title() if place else "",
        place=place if isinstance(place, Location) else None,
        beat=loader.cast.areas[one.area],
        qualifiers=list(one.qualifiers),
        assigned_to=loader.cast.actor(one.assigned_to) or None,
        dispatched_at=one.dispatched_at,
        arrived_at=one.arrived_at,
        vulnerability="assessed" if one.vulnerability == "assessed" else "not_possible",
        vulnerable=one.vulnerable if one.vulnerability == "assessed" else None,
        vulnerability_reason="" if one.vulnerability == "assessed" else one.vulnerability_note,
        vulnerability_note=one.vulnerability_note if one.vulnerability == "assessed" else "",
        assessed_at=one.received_at if one.vulnerability == "assessed" else None,
        decision=DECISIONS.get(one.decision, "no_crime") if decided else "",
        decision_reason=(one.decision_reason or NO_CRIME) if decided and one.decision != "crime recorded" else "",
        decided_at=decided,
        closing_code=one.closing_code,
        closed_at=one.closed_at,
    )
    return loader.bring(
        one.key, record, force=one.force, by=one.operator, at=one.received_at, state=_state(one), changed_at=decided
    )


def _state(one: InventedLog) -> str:
    if one.state == "closed":
        return "closed"
    return "attended" if one.arrived_at else "dispatched" if one.dispatched_at else "graded"


def _recording_clock(one: InventedLog) -> RecordClock:
    due = one.received_at + timedelta(hours=24)
    return RecordClock(name="recording", started_at=one.received_at, due_at=due, stopped_at=one.closed_at)


def _links_of(loader: Loader, one: InventedLog) -> list[Any]:
    ends = (("caller", one.caller), ("location", one.location))
    return [Link(other=loader.made[key].register, role=role) for role, key in ends if key in loader.made]
