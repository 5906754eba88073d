"""What must hold of a crime from another system, and what the counting rules ask that its source did not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Rule, Severity, breaches_of, rule

COUNTING = "Home Office Counting Rules; to be answered before it is recorded here"


@dataclass(frozen=True)
class ImportedFacts:
    """What the rules look at: what its source says, and in which roles people are linked with it."""

    kind: str
    number: str
    happened_on: date | None
    today: date
    outcome: str = ""
    roles: frozenset[str] = field(default=frozenset())


@rule(
    "IMPORTED-01",
    source="Polias: a record nobody can recognise is no record",
    severity=Severity.BLOCK,
    moves=("take_in",),
)
def crime_can_be_recognised(facts: ImportedFacts) -> Breach | None:
    """A crime from another system has a class in that system's words, or its number there."""
    return None if facts.kind or facts.number else Breach("kind", _("The crime has neither a class nor a number."))


@rule("IMPORTED-02", source="Polias: a crime lies in the past", severity=Severity.BLOCK, moves=("take_in",))
def happened_before_today(facts: ImportedFacts) -> Breach | None:
    """A crime from another system did not happen after the day it is brought in."""
    if facts.happened_on and facts.happened_on > facts.today:
        return Breach("happened_on", _("The crime happened after today. Check the date."))
    return None


@dataclass(frozen=True)
class ToRecord:
    """What decides whether a crime of another system may be recorded here, besides what a crime is asked anyway."""

    restricted: bool


@rule(
    "IMPORTED-03",
    source="Polias: what is kept for a few is not told again where more may read it",
    severity=Severity.BLOCK,
    moves=("record_here",),
)
def restriction_is_lifted_first(facts: ToRecord) -> Breach | None:
    """A crime of another system that is restricted is not recorded here before that is lifted."""
    if not facts.restricted:
        return None
    return Breach("", _("It is restricted. Have the restriction lifted, then record it and restrict the crime anew."))


@rule("IMPORTED-11", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def home_office_class_is_open(facts: ImportedFacts) -> Breach:
    """Its Home Office class is not known: the words of another system are no class."""
    return Breach("kind", _("Which Home Office class is it?"))


@rule("IMPORTED-12", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def report_is_open(facts: ImportedFacts) -> Breach:
    """When it was reported, and when it was recorded there, is not known."""
    return Breach("reported_at", _("When was it reported, and was it recorded within 24 hours?"))


@rule("IMPORTED-13", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def recording_decision_is_open(facts: ImportedFacts) -> Breach:
    """Nobody took the recording decision here, step by step."""
    return Breach("steps", _("Do the steps of the recording decision lead to a crime here?"))


@rule("IMPORTED-14", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def victim_is_open(facts: ImportedFacts) -> Breach | None:
    """Without a victim it cannot be said how many crimes it counts as."""
    return None if "victim" in facts.roles else Breach("victim", _("Who is the victim, or why is there none?"))


@rule("IMPORTED-15", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def part_of_those_involved_is_open(facts: ImportedFacts) -> Breach | None:
    """Who is named without a part is not taken for a suspect."""
    if "involved" in facts.roles:
        return Breach("involved", _("What part had those who are only said to be involved?"))
    return None


@rule("IMPORTED-16", source="Home Office outcomes framework", severity=Severity.NOTE, moves=("record",))
def outcome_is_open(facts: ImportedFacts) -> Breach | None:
    """An outcome in other words is none of the national ones until somebody says which."""
    return Breach("outcome", _("Which national outcome is that, and why?")) if facts.outcome else None


@rule("IMPORTED-17", source=COUNTING, severity=Severity.NOTE, moves=("record",))
def day_is_open(facts: ImportedFacts) -> Breach | None:
    """The class that may be chosen depends on the day."""
    return Breach("happened_on", _("When did it happen?")) if facts.happened_on is None else None


TAKING_IN: tuple[Rule, ...] = (crime_can_be_recognised, happened_before_today)
RECORDING: tuple[Rule, ...] = (restriction_is_lifted_first,)
OPEN: tuple[Rule, ...] = (
    home_office_class_is_open,
    report_is_open,
    recording_decision_is_open,
    victim_is_open,
    part_of_those_involved_is_open,
    outcome_is_open,
    day_is_open,
)


def open_questions(facts: ImportedFacts) -> list[str]:
    """What is to be answered before such a crime can be recorded here."""
    return [breach.sentence for breach in breaches_of(OPEN, facts, move="record")]
