"""How many crimes a report makes and which offence is counted: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polias.crime.counting.sentences import gravest, max_sentences
from polias.crime.reference import offence_classes
from polias.kit.rules.rule import Breach, Severity, required, rule

COUNTING = "Crime Recording Rules, general rules: one crime per victim, finished incident, principal crime"
CONFIRM = "to be confirmed by the force"
MOST_CRIMES_AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class CountingFacts:
    """What the rules look at.

    ``also`` are the other offences of the incident; ``crimes`` how many the person records, None where they leave it to
    the class; ``same_incident`` a crime that was recorded from the same report with one of the same people.
    """

    offence: str
    on: date
    also: tuple[str, ...] = ()
    victims: int = 1
    crimes: int | None = None
    same_incident: str = ""

    @property
    def proposed(self) -> int:
        return proposed_count(self.offence, victims=self.victims)

    @property
    def count(self) -> int:
        return self.proposed if self.crimes is None else self.crimes


def proposed_count(offence: str, *, victims: int) -> int:
    """How many crimes one report of a class makes: one for each victim, or one for the premises or in itself."""
    known = offence_classes().get(offence)
    return max(victims, 1) if known and known.counts_by == "victim" else 1


def why_so_many(offence: str, *, victims: int) -> str:
    """The class's own rule for the count in words."""
    known = offence_classes().get(offence)
    if known is None:
        return ""
    if known.counts_by == "premises":
        return _("Counted by premises: one crime, however many people live or work there.")
    if known.counts_by == "state":
        return _("An offence against the state: one crime, and no victim is needed.")
    return _("Counted by victim: one crime for each victim and group of offenders.")


@rule("COUNT-01", source=COUNTING, severity=Severity.ASK, moves=("record",), status=CONFIRM)
def count_follows_the_class(facts: CountingFacts) -> Breach | None:
    """As many crimes are recorded as the rule of the class proposes, or it is said why not."""
    if facts.count == facts.proposed:
        return None
    words = {"proposed": facts.proposed, "count": facts.count, "why": why_so_many(facts.offence, victims=facts.victims)}
    return Breach(
        "crimes", _("%(why)s That makes %(proposed)d, and you record %(count)d. Say why the count departs.") % words
    )


@rule("COUNT-02", source=COUNTING, severity=Severity.BLOCK, moves=("record",))
def count_can_be_recorded(facts: CountingFacts) -> Breach | None:
    """One report makes at least one crime and no more than twenty at once."""
    if 1 <= facts.count <= MOST_CRIMES_AT_ONCE:
        return None
    return Breach(
        "crimes",
        ngettext(
            "Record from 1 to %(most)d crime at once.", "Record from 1 to %(most)d crimes at once.", MOST_CRIMES_AT_ONCE
        )
        % {"most": MOST_CRIMES_AT_ONCE},
    )


@rule("COUNT-03", source=COUNTING, severity=Severity.ASK, moves=("record",), status=CONFIRM)
def finished_incident_is_one_crime(facts: CountingFacts) -> Breach | None:
    """A sequence between the same people that is reported together is one crime, or it is said why not."""
    if not facts.same_incident:
        return None
    return Breach(
        "summary",
        _(
            "%(reference)s was recorded from the same report with the same person. What was reported together is one "
            "crime: add it there, or say why this is another."
        )
        % {"reference": facts.same_incident},
    )


@rule("COUNT-04", source=COUNTING, severity=Severity.ASK, moves=("record", "note_offence"), status=CONFIRM)
def principal_crime_is_the_gravest(facts: CountingFacts) -> Breach | None:
    """Of several offences in one incident the gravest is counted, or it is said why another is."""
    gravest_one = gravest((facts.offence, *facts.also), facts.on)
    chosen = max_sentences(facts.on).get(facts.offence)
    if gravest_one is None or chosen is None or gravest_one.years <= chosen.years:
        return None
    classes = offence_classes()
    words = {
        "gravest": classes[gravest_one.code].title,
        "longest": gravest_one.words,
        "chosen": classes[chosen.code].title,
        "less": chosen.words,
    }
    return Breach(
        "offence",
        _(
            "“%(gravest)s” is graver (up to %(longest)s) than “%(chosen)s” (up to %(less)s). Count the gravest, or say "
            "why the other is the principal crime."
        )
        % words,
    )


@rule("COUNT-05", source=COUNTING, severity=Severity.BLOCK, moves=("record", "note_offence"))
def linked_offence_is_another_one(facts: CountingFacts) -> Breach | None:
    """An offence that is kept with a crime and not counted stands in the list and is not the crime itself."""
    for code in facts.also:
        if code not in offence_classes():
            return Breach("also", _("Choose the other offence from the list."))
        if code == facts.offence:
            return Breach("also", _("That is the offence of the crime itself. Choose another, or leave it out."))
    return None


@dataclass(frozen=True, kw_only=True)
class FurtherFacts(CountingFacts):
    """What is looked at when offences are added to a crime or taken off it; ``kept`` are those that it has."""

    kept: frozenset[str] = frozenset()
    rationale: str = ""


@rule("COUNT-06", source=COUNTING, severity=Severity.BLOCK, moves=("note_offence",))
def further_offence_is_kept_once(facts: FurtherFacts) -> Breach | None:
    """An offence is added once, and it is said how it became known."""
    if facts.kept & set(facts.also):
        return Breach("also", _("It is kept with this crime already. Choose another, or cancel."))
    return required(facts.rationale, field="rationale", sentence="Say how it became known.")


@rule(
    "COUNT-07",
    source="Polias: a reader must be able to follow it",
    severity=Severity.BLOCK,
    moves=("strike_offence",),
)
def offence_is_taken_off_with_a_reason(facts: FurtherFacts) -> Breach | None:
    """Only an offence that is kept with a crime is taken off it, and it is said why; it stays in the history."""
    if not facts.kept & set(facts.also):
        return Breach("also", _("No such offence is kept with this crime. Choose one of those that are."))
    return required(facts.rationale, field="rationale", sentence="Say why it is taken off.")


COUNTING_RULES = (
    count_follows_the_class,
    count_can_be_recorded,
    finished_incident_is_one_crime,
    principal_crime_is_the_gravest,
    linked_offence_is_another_one,
)
FURTHER_RULES = (
    principal_crime_is_the_gravest,
    linked_offence_is_another_one,
    further_offence_is_kept_once,
    offence_is_taken_off_with_a_reason,
)
