"""The verbs of logs, and their only writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.contact.logs.facts import Caller, Vulnerability, Where
from polias.contact.logs.model import Log, LogLine, ThriveEntry
from polias.contact.logs.queries import answers_of, grade_of
from polias.contact.logs.response import restart_response_clock, start_response_clock
from polias.contact.logs.rules import RULES, LogFacts
from polias.contact.logs.vulnerability import take_down
from polias.contact.logs.workflow import WORKFLOW
from polias.contact.reference import grades
from polias.force.public import Area, force_letters, policy
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, fetch_any
from polias.kit.calendar import london_date
from polias.kit.record.action import action
from polias.kit.record.model import Record
from polias.kit.record.writing import add, add_all, change, enter, locked, note
from polias.kit.rules.keeping import held
from polias.kit.search.filed import pepper
from polias.kit.search.keys import address_keys, keys_for, phone_keys
from polias.kit.search.model import SearchKey
from polias.kit.search.query import parse_query
from polias.kit.workflow.table import make_move, start_clock
from polias.pole.public import Location, link_all


@action(needs="contact.logs.take")
def take(
    *,
    actor: Actor,
    channel: str,
    received_at: datetime,
    opening_code: str,
    summary: str,
    where: Where | None = None,
    caller: Caller | None = None,
    response_grade: str = "",
    thrive: Mapping[str, str] | None = None,
    vulnerability: Vulnerability | None = None,
    qualifiers: tuple[str, ...] = (),
) -> Log:
    """Turn a contact into a log, graded if the grade is known; vulnerability may be told now or later.

    Raises RuleBreach (LOG-01 to 04), NotFound for a reference the actor may not see.
    """
    held(RULES, _new_facts(actor, received_at, opening_code, summary, response_grade), move="take")
    where, caller = where or Where(), caller or Caller()
    place = fetch(Location, where.reference, actor=actor) if where.reference else None
    log = Log(
        channel=channel,
        received_at=received_at,
        caller_name=caller.name,
        caller_phone=caller.phone,
        opening_code=opening_code,
        summary=summary,
        location_text=where.text or (place.address if place else ""),
        place=place,
        beat=_beat(where, actor=actor) or (place.beat if place else None),
        qualifiers=list(qualifiers),
    )
    enter(log, force_id=actor.force_id)
    add_all([SearchKey(key=key) for key in sorted(search_keys(log))], to=log)
    hours = int(policy(actor.force_id, "crime.record_within_hours"))
    start_clock(log, replace(WORKFLOW.clock("recording"), limit=timedelta(hours=hours)))
    ends: list[tuple[str, Record]] = [("location", place)] if place else []
    ends += [("caller", fetch_any(caller.reference, actor=actor))] if caller.reference else []
    link_all(log, ends)
    now = timezone.now()
    add_all([ThriveEntry(heading=h, text=t, at=now) for h, t in (thrive or {}).items() if t.strip()], to=log)
    if response_grade:
        _set_grade(log, response_grade, verb="grade")
    if vulnerability and vulnerability.outcome:
        take_down(log, vulnerability, actor=actor)
    return log


def search_keys(log: Log) -> set[int]:
    """The hashed keys under which a log is found: the caller's number and name, and where it is about."""
    caller = parse_query(log.caller_name)
    named = keys_for(caller.forenames, caller.surname, None, pepper=pepper()) if caller.names else set()
    return named | phone_keys(log.caller_phone, pepper=pepper()) | address_keys(log.location_text, pepper=pepper())


@action(needs="contact.logs.grade")
def grade(log: Log, *, actor: Actor, response_grade: str, version: int | None = None) -> Log:
    """Decide how urgently somebody is sent; the promise for the grade runs from now.

    Raises RuleBreach (LOG-04, LOG-16), Conflict when it is graded already or was changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(log, "grade", response_grade=response_grade)
    return _set_grade(log, response_grade, verb="grade")


@action(needs="contact.logs.regrade")
def regrade(log: Log, *, actor: Actor, response_grade: str, reason: str, version: int | None = None) -> Log:
    """Change the grade with a reason; the promise runs anew from this decision.

    Raises RuleBreach (LOG-04, LOG-05, LOG-16), Conflict when it is closed or was changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(log, "regrade", response_grade=response_grade, reason=reason)
    note(log, reason)
    return _set_grade(log, response_grade, verb="regrade")


@action(needs="contact.logs.assess_vulnerability")
def assess_vulnerability(log: Log, *, actor: Actor, found: Vulnerability, version: int | None = None) -> Log:
    """Say whether anybody is vulnerable, or why that cannot be known now; the safeguarding hub is asked at once.

    Raises RuleBreach (LOG-06 to 09), Conflict when it was changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(
        log,
        "assess_vulnerability",
        vulnerability=found.outcome,
        vulnerable=found.vulnerable,
        vulnerability_reason=found.reason,
        answers=answers_of(log) | dict(found.answers),
    )
    make_move(log, "assess_vulnerability")
    return take_down(log, found, actor=actor)


@action(needs="contact.logs.dispatch")
def dispatch(
    log: Log, *, actor: Actor, unit: str = "", assigned_to: int | None = None, version: int | None = None
) -> Log:
    """Send a unit or an officer; the first time somebody was sent is kept.

    Raises RuleBreach (LOG-14), Conflict when it is not graded yet or was changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(log, "dispatch", sent=unit or str(assigned_to or ""))
    make_move(log, "dispatch")
    return change(log, unit=unit.strip(), assigned_to=assigned_to, dispatched_at=log.dispatched_at or timezone.now())


