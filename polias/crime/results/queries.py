"""Reading what courts made of a crime that came through the door."""

from __future__ import annotations

from polias.crime.reports.model import CrimeReport
from polias.crime.results.model import CourtResult


def results_of(crime: CrimeReport) -> list[CourtResult]:
    """All results of a crime, the newest first."""
    return list(CourtResult.objects.filter(register_id=crime.pk).order_by("-resulted_on", "-entered_at"))
