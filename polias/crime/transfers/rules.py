"""When a crime may be offered to another force, accepted and refused: pure functions on frozen facts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polias.crime.corrections.rules import CONFIRM, SECTION_C, first_missing
from polias.crime.reference import offence_classes
from polias.crime.transfers.facts import TransferFacts
from polias.kit.rules.rule import Breach, Severity, required, rule

SECTION_G = "Crime Recording Rules, section G, location of crimes"
OFFER, ACCEPT, REFUSE, WITHDRAW = "offer_transfer", "accept_transfer", "refuse_transfer", "withdraw_transfer"
#: Subgroups that the registrar alone takes out of a force's count.
GRAVEST = frozenset({"Homicide", "Rape"})


@rule("TRANSFER-01", source=SECTION_G, severity=Severity.BLOCK, moves=(OFFER,))
def offered_to_another_force(facts: TransferFacts) -> Breach | None:
    """A crime is offered to one other force, in which somebody can answer."""
    if facts.receiving not in facts.others:
        return Breach("receiving", _("Choose the force in whose area it happened."))
    if facts.receiving not in facts.answering:
        return Breach("receiving", _("Nobody in that force can answer here yet. Speak to their crime registrar."))
    return None


@rule("TRANSFER-02", source=SECTION_C, severity=Severity.BLOCK, moves=(OFFER,))
def information_shows_where_it_happened(facts: TransferFacts) -> Breach | None:
    """A transfer rests on information that somebody can check, and says why the crime is the other force's."""
    missing = first_missing(facts.information)
    return missing or required(
        facts.rationale, field="rationale", sentence="Say why it happened in the other force's area."
    )


@rule("TRANSFER-03", source=SECTION_G, severity=Severity.ASK, moves=(OFFER,), status=CONFIRM)
def the_place_is_not_at_home(facts: TransferFacts) -> Breach | None:
    """The force in whose area a crime happened records it; one whose place lies at home is offered with a reason."""
    if facts.lies_at_home:
        return Breach("receiving", _("The place recorded lies in your own area. Say where it happened instead."))
    return None


@rule(
    "TRANSFER-04",
    source="Crime Recording Rules: never the investigating officer",
    severity=Severity.BLOCK,
    moves=(OFFER,),
    status=CONFIRM,
)
def investigator_does_not_transfer(facts: TransferFacts) -> Breach | None:
    """The officer who investigates a crime does not offer it to another force."""
    if facts.by_investigator:
        return Breach("rationale", _("You investigate this crime, so you cannot offer it. Ask your crime registrar."))
    return None


@rule("TRANSFER-05", source="Polias: a crime is counted once", severity=Severity.BLOCK, moves=(OFFER,))
def offered_once(facts: TransferFacts) -> Breach | None:
    """A crime is offered to one force at a time."""
    if facts.offered_to:
        return Breach(
            "receiving", _("It is offered to %(force)s already. Withdraw that first.") % {"force": facts.offered_to}
        )
    return None


@rule("TRANSFER-06", source="Polias: what is hidden stays hidden", severity=Severity.BLOCK, moves=(OFFER,))
def no_locked_crime_is_offered(facts: TransferFacts) -> Breach | None:
    """A locked or invisible crime is opened before it is offered."""
    if facts.is_shut:
        return Breach("receiving", _("It is locked, so the other force could not read it. Open it first."))
    return None


@rule("TRANSFER-07", source=SECTION_C, severity=Severity.BLOCK, moves=(OFFER, ACCEPT), status=CONFIRM)
def the_gravest_are_the_registrars(facts: TransferFacts) -> Breach | None:
    """Homicide and rape pass from force to force by their crime registrars alone."""
    known = offence_classes().get(facts.offence)
    if known and known.subgroup in GRAVEST and not facts.by_registrar:
        return Breach("rationale", _("Only the crime registrar decides this for homicide and rape. Ask them."))
    return None


@rule("TRANSFER-08", source="Polias: a deed has a day", severity=Severity.BLOCK, moves=(OFFER, ACCEPT))
def days_lie_between_crime_and_today(facts: TransferFacts) -> Breach | None:
    """Information was obtained, and the victim told, after the crime and not after today."""
    for field, day in (("information_on", facts.information.obtained_on), ("victim_told_on", facts.victim_told_on)):
        if day and not facts.committed_on <= day <= facts.today:
            return Breach(field, _("That day is before the crime or after today. Check it."))
    return None


@rule("TRANSFER-09", source=SECTION_C, severity=Severity.ASK, moves=(ACCEPT,), status=CONFIRM)
def the_victim_knows_who_has_it(facts: TransferFacts) -> Breach | None:
    """The victim is told which force has their crime now."""
    if facts.has_victim and facts.victim_told_on is None:
        return Breach("victim_told_on", _("Tell the victim who has it now and enter the day, or say why not."))
    return None


@rule("TRANSFER-10", source="Polias: a crime is somebody's", severity=Severity.BLOCK, moves=(ACCEPT,))
def somebody_investigates_it(facts: TransferFacts) -> Breach | None:
    """Whoever accepts a crime gives it to an investigator of their own force."""
    if facts.investigator not in facts.investigators:
        return Breach("investigator", _("Choose an investigator of your force."))
    return None


@rule(
    "TRANSFER-11",
    source="Polias: a reader must be able to follow it",
    severity=Severity.BLOCK,
    moves=(REFUSE, WITHDRAW),
)
def taking_it_no_further_has_a_reason(facts: TransferFacts) -> Breach | None:
    """Whoever refuses a crime, or withdraws an offer, says why."""
    return required(facts.rationale, field="rationale", sentence="Say why. The other force reads it.")


RULES = (
    offered_to_another_force,
    information_shows_where_it_happened,
    the_place_is_not_at_home,
    investigator_does_not_transfer,
    offered_once,
    no_locked_crime_is_offered,
    the_gravest_are_the_registrars,
    days_lie_between_crime_and_today,
    the_victim_knows_who_has_it,
    somebody_investigates_it,
    taking_it_no_further_has_a_reason,
)
