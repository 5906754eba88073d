"""Every subscription in one place: who hears of which event, inside the deed or from the outbox."""

from __future__ import annotations

from django.conf import settings


def subscribe() -> None:
    """Called once when Django starts."""
    if "quality" in settings.POLIAS_MODULES and "crime" in settings.POLIAS_MODULES:
        _operational()


def _operational() -> None:
    from polias.crime.public import CrimeRecorded, CrimeTransferred
    from polias.kit.events.bus import at_once
    from polias.quality.public import queue_the_crime, take_up_the_crime

    at_once(CrimeRecorded, queue_the_crime)
    at_once(CrimeTransferred, take_up_the_crime)
