"""The verbs of crime reports, and their only writer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from polias.contact.public import Log
from polias.crime.counting.model import LinkedOffence
from polias.crime.editions.reading import usable_keywords_on
from polias.crime.flags.actions import follow, put_on
from polias.crime.flags.rules import KEYWORD_RULES, KeywordFacts
from polias.crime.involved.rules import RULES as INVOLVED_RULES
from polias.crime.involved.rules import Parts
from polias.crime.reports.decision import Answer
from polias.crime.reports.events import CrimeRecorded
from polias.crime.reports.facts import Party, Place, parts_of
from polias.crime.reports.model import CrimeKeyword, CrimeReport, DescribedSuspect, RecordingStep
from polias.crime.reports.parties import shared_out, the_log, the_party, the_place
from polias.crime.reports.rules import RULES
from polias.crime.reports.told import facts_told
from polias.crime.reports.workflow import WORKFLOW
from polias.force.public import supervisor_of
from polias.kit.access.actor import Actor
from polias.kit.events.bus import emit
from polias.kit.record.action import action
from polias.kit.record.model import Level, Record
from polias.kit.record.writing import add_all, change, enter, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move, start_clock
from polias.pole.public import link, link_all, linked_to


@action(needs="crime.reports.record")
def record(
    *,
    actor: Actor,
    offence: str,
    summary: str,
    committed_from: datetime,
    reported_at: datetime,
    place: Place,
    victims: tuple[Party, ...] = (),
    suspects: tuple[Party, ...] = (),
    described: tuple[str, ...] = (),
    committed_to: datetime | None = None,
    keywords: tuple[str, ...] = (),
    answers: tuple[Answer, ...] = (),
    also: tuple[str, ...] = (),
    crimes: int | None = None,
    late_reason: str = "",
    log_reference: str = "",
) -> CrimeReport:
    """Record a crime; it is usable by its investigator and in the processing queue at once.

    Victims, suspects and the place are found by reference or recorded in the same transaction; ``described`` are
    suspects without a name; the log it came from is told. The class's own rule says how many crimes the report makes,
    unless ``crimes`` does: each victim of a class counted by victim has a crime of their own, linked with the first,
    which is given back. ``also`` are other offences of the incident, kept and not counted. Raises RuleBreach
    (CRIME-01 to 06, 08, COUNT-01 to 05, ENTRY-01 to 04, INVOLVED-01, FLAG-05), NotFound for a reference that is
    not the actor's to see.
    """
    now = timezone.now()
    facts = facts_told(
        actor=actor,
        now=now,
        offence=offence,
        summary=summary,
        committed_from=committed_from,
        committed_to=committed_to,
        reported_at=reported_at,
        place=place,
        victims=victims,
        suspects=suspects,
        answers=answers,
        also=also,
        crimes=crimes,
        late_reason=late_reason,
        log_reference=log_reference,
    )
    asked = held(RULES, facts, move="record")
    held(INVOLVED_RULES, parts_of(victims=victims, suspects=suspects), move="record")
    held(KEYWORD_RULES, KeywordFacts(keywords, usable_keywords_on(timezone.localdate())), move="record")
    location = the_place(place, actor=actor)
    harmed = [the_party(v, actor=actor, premises=location) for v in victims if v.is_given]
    suspected = [("suspect", the_party(s, actor=actor)) for s in suspects if s.is_given]
    entered: list[CrimeReport] = []
    for group in shared_out(harmed, facts.count):
        crime = CrimeReport(
            offence=offence,
            summary=summary,
            committed_from=committed_from,
            committed_to=committed_to,
            reported_at=reported_at,
            recorded_at=now,
            within_24_hours=now - reported_at <= timedelta(hours=24),
            late_reason=late_reason,
            beat=location.beat,
            h3_cell=location.h3_cell,
            investigator=actor.id,
            supervisor=supervisor_of(actor.id),
            log_reference=log_reference,
        )
        enter(crime, force_id=actor.force_id)
        start_clock(crime, WORKFLOW.clock("recording"), stopped_at=now)
        same: list[tuple[str, Record]] = [("same_incident", entered[0])] if entered else []
        link_all(crime, [*(("victim", one) for one in group), *suspected, ("location", location), *same])
        _add_parts(crime, keywords=keywords, answers=answers, also=also, described=described)
        follow(crime, victims=group)
        keep_reasons(asked, of=crime)
        if log_reference:
            the_log(log_reference, crime=crime, actor=actor)
        emit(CrimeRecorded(crime.pk, crime.reference, crime.force_id, crime.grade, offence, now))
        entered.append(crime)
    return entered[0]


def _add_parts(
    crime: CrimeReport,
    *,
    keywords: tuple[str, ...],
    answers: tuple[Answer, ...],
    also: tuple[str, ...],
    described: tuple[str, ...],
) -> None:
    """Keywords, the recording decision, the offences that are not counted, and suspects without a name."""
    if keywords:
        put_on(crime, [CrimeKeyword(code=code) for code in dict.fromkeys(keywords)])
    add_all([RecordingStep(step=a.code, answer=a.answer, rationale=a.rationale) for a in answers], to=crime)
    add_all([LinkedOffence(offence=code) for code in dict.fromkeys(also)], to=crime)
    add_all([DescribedSuspect(description=words) for words in described if words.strip()], to=crime)


@action(needs="crime.reports.allocate")
def allocate(crime: CrimeReport, *, actor: Actor, investigator: int, version: int | None = None) -> CrimeReport:
    """Give a crime to another investigator of the same force.

    Raises Conflict when it is finalised or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    make_move(crime, "allocate")
    return change(crime, investigator=investigator)


