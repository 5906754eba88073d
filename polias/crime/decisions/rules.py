"""When a report may be kept without a crime: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from polias.crime.reports.decision import Answer, decided, question_of, stopped_by
from polias.kit.rules.rule import Breach, Severity, rule

RECORDING = "Crime Recording Rules for Frontline Officers and Staff, recording flow, p. 11"


@dataclass(frozen=True)
class DecisionFacts:
    """What the rules look at; instants are UTC."""

    answers: tuple[Answer, ...]
    reported_at: datetime
    now: datetime


@rule("DECISION-01", source=RECORDING, severity=Severity.BLOCK, moves=("not_recorded",))
def answers_lead_away_from_a_crime(facts: DecisionFacts) -> Breach | None:
    """A report is kept without a crime only when a step of the recording decision says so."""
    if decided(facts.answers) == "crime":
        return Breach("evidence_says", _("The answers lead to a crime: record it, or change the answer."))
    return None


@rule("DECISION-02", source=RECORDING, severity=Severity.BLOCK, moves=("not_recorded",))
def answer_that_stops_is_explained(facts: DecisionFacts) -> Breach | None:
    """The answer that stops the recording has a rationale."""
    step = stopped_by(facts.answers)
    if step and not any(a.rationale.strip() for a in facts.answers if a.code == step.code):
        return Breach(question_of(step.code), _("Say what that answer rests on."))
    return None


@rule("DECISION-03", source="Polias: a report lies in the past", severity=Severity.BLOCK, moves=("not_recorded",))
def report_lies_in_the_past(facts: DecisionFacts) -> Breach | None:
    """A report was made before now."""
    if facts.reported_at > facts.now:
        return Breach("reported_at", _("The time it was reported lies in the future. Check the date and time."))
    return None


RULES = (answers_lead_away_from_a_crime, answer_that_stops_is_explained, report_lies_in_the_past)
