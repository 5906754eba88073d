"""Keeping a report that is no crime here, and the only writer of its decision's steps."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from polias.contact.public import Log, Where, decide, keep_without_crime, log_named
from polias.crime.decisions.model import DecisionStep
from polias.crime.decisions.rules import RULES, DecisionFacts
from polias.crime.reports.decision import Answer, decided, stopped_by
from polias.crime.reports.facts import Place
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import add_all
from polias.kit.rules.keeping import held

#: Under which code a report without a log of its own is opened: what it sounded like is not known any more.
OPENED_AS = "crime-other"


@action(needs="contact.logs.decide", offered=False)
def not_recorded(
    *,
    actor: Actor,
    summary: str,
    reported_at: datetime,
    place: Place,
    answers: tuple[Answer, ...],
    log_reference: str = "",
) -> Log:
    """Keep a report as a crime-related incident, or as no crime, with every answer that led there and why.

    The log it came from is decided so; a report without one gets a log. Raises RuleBreach (DECISION-01 to 02),
    Conflict when the log is closed or was decided meanwhile.
    """
    held(RULES, DecisionFacts(answers, reported_at, timezone.now()), move="not_recorded")
    decision, step = decided(answers), stopped_by(answers)
    reason = next((a.rationale for a in answers if step and a.code == step.code), "")
    if log_reference:
        log = decide(log_named(log_reference, actor=actor), actor=actor, decision=decision, reason=reason)
    else:
        log = keep_without_crime(
            actor=actor,
            received_at=reported_at,
            summary=summary,
            decision=decision,
            reason=reason,
            opening_code=OPENED_AS,
            where=Where(text=place.address, beat_id=place.beat_id),
        )
    add_all([DecisionStep(step=a.code, answer=a.answer, rationale=a.rationale) for a in answers], to=log)
    return log  # type: ignore[no-any-return]
