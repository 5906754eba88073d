"""Correcting when and where a crime happened and who had a part in it, and the only writer of amendments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from polias.crime.amendments.model import Amendment
from polias.crime.amendments.rules import RULES, AmendFacts
from polias.crime.editions.reading import class_of_any, classes_on
from polias.crime.entry.rules import ENTRY_RULES
from polias.crime.reports.facts import Place
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.parties import the_place
from polias.crime.reports.rules import RULES as RECORDING_RULES
from polias.crime.reports.rules import CrimeFacts
from polias.crime.reports.told import polices
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any
from polias.kit.calendar import london_date
from polias.kit.record.action import action
from polias.kit.record.writing import add_all, change, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move
from polias.pole.public import Location, link, linked_to, unlink

NOWHERE = Place()


@action(needs="crime.reports.amend")
def amend(
    crime: CrimeReport,
    *,
    actor: Actor,
    rationale: str,
    committed_from: datetime,
    committed_to: datetime | None = None,
    place: Place = NOWHERE,
    version: int | None = None,
) -> CrimeReport:
    """Correct when and where a crime happened; what it said before stays, with the reason.

    Without a ``place`` that stays as it is. When it was reported and recorded, and whether in time, is not corrected:
    figures stand on it. Raises RuleBreach (AMEND-01 to 03, CRIME-01, CRIME-04, ENTRY-01), Conflict when it is
    cancelled or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    moved = place != NOWHERE
    times = {"committed_from": committed_from, "committed_to": committed_to}
    altered: dict[str, Any] = {name: value for name, value in times.items() if not _same(getattr(crime, name), value)}
    facts = AmendFacts(
        rationale,
        changes=moved or bool(altered),
        is_closed=crime.state == "finalised",
        decides_on_recording=actor.may("crime.reports.classify"),
    )
    asked = held(RULES, facts, move="amend")
    # A class that can no longer be chosen stays with the crime when only its place is corrected.
    rules = RECORDING_RULES if altered else ENTRY_RULES
    said = _as_recorded(crime, actor=actor, place=place, committed_from=committed_from, committed_to=committed_to)
    held(rules, said, move="amend")
    make_move(crime, "amend")
    note(crime, rationale)
    rows = [_time(name, getattr(crime, name), value) for name, value in altered.items()]
    if moved:
        where = the_place(place, actor=actor)
        rows += _move(crime, to=where)
        altered |= {"beat": where.beat, "h3_cell": where.h3_cell}
    _keep(rows, of=crime, by=actor, rationale=rationale)
    change(crime, **altered)
    keep_reasons(asked, of=crime)
    return crime


@action(needs="crime.reports.take_off")
def take_off(
    crime: CrimeReport, *, actor: Actor, role: str, party: str, rationale: str, version: int | None = None
) -> CrimeReport:
    """Take somebody off a crime who was linked with it in error; that they were, and why they no longer are, stays.

    ``party`` is their reference. Raises RuleBreach (AMEND-01, 04, 05), Conflict when it is finalised or cancelled or
    was changed meanwhile, NotFound for a reference that is not the actor's to see.
    """
    crime = locked(crime, version=version)
    one = fetch_any(party, actor=actor)
    before = {found.record.pk for found in linked_to(crime, actor=actor, role=role)}
    known = class_of_any(crime.offence, force_id=crime.force_id)
    is_last = role == "victim" and before == {one.pk}
    facts = AmendFacts(
        rationale,
        is_linked=one.pk in before,
        last_victim_of=known.title if known and known.victim_based and is_last else "",
    )
    asked = held(RULES, facts, move="take_off")
    make_move(crime, "take_off")
    note(crime, rationale)
    unlink(crime, role=role, other=one)
    _keep([Amendment(corrected=role, record_before=one.register)], of=crime, by=actor, rationale=rationale)
    keep_reasons(asked, of=crime)
    return crime


def _same(one: datetime | None, other: datetime | None) -> bool:
    """Whether two times are the same minute: nobody is asked for seconds."""
    return one == other or bool(one and other and one.replace(second=0, microsecond=0) == other)


def _time(name: str, before: datetime | None, after: datetime | None) -> Amendment:
    return Amendment(
        corrected=name, before=before.isoformat() if before else "", after=after.isoformat() if after else ""
    )


def _move(crime: CrimeReport, *, to: Location) -> list[Amendment]:
    """Link the crime with another place instead; what it says of place and beat before and after."""
    before = unlink(crime, role="location")
    link(crime, to, role="location")
    had = before[0] if before else None
    rows = [Amendment(corrected="location", record_before=had, record_after=to.register)]
    beats = [beat.name if beat else "" for beat in (crime.beat, to.beat)]
    if beats[0] != beats[1]:
        rows.append(Amendment(corrected="beat", before=beats[0], after=beats[1]))
    return rows


def _keep(rows: list[Amendment], *, of: CrimeReport, by: Actor, rationale: str) -> None:
    for row in rows:
        row.rationale, row.made_at, row.made_by = rationale, timezone.now(), by.id
    add_all(rows, to=of)


def _as_recorded(
    crime: CrimeReport, *, actor: Actor, place: Place, committed_from: datetime, committed_to: datetime | None
) -> CrimeFacts:
    on = london_date(committed_from)
    return CrimeFacts(
        offence=crime.offence,
        on=on,
        classes=classes_on(on, force_id=crime.force_id),
        summary=crime.summary,
        committed_from=committed_from,
        committed_to=committed_to,
        reported_at=crime.reported_at,
        now=timezone.now(),
        address=place.address,
        postcode=place.postcode,
        latitude=place.latitude,
        longitude=place.longitude,
        in_own_area=polices(place, actor=actor),
    )
