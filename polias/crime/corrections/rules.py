"""When a crime may be reclassified, cancelled and taken up again: pure functions on frozen facts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polias.crime.corrections.facts import CorrectionFacts, Information
from polias.crime.reference import offence_classes
from polias.crime.reference.cancellations import cancellations
from polias.kit.rules.rule import Breach, Severity, required, rule

SECTION_C = "Crime Recording Rules, section C, removing recorded crimes"
CONFIRM = "to be confirmed by the force"
SELF_DEFENCE_GROUPS = frozenset({"Violence against the person"})


@rule("CRIME-07", source=SECTION_C, severity=Severity.BLOCK, moves=("cancel",))
def cancellation_has_a_rationale(facts: CorrectionFacts) -> Breach | None:
    """A recorded crime may be cancelled only with a listed reason and a written rationale."""
    if facts.category not in cancellations():
        return Breach("category", _("Choose the reason from the list."))
    return required(facts.rationale, field="rationale", sentence="Say why this crime is being cancelled.")


@rule(
    "CRIME-09",
    source="Crime Recording Rules: never the investigating officer",
    severity=Severity.BLOCK,
    moves=("classify", "cancel"),
    status=CONFIRM,
)
def investigator_does_not_correct(facts: CorrectionFacts) -> Breach | None:
    """The officer who investigates a crime neither reclassifies nor cancels it."""
    if facts.by_investigator:
        return Breach("rationale", _("You investigate this crime, so you cannot correct it so. Ask another registrar."))
    return None


@rule("CORRECT-01", source=SECTION_C, severity=Severity.BLOCK, moves=("classify", "cancel"))
def information_is_verifiable(facts: CorrectionFacts) -> Breach | None:
    """What was learnt since is named: what it is, from where, since when, and what it says."""
    return first_missing(facts.information) if facts.needs_information else None


def first_missing(told: Information) -> Breach | None:
    """The first thing that additional verifiable information leaves unsaid."""
    for field, given, sentence in (
        ("information_kind", told.kind, _("Say what kind of information it is.")),
        ("information_source", told.source.strip(), _("Say from where it comes, so that somebody can check it.")),
        ("information_on", told.obtained_on, _("Enter the day on which it was obtained.")),
        ("information", told.words.strip(), _("Say what it shows.")),
    ):
        if not given:
            return Breach(field, sentence)
    return None


@rule("CORRECT-02", source="Polias: a deed has a day", severity=Severity.BLOCK, moves=("classify", "cancel"))
def information_came_after_the_crime(facts: CorrectionFacts) -> Breach | None:
    """Information was obtained, a crime taken over and the victim told after the crime and not after today."""
    for field, day in (
        ("information_on", facts.information.obtained_on),
        ("taken_on", facts.taken.on),
        ("victim_told_on", facts.victim_told_on),
    ):
        if day and not facts.committed_on <= day <= facts.today:
            return Breach(field, _("That day is before the crime or after today. Check it."))
    return None


@rule("CORRECT-03", source=SECTION_C, severity=Severity.ASK, moves=("classify", "cancel"), status=CONFIRM)
def the_victim_is_told(facts: CorrectionFacts) -> Breach | None:
    """The victim is told of a cancellation, and of another class that rests on new information."""
    concerns_them = bool(facts.category) or facts.needs_information
    if concerns_them and facts.has_victim and facts.victim_told_on is None:
        return Breach("victim_told_on", _("Tell the victim and enter the day, or say why they cannot be told."))
    return None


@rule("CORRECT-04", source=SECTION_C, severity=Severity.BLOCK, moves=("cancel",), status=CONFIRM)
def the_other_crime_goes_on(facts: CorrectionFacts) -> Breach | None:
    """A crime that is part of another is cancelled only while that other one counts."""
    if facts.category != "C3":
        return None
    if facts.surviving is None:
        return Breach("surviving", _("Enter the reference of the crime that goes on counting."))
    if facts.surviving.is_this_one:
        return Breach("surviving", _("That is this crime itself. Enter the other one."))
    if facts.surviving.is_cancelled:
        return Breach("surviving", _("That crime is cancelled itself. Enter one that counts."))
    return None


@rule("CORRECT-05", source=SECTION_C, severity=Severity.ASK, moves=("cancel",), status=CONFIRM)
def self_defence_is_for_violence(facts: CorrectionFacts) -> Breach | None:
    """Self-defence cancels the offences of violence for which the rules allow it; another is explained."""
    known = offence_classes().get(facts.offence_before)
    if facts.category == "C5" and (known is None or known.group not in SELF_DEFENCE_GROUPS):
        return Breach("category", _("Self-defence is for offences of violence. Say why it applies here."))
    return None


@rule("CORRECT-06", source="Polias: a deed changes something", severity=Severity.BLOCK, moves=("classify",))
def the_class_changes(facts: CorrectionFacts) -> Breach | None:
    """A reclassification gives the crime another class, and says why."""
    if facts.offence == facts.offence_before:
        return Breach("offence", _("It has this class already. Choose another one, or cancel."))
    return required(facts.rationale, field="rationale", sentence="Say why this class is right.")


@rule("CORRECT-07", source="Polias: a reader must be able to follow it", severity=Severity.BLOCK, moves=("reopen",))
def reopening_has_a_rationale(facts: CorrectionFacts) -> Breach | None:
    """Whoever takes a finalised or cancelled crime up again says why."""
    return required(facts.rationale, field="rationale", sentence="Say why it is taken up again.")


@rule("CORRECT-08", source=SECTION_C, severity=Severity.BLOCK, moves=("cancel",), status=CONFIRM)
def another_force_has_taken_it(facts: CorrectionFacts) -> Breach | None:
    """A crime of a force that works elsewhere leaves the count once that force has taken it over."""
    if facts.category != "C1":
        return None
    if facts.taken.force.strip().casefold() in facts.forces_here:
        return Breach("taken_by", _("That force works here too. Offer the crime to it, so that it stays one record."))
    for field, given, sentence in (
        ("taken_by", facts.taken.force.strip(), _("Say which force has taken it over.")),
        ("taken_reference", facts.taken.reference.strip(), _("Enter the reference that it has there.")),
        ("taken_on", facts.taken.on, _("Enter the day on which they accepted it.")),
    ):
        if not given:
            return Breach(field, sentence)
    return None


RULES = (
    cancellation_has_a_rationale,
    investigator_does_not_correct,
    information_is_verifiable,
    information_came_after_the_crime,
    the_victim_is_told,
    the_other_crime_goes_on,
    self_defence_is_for_violence,
    the_class_changes,
    reopening_has_a_rationale,
    another_force_has_taken_it,
)
