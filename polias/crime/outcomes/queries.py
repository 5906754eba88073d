"""Reading outcomes of one crime that came through the door."""

from __future__ import annotations

from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.model import CrimeReport


def current_outcome(crime: CrimeReport) -> CrimeOutcome | None:
    return CrimeOutcome.objects.filter(register_id=crime.pk, current=True).first()


def outcome_history(crime: CrimeReport) -> list[CrimeOutcome]:
    """All outcomes of a crime, the newest first."""
    return list(CrimeOutcome.objects.filter(register_id=crime.pk).order_by("-given_at"))
