"""Taking in what a court made of a crime, and the only writer of court results."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from polias.crime.outcomes.queries import current_outcome
from polias.crime.reports.events import CrimeChanged
from polias.crime.reports.model import CrimeReport
from polias.crime.results.model import CourtResult
from polias.crime.results.rules import RULES, ResultFacts
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.events.bus import emit
from polias.kit.record.action import action
from polias.kit.record.writing import add, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move


@action(needs="crime.reports.enter_court_result")
def enter_court_result(
    crime: CrimeReport,
    *,
    actor: Actor,
    result: str,
    court: str,
    resulted_on: date,
    source: str = "",
    version: int | None = None,
) -> CrimeReport:
    """Enter what a court made of a charged crime; the outcome stays, and earlier results are kept.

    Raises RuleBreach (COURT-01 to 03), Conflict when the crime is not finalised.
    """
    crime = locked(crime, version=version)
    make_move(crime, "enter_court_result")
    outcome = current_outcome(crime)
    charged_on = (outcome.done_on or london_date(outcome.given_at)) if outcome else None
    facts = ResultFacts(outcome.code if outcome else "", charged_on, result, court, resulted_on, timezone.localdate())
    held(RULES, facts, move="enter_court_result")
    entered = {"entered_at": timezone.now(), "entered_by": actor.id}
    add(CourtResult(result=result, court=court, resulted_on=resulted_on, source=source, **entered), to=crime)
    emit(CrimeChanged(crime.pk, crime.reference, crime.force_id, "enter_court_result"))
    return crime
