"""Narrowing crimes to those that were closed or corrected in a month."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from polias.crime.corrections.model import Correction
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.transfers.model import Transfer
from polias.kit.datasets.months import month_bounds


def closed_in(rows: Any, month: str) -> Any:
    """Crimes with an outcome given, or cancelled, in a London month; none when the address holds something else."""
    try:
        start, end = month_bounds(month)
    except ValueError:
        return rows.none()
    given = CrimeOutcome.objects.filter(given_at__gte=start, given_at__lt=end)
    return rows.filter(Q(pk__in=given.values("register_id")) | Q(cancelled_at__gte=start, cancelled_at__lt=end))


def corrected_in(rows: Any, month: str) -> Any:
    """Crimes that were reclassified, cancelled or transferred to another force in a London month."""
    try:
        start, end = month_bounds(month)
    except ValueError:
        return rows.none()
    made = Correction.objects.filter(made_at__gte=start, made_at__lt=end)
    gone = Transfer.objects.filter(answer="accepted", answered_at__gte=start, answered_at__lt=end)
    return rows.filter(Q(pk__in=made.values("register_id")) | Q(pk__in=gone.values("register_id")))
