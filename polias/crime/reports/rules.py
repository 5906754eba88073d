"""The rules of recording a crime and giving it its class: pure functions on frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from polias.crime.counting.rules import COUNTING_RULES, CountingFacts
from polias.crime.entry.rules import ENTRY_RULES, EntryFacts
from polias.crime.reference import OffenceClass, offence_classes
from polias.crime.reports.decision import STEPS, Answer, question_of, stopped_by
from polias.kit.calendar import london_date
from polias.kit.reference import in_force
from polias.kit.rules.rule import Breach, Severity, required, rule

RECORDING = "Crime Recording Rules for Frontline Officers and Staff, recording flow, p. 11"
CONFIRM = "to be confirmed by the force"


@dataclass(frozen=True, kw_only=True)
class CrimeFacts(EntryFacts, CountingFacts):
    """What the rules look at. Instants are UTC; ``limit`` is the force's time to record; ``classes`` are those of the
    force's list on the day it was committed.
    """

    committed_from: datetime | None
    committed_to: datetime | None
    reported_at: datetime | None
    now: datetime
    has_victim: bool = True
    late_reason: str = ""
    limit: timedelta = timedelta(hours=24)
    answers: tuple[Answer, ...] = field(default=())
    classes: Mapping[str, OffenceClass] = field(default_factory=offence_classes)


@rule(
    "CRIME-01",
    source="Home Office notifiable offence list",
    severity=Severity.BLOCK,
    moves=("record", "classify", "amend"),
)
def offence_can_be_chosen(facts: CrimeFacts) -> Breach | None:
    """A crime is recorded under a class that could be chosen on the day it was committed."""
    known = facts.classes.get(facts.offence)
    if known is None:
        return Breach("offence", _("Choose the offence from the list."))
    on = london_date(facts.committed_from or facts.now)
    if not (known.selectable and in_force(on, known.valid_from, known.valid_to)):
        return Breach(
            "offence",
            _("%(title)s can no longer be chosen. Choose the class that replaced it.") % {"title": known.title},
        )
    return None


@rule("CRIME-02", source=RECORDING, severity=Severity.BLOCK, moves=("record",))
def recording_steps_lead_to_a_crime(facts: CrimeFacts) -> Breach | None:
    """A crime is recorded when every step of the recording decision leads to it."""
    step = stopped_by(facts.answers)
    if step is None:
        return None
    words = {"number": step.number, "otherwise": step.otherwise}
    return Breach(
        question_of(step.code),
        _("Step %(number)d leads to “%(otherwise)s”, not to a crime. Close the log that way, or change the answer.")
        % words,
    )


@rule("CRIME-03", source=RECORDING, severity=Severity.BLOCK, moves=("record",))
def every_recording_step_is_answered(facts: CrimeFacts) -> Breach | None:
    """Every step of the recording decision is answered and kept."""
    missing = [s for s in STEPS if s.code not in {a.code for a in facts.answers}]
    return (
        Breach(question_of(missing[0].code), _("Answer step %(number)d.") % {"number": missing[0].number})
        if missing
        else None
    )


@rule(
    "CRIME-04",
    source="Polias: a crime happens before it is reported",
    severity=Severity.BLOCK,
    moves=("record", "amend"),
)
def dates_are_in_order(facts: CrimeFacts) -> Breach | None:
    """A crime is committed before it is reported, and reported before now."""
    reported, began, ended = facts.reported_at, facts.committed_from, facts.committed_to
    if began is None:
        return Breach("committed_from", _("Enter when it happened, or the earliest it can have happened."))
    slips = (
        (reported and reported > facts.now, "reported_at", _("The time it was reported lies in the future. Check it.")),
        (reported and began > reported, "committed_from", _("It cannot have happened after it was reported.")),
        (began > facts.now, "committed_from", _("The time it happened lies in the future. Check it.")),
        (ended and ended < began, "committed_to", _("The latest time lies before the earliest. Check both.")),
        (ended and ended > (reported or facts.now), "committed_to", _("The latest time lies after the report.")),
    )  # fmt: skip
    return next((Breach(field, sentence) for is_so, field, sentence in slips if is_so), None)


@rule(
    "CRIME-05",
    source="Crime Recording Rules, time limit of 24 hours",
    severity=Severity.ASK,
    moves=("record",),
    status=CONFIRM,
)
def recorded_within_the_limit(facts: CrimeFacts) -> Breach | None:
    """A crime is recorded within 24 hours of its report, or it is said why not."""
    if facts.reported_at and facts.now - facts.reported_at > facts.limit and not facts.late_reason:
        hours = round(facts.limit.total_seconds() / 3600)
        return Breach(
            "late_reason",
            _("More than %(hours)d hours have passed since it was reported. Say why it is recorded late.")
            % {"hours": hours},
        )
    return None


@rule(
    "CRIME-06",
    source="Polias: a crime without words cannot be investigated",
    severity=Severity.BLOCK,
    moves=("record",),
)
def crime_has_a_summary(facts: CrimeFacts) -> Breach | None:
    """A crime has a summary of what happened."""
    return required(facts.summary, field="summary", sentence="Say what happened, in a sentence or two.")


@rule(
    "CRIME-08",
    source="Crime Recording Rules: victim-based and state-based crime",
    severity=Severity.ASK,
    moves=("record",),
    status=CONFIRM,
)
def victim_based_crime_has_a_victim(facts: CrimeFacts) -> Breach | None:
    """A class that is counted by victim has one, or it is said why not."""
    known = facts.classes.get(facts.offence)
    if known and known.victim_based and not facts.has_victim:
        return Breach("victim", _("%(title)s has a victim. Say who, or why there is none.") % {"title": known.title})
    return None


RULES = (
    offence_can_be_chosen,
    recording_steps_lead_to_a_crime,
    every_recording_step_is_answered,
    dates_are_in_order,
    recorded_within_the_limit,
    crime_has_a_summary,
    victim_based_crime_has_a_victim,
    *COUNTING_RULES,
    *ENTRY_RULES,
)
