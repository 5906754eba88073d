"""Reading the corrections of one crime that came through the door."""

from __future__ import annotations

from polias.crime.corrections.model import Correction
from polias.crime.reports.model import CrimeReport


def corrections_of(crime: CrimeReport) -> list[Correction]:
    """All corrections of a crime, the newest first."""
    return list(Correction.objects.filter(register_id=crime.pk).select_related("surviving").order_by("-made_at"))
