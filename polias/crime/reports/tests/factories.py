"""Made-up crimes for tests: plain facts for the rules, and recorded crimes for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from polias.contact.public import Log, take
from polias.crime.outcomes.facts import Said
from polias.crime.reports.actions import record
from polias.crime.reports.decision import usual_answers
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.rules import CrimeFacts

#: What outcome 18 asks for.
CLOSED = Said(enquiries_closed=True)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def crime_facts(**changes: Any) -> CrimeFacts:
    """A shop theft reported an hour ago against which no rule has anything."""
    usual = CrimeFacts(
        offence="46",
        on=NOON.date(),
        summary="Took two bottles from the shelf and ran.",
        committed_from=NOON - timedelta(hours=2),
        committed_to=None,
        reported_at=NOON - timedelta(hours=1),
        now=NOON,
        answers=usual_answers(),
    )
    return replace(usual, **changes)


def a_crime(actor: Any, **changes: Any) -> CrimeReport:
    """A shop theft recorded by the actor."""
    usual: dict[str, Any] = {
        "offence": "46",
        "summary": "Took two bottles from the shelf and ran.",
        "committed_from": timezone.now() - timedelta(hours=2),
        "reported_at": timezone.now() - timedelta(hours=1),
        "place": Place(address="1 Lantern Row"),
        "victims": (Party(surname="Adams", forenames="Amina"),),
        "answers": usual_answers(),
    }
    return record(actor=actor, **(usual | changes))


def a_log(actor: Any) -> Log:
    """A call about a shop theft, taken ten minutes ago."""
    return take(  # type: ignore[no-any-return]
        actor=actor,
        channel="999",
        received_at=timezone.now() - timedelta(minutes=10),
        opening_code="crime-shop-theft",
        summary="Two bottles taken, he is still outside.",
        response_grade="priority",
    )