@action(needs="contact.logs.arrive")
def arrive(log: Log, *, actor: Actor, version: int | None = None) -> Log:
    """Somebody is there; the response clock stops at the first arrival.

    Raises Conflict when nobody was sent or it was changed meanwhile.
    """
    log = locked(log, version=version)
    make_move(log, "arrive")
    return change(log, arrived_at=log.arrived_at or timezone.now())


@action(needs="contact.logs.add_line")
def add_line(log: Log, *, actor: Actor, text: str) -> Log:
    """Add a line to the log; lines are never changed.

    Raises RuleBreach (LOG-15).
    """
    log = locked(log)
    _hold(log, "add_line", line=text)
    make_move(log, "add_line")
    _line(log, text.strip(), actor=actor)
    return log


@action(needs="contact.logs.decide")
def decide(log: Log, *, actor: Actor, decision: str, reason: str, version: int | None = None) -> Log:
    """Decide that no crime is recorded from the log, or only a crime-related incident, and why.

    Raises RuleBreach (LOG-11), Conflict when it is closed or was changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(log, "decide", decision=decision, reason=reason)
    make_move(log, "decide")
    return change(log, decision=decision, decision_reason=reason, decided_at=timezone.now())


@action(needs="contact.logs.decide", offered=False)
def keep_without_crime(
    *, actor: Actor, received_at: datetime, summary: str, decision: str, reason: str, opening_code: str, where: Where
) -> Log:
    """Keep what was reported as a log that is decided at once: a report makes an incident also where it is no crime.

    Part of the deed that decides it (polias.crime.decisions). Raises RuleBreach (LOG-01 to 03, LOG-11).
    """
    held(RULES, _new_facts(actor, received_at, opening_code, summary, ""), move="take")
    log = Log(
        channel="other",
        received_at=received_at,
        opening_code=opening_code,
        summary=summary,
        location_text=where.text,
        beat=_beat(where, actor=actor),
    )
    enter(log, force_id=actor.force_id)
    add_all([SearchKey(key=key) for key in sorted(search_keys(log))], to=log)
    start_clock(log, WORKFLOW.clock("recording"))
    return decide(log, actor=actor, decision=decision, reason=reason)  # type: ignore[no-any-return]


@action(needs="contact.logs.crime_recorded_from", offered=False)
def crime_recorded_from(log: Log, *, crime_reference: str, actor: Actor) -> Log:
    """A crime was recorded from this log; called inside the deed that records it.

    A closed log, or one that was decided otherwise, takes the crime too: the record follows what is true.
    """
    log = locked(log)
    make_move(log, "crime_recorded_from")
    # The line is read by whoever sees the log, and the crime may be hidden from them one day: it does not name it.
    _line(log, _("A crime was recorded from this log."), actor=actor)
    return change(
        log,
        decision="crime_recorded",
        decision_reason="",
        decided_at=timezone.now(),
        crime_reference=log.crime_reference or crime_reference,
    )


@action(needs="contact.logs.close")
def close(
    log: Log, *, actor: Actor, closing_code: str, qualifiers: tuple[str, ...] = (), version: int | None = None
) -> Log:
    """Close the log under what it turned out to be.

    Raises RuleBreach (LOG-06 to 10, 12, 13), Conflict when it is not graded, closed already or changed meanwhile.
    """
    log = locked(log, version=version)
    _hold(log, "close", closing_code=closing_code)
    make_move(log, "close")
    return change(log, closing_code=closing_code, qualifiers=list(qualifiers), closed_at=timezone.now())


@action(needs="contact.logs.reopen")
def reopen(log: Log, *, actor: Actor, reason: str, version: int | None = None) -> Log:
    """Take a closed log up again; what was decided stands until it is decided anew.

    Raises Conflict when it is open or was changed meanwhile.
    """
    log = locked(log, version=version)
    make_move(log, "reopen")
    note(log, reason)
    return change(log, closing_code="", closed_at=None)


def _set_grade(log: Log, code: str, *, verb: str) -> Log:
    make_move(log, verb)
    change(log, response_grade=code, graded_at=timezone.now())
    chosen = grade_of(log)
    if chosen is None:
        return log
    (start_response_clock if verb == "grade" else restart_response_clock)(log, chosen)
    return log


def _line(log: Log, text: str, *, actor: Actor) -> None:
    add(LogLine(at=timezone.now(), by=actor.id, text=text), to=log)


def _beat(where: Where, *, actor: Actor) -> Area | None:
    return Area.objects.filter(pk=where.beat_id, force_id=actor.force_id).first() if where.beat_id else None


def _new_facts(actor: Actor, received_at: datetime, opening_code: str, summary: str, response_grade: str) -> LogFacts:
    known = grades(force_letters(actor.force_id), london_date(received_at))
    return LogFacts(
        summary=summary,
        opening_code=opening_code,
        received_at=received_at,
        now=timezone.now(),
        grades=frozenset(known),
        response_grade=response_grade,
    )


def _hold(log: Log, move: str, **changes: Any) -> None:
    """Check the rules of a move on the log as it would be."""
    held(RULES, facts_of(log, **changes), move=move)


def facts_of(log: Log, **changes: Any) -> LogFacts:
    """The log as its rules see it, with what is about to change."""
    known: dict[str, Any] = {
        "summary": log.summary,
        "opening_code": log.opening_code,
        "received_at": log.received_at,
        "now": timezone.now(),
        "grades": frozenset(grades(force_letters(log.force_id), london_date(log.received_at))),
        "response_grade": log.response_grade,
        "vulnerability": log.vulnerability,
        "vulnerable": log.vulnerable,
        "vulnerability_reason": log.vulnerability_reason,
        "answers": answers_of(log),
        "decision": log.decision,
        "closing_code": log.closing_code,
    }
    return LogFacts(**(known | changes))
