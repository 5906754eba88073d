"""Reclassifying, cancelling and taking up again, and the only writer of corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from polias.crime.corrections.facts import Basis, CorrectionFacts, Information, Surviving, TakenOver
from polias.crime.corrections.model import Correction
from polias.crime.corrections.rules import RULES
from polias.crime.editions.reading import classes_on
from polias.crime.outcomes.actions import retire_current
from polias.crime.reports.events import CrimeChanged
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.rules import RULES as RECORDING_RULES
from polias.crime.reports.rules import CrimeFacts
from polias.force.public import Force
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.calendar import london_date
from polias.kit.events.bus import emit
from polias.kit.record.action import action
from polias.kit.record.writing import add, change, change_part, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move
from polias.pole.public import roles_of

NOTHING, NOT_TAKEN = Information(), TakenOver()


@action(needs="crime.reports.classify")
def classify(
    crime: CrimeReport,
    *,
    actor: Actor,
    offence: str,
    rationale: str,
    basis: Basis = "error",
    information: Information = NOTHING,
    victim_told_on: date | None = None,
    version: int | None = None,
) -> CrimeReport:
    """Change the class of a crime, for an error or for what was learnt since; the old class and all of it stay.

    Raises RuleBreach (CRIME-01, CRIME-09, CORRECT-01 to 03, 06), Conflict when it is finalised or was changed.
    """
    crime = locked(crime, version=version)
    held(RECORDING_RULES, _recorded(crime, offence=offence), move="classify")
    facts = replace(
        _always(crime, actor=actor, rationale=rationale),
        needs_information=basis == "information",
        information=information,
        victim_told_on=victim_told_on,
        offence=offence,
    )
    asked = held(RULES, facts, move="classify")
    make_move(crime, "classify")
    note(crime, rationale)
    _keep(crime, facts, kind="classify", basis=basis, by=actor, offence_after=offence)
    change(crime, offence=offence)
    keep_reasons(asked, of=crime)
    _tell(crime, "classify")
    return crime


@action(needs="crime.reports.cancel")
def cancel(
    crime: CrimeReport,
    *,
    actor: Actor,
    category: str,
    rationale: str,
    information: Information = NOTHING,
    surviving: str = "",
    taken: TakenOver = NOT_TAKEN,
    victim_told_on: date | None = None,
    version: int | None = None,
) -> CrimeReport:
    """Cancel a recorded crime; it stays visible and is counted as cancelled, not deleted.

    ``surviving`` is the reference of the crime of which it is a part (C3); ``taken`` says which force that works
    elsewhere has taken it over (C1). Raises RuleBreach (CRIME-07, CRIME-09, CORRECT-01 to 05, 08), Conflict when an
    outcome is already final, NotFound for another crime that is not the actor's to see.
    """
    # Locked first: two registrars deciding together must not both succeed.
    crime = locked(crime, version=version)
    other = fetch(CrimeReport, surviving, actor=actor) if surviving and category == "C3" else None
    facts = replace(
        _always(crime, actor=actor, rationale=rationale),
        needs_information=category == "C2",
        information=information,
        victim_told_on=victim_told_on,
        category=category,
        surviving=Surviving(other.reference, other.pk == crime.pk, other.state == "cancelled") if other else None,
        taken=taken if category == "C1" else NOT_TAKEN,
        forces_here=_forces_here(),
    )
    asked = held(RULES, facts, move="cancel")
    make_move(crime, "cancel")
    basis: Basis = "information" if facts.needs_information else "error"
    kept = {"category": category, "surviving": other.register if other else None}
    _keep(crime, facts, kind="cancel", basis=basis, by=actor, offence_after=crime.offence, **kept)
    change(crime, cancelled_at=timezone.now(), cancellation_category=category, cancellation_reason=rationale)
    keep_reasons(asked, of=crime)
    _tell(crime, "cancel")
    return crime


@action(needs="crime.reports.reopen")
def reopen(crime: CrimeReport, *, actor: Actor, rationale: str, version: int | None = None) -> CrimeReport:
    """Take a finalised or cancelled crime up again; its outcome or cancellation becomes history.

    Raises RuleBreach (CORRECT-07), Conflict when it is under investigation already.
    """
    crime = locked(crime, version=version)
    held(RULES, _always(crime, actor=actor, rationale=rationale), move="reopen")
    make_move(crime, "reopen")
    note(crime, rationale)
    retire_current(crime)
    for one in Correction.objects.filter(register_id=crime.pk, kind="cancel", ended_at=None):
        change_part(one, of=crime, ended_at=timezone.now())
    change(crime, cancelled_at=None, cancellation_category="", cancellation_reason="")
    _tell(crime, "reopen")
    return crime


def _always(crime: CrimeReport, *, actor: Actor, rationale: str) -> CorrectionFacts:
    """What the rules look at in every correction."""
    return CorrectionFacts(
        rationale=rationale,
        by_investigator=crime.investigator == actor.id,
        today=timezone.localdate(),
        committed_on=london_date(crime.committed_from),
        has_victim="victim" in roles_of(crime),
        offence_before=crime.offence,
    )


def _forces_here() -> frozenset[str]:
    """What the forces of this installation are called, in small letters."""
    names = Force.objects.values_list("name", "full_name")
    return frozenset(name.casefold() for both in names for name in both)


def _recorded(crime: CrimeReport, *, offence: str) -> CrimeFacts:
    return CrimeFacts(
        offence=offence,
        on=london_date(crime.committed_from),
        classes=classes_on(london_date(crime.committed_from), force_id=crime.force_id),
        summary=crime.summary,
        committed_from=crime.committed_from,
        committed_to=crime.committed_to,
        reported_at=crime.reported_at,
        now=timezone.now(),
    )


def _keep(crime: CrimeReport, facts: CorrectionFacts, *, kind: str, basis: Basis, by: Actor, **kept: object) -> None:
    told = facts.information
    row = Correction(
        kind=kind,
        basis=basis,
        made_at=timezone.now(),
        made_by=by.id,
        rationale=facts.rationale,
        offence_before=facts.offence_before,
        taken_by=facts.taken.force,
        taken_reference=facts.taken.reference,
        taken_on=facts.taken.on,
        information_kind=told.kind,
        information_source=told.source,
        information_on=told.obtained_on,
        information=told.words,
        victim_told_on=facts.victim_told_on,
        **kept,
    )
    add(row, to=crime)


def _tell(crime: CrimeReport, verb: str) -> None:
    emit(CrimeChanged(crime.pk, crime.reference, crime.force_id, verb))
