"""Giving a crime its outcome, and the only writer of outcomes."""

from __future__ import annotations

from django.utils import timezone

from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.outcomes.queries import current_outcome
from polias.crime.outcomes.rules import RULES, OutcomeFacts
from polias.crime.reports.events import CrimeChanged
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.events.bus import emit
from polias.kit.record.action import action
from polias.kit.record.writing import add, change_part, locked
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move
from polias.pole.public import Person, linked_to


@action(needs="crime.reports.give_outcome")
def give_outcome(
    crime: CrimeReport, *, actor: Actor, code: str, rationale: str, version: int | None = None
) -> CrimeReport:
    """Finalise a crime with a national outcome; earlier outcomes stay in its history.

    Raises RuleBreach (OUTCOME-01 to 06), Conflict when it is finalised or cancelled already.
    """
    crime = locked(crime, version=version)
    make_move(crime, "give_outcome")
    asked = held(RULES, _facts(crime, actor=actor, code=code, rationale=rationale), move="give_outcome")
    retire_current(crime)
    add(CrimeOutcome(code=code, rationale=rationale, given_at=timezone.now(), given_by=actor.id), to=crime)
    keep_reasons(asked, of=crime)
    emit(CrimeChanged(crime.pk, crime.reference, crime.force_id, "give_outcome"))
    return crime


def retire_current(crime: CrimeReport) -> None:
    """The current outcome, if there is one, becomes history."""
    earlier = current_outcome(crime)
    if earlier is not None:
        change_part(earlier, of=crime, current=False)


def _facts(crime: CrimeReport, *, actor: Actor, code: str, rationale: str) -> OutcomeFacts:
    suspects = [one.record for one in linked_to(crime, actor=actor, role="suspect")]
    births = [s.date_of_birth for s in suspects if isinstance(s, Person) and s.date_of_birth]
    return OutcomeFacts(
        code=code,
        rationale=rationale,
        suspects=len(suspects),
        committed_on=london_date(crime.committed_from),
        suspect_born=min(births, default=None),
    )
