"""Crimes of the past for tests: entered as a take-on enters them, with the instants that a test needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.model import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.record.importing import Imported, bring_in, bring_in_parts


def a_past_crime(
    actor: Any, *, recorded_at: datetime, hours: float = 1.0, grade: int = 0, **changes: Any
) -> CrimeReport:
    """A shop theft recorded by the actor at that instant, so many hours after it was reported."""
    reported_at = recorded_at - timedelta(hours=hours)
    usual: dict[str, Any] = {
        "offence": "46",
        "summary": "Took two bottles from the shelf and ran.",
        "committed_from": reported_at - timedelta(hours=1),
        "reported_at": reported_at,
        "recorded_at": recorded_at,
        "within_24_hours": hours <= 24,
        "investigator": actor.id,
    }
    crime = CrimeReport(**(usual | changes))
    state = "cancelled" if changes.get("cancelled_at") else "recorded"
    with acting(actor):
        bring_in([Imported(crime, actor.force_id, state, recorded_at, actor.id, grade=grade)])
    return crime


def a_past_outcome(crime: CrimeReport, actor: Any, *, code: str, given_at: datetime, current: bool = True) -> None:
    """An outcome given to it at that instant."""
    outcome = CrimeOutcome(code=code, given_at=given_at, given_by=actor.id, rationale="As told.", current=current)
    with acting(actor):
        bring_in_parts([(crime, outcome)])
