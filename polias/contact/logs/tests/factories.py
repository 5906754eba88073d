"""Made-up logs for tests: plain facts for the rules, and logs taken for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from polias.contact.logs.actions import take
from polias.contact.logs.facts import Vulnerability
from polias.contact.logs.model import Log
from polias.contact.logs.rules import LogFacts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
REQUIRED = {"unable-to-protect": "no", "children-present": "no", "repeat": "no"}
NOBODY = Vulnerability("assessed", vulnerable=False, answers=REQUIRED)
SOMEBODY = Vulnerability("assessed", vulnerable=True, note="Lives alone, frightened.", answers=REQUIRED)
NOT_NOW = Vulnerability("not_possible", reason="The line went dead.")


def log_facts(**changes: Any) -> LogFacts:
    """A shop theft told ten minutes ago, assessed and decided, against which no rule has anything."""
    usual = LogFacts(
        summary="Two bottles taken, he is still outside.",
        opening_code="crime-shop-theft",
        received_at=NOON - timedelta(minutes=10),
        now=NOON,
        grades=frozenset({"emergency", "priority", "resolved"}),
        response_grade="priority",
        reason="He has come back.",
        vulnerability="assessed",
        vulnerable=False,
        answers=REQUIRED,
        decision="no_crime",
        closing_code="no-crime",
        sent="NA12",
        line="Film secured.",
    )
    return replace(usual, **changes)


def a_log(actor: Any, **changes: Any) -> Log:
    """A shop theft told to the actor ten minutes ago and graded priority."""
    usual: dict[str, Any] = {
        "channel": "999",
        "received_at": timezone.now() - timedelta(minutes=10),
        "opening_code": "crime-shop-theft",
        "summary": "Two bottles taken, he is still outside.",
        "response_grade": "priority",
    }
    return take(actor=actor, **(usual | changes))