@action(needs="crime.reports.review")
def review(crime: CrimeReport, *, actor: Actor, direction: str, version: int | None = None) -> CrimeReport:
    """A supervisor looks at the investigation and writes what is to be done; it stays in the history.

    Raises Conflict when it is finalised or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    make_move(crime, "review")
    note(crime, direction)
    return crime


@action(needs="crime.reports.keyword")
def keyword(crime: CrimeReport, *, actor: Actor, codes: tuple[str, ...]) -> CrimeReport:
    """Put keywords on a crime; those it has already are left as they are.

    Raises RuleBreach (FLAG-05), Conflict when it is finalised or cancelled.
    """
    crime = locked(crime)
    make_move(crime, "keyword")
    held(KEYWORD_RULES, KeywordFacts(codes, usable_keywords_on(timezone.localdate())), move="keyword")
    has = set(CrimeKeyword.objects.filter(register_id=crime.pk).values_list("code", flat=True))
    put_on(crime, [CrimeKeyword(code=c) for c in dict.fromkeys(codes) if c not in has])
    return crime


@action(needs="crime.reports.involve")
def involve(crime: CrimeReport, *, actor: Actor, role: str, party: Party) -> CrimeReport:
    """Link a victim, suspect or witness to a crime, known or recorded now.

    Raises RuleBreach (INVOLVED-01), Conflict when it is finalised or cancelled, NotFound for a reference that is not
    the actor's to see.
    """
    crime = locked(crime)
    make_move(crime, "involve")
    newcomer = the_party(party, actor=actor)
    ends = {part: {one.record.pk for one in linked_to(crime, actor=actor, role=part)} for part in ("victim", "suspect")}
    ends.setdefault(role, set()).add(newcomer.pk)
    parts = Parts(frozenset(ends["victim"]), frozenset(ends["suspect"]), field="role")
    held(INVOLVED_RULES, parts, move="involve")
    link(crime, newcomer, role=role)
    if role == "victim":
        follow(crime, victims=(newcomer,))
    return crime


def logs_behind(crime: CrimeReport) -> list[Log]:
    """The log a crime came from, which tells the same and is therefore shut with it."""
    if not crime.log_reference:
        return []
    logs = Log.objects.filter(register__reference=crime.log_reference, force_id=crime.force_id)
    return list(logs.select_related("register"))


def crimes_shut(log: Log, besides: UUID | None) -> Level:
    """How far the crimes recorded from a log shut it, those that the actor does not see among them."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_crimes_shut(%s, %s)", [log.pk, besides])
        return Level(cursor.fetchone()[0])
