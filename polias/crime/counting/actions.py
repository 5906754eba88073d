"""Adding a further offence to a crime that is recorded, and taking one off; with recording, the writers of them."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.corrections.actions import NOTHING, classify
from polias.crime.corrections.facts import Information
from polias.crime.counting.model import LinkedOffence
from polias.crime.counting.queries import offences_kept
from polias.crime.counting.rules import FURTHER_RULES, FurtherFacts
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.record.action import action
from polias.kit.record.deed import current_deed
from polias.kit.record.writing import add, change_part, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move


@action(needs="crime.reports.note_offence")
def note_offence(
    crime: CrimeReport,
    *,
    actor: Actor,
    offence: str,
    rationale: str,
    counted: bool = False,
    information: Information = NOTHING,
    victim_told_on: date | None = None,
    version: int | None = None,
) -> CrimeReport:
    """Keep a further offence of the incident with a crime, not counted; or, ``counted``, as its principal crime.

    The class of before is then kept with it, and the change is a reclassification: only by those who may, on what was
    learnt. Raises RuleBreach (COUNT-04 to 06, and as classifying does), NotAllowed when that is not the actor's to do,
    Conflict when it is finalised or cancelled, or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    principal, further = (offence, crime.offence) if counted else (crime.offence, offence)
    facts = _facts(crime, principal=principal, other=further, rationale=rationale)
    asked = held(FURTHER_RULES, facts, move="note_offence")
    make_move(crime, "note_offence")
    note(crime, rationale)
    add(LinkedOffence(offence=further, note=rationale, added_at=timezone.now(), added_by=actor.id), to=crime)
    keep_reasons(asked, of=crime)
    if not counted:
        return crime
    _end(crime, principal, by=actor, because=_("It is the principal crime now."))
    classify(
        crime,
        actor=actor,
        offence=principal,
        rationale=rationale,
        basis="information",
        information=information,
        victim_told_on=victim_told_on,
        reasons=current_deed().reasons,  # type: ignore[call-arg]  # every action takes them
    )
    return locked(crime)


@action(needs="crime.reports.strike_offence")
def strike_offence(
    crime: CrimeReport, *, actor: Actor, offence: str, rationale: str, version: int | None = None
) -> CrimeReport:
    """Take a further offence off a crime; that it stood there, and why it no longer does, stays.

    Raises RuleBreach (COUNT-07), Conflict when the crime is finalised or cancelled, or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    facts = _facts(crime, principal=crime.offence, other=offence, rationale=rationale)
    held(FURTHER_RULES, facts, move="strike_offence")
    make_move(crime, "strike_offence")
    note(crime, rationale)
    _end(crime, offence, by=actor, because=rationale)
    return crime


def _facts(crime: CrimeReport, *, principal: str, other: str, rationale: str) -> FurtherFacts:
    return FurtherFacts(
        offence=principal,
        also=(other,),
        on=london_date(crime.committed_from),
        kept=frozenset(one.offence for one in offences_kept(crime)),
        rationale=rationale,
    )


def _end(crime: CrimeReport, offence: str, *, by: Actor, because: str) -> None:
    """The offence no longer stands beside the crime, from now on."""
    for one in offences_kept(crime):
        if one.offence == offence:
            change_part(one, of=crime, ended_at=timezone.now(), ended_by=by.id, ended_because=because)
