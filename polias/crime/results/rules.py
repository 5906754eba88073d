"""What must hold of a court's result that comes back to a crime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.crime.reference.procedure import court_results
from polias.kit.rules.rule import Breach, Severity, required, rule

ENTERING = ("enter_court_result",)
SOURCE = "Home Office outcomes framework: a charge is followed by what the court made of it"
#: Outcomes after which a court decides: a charge, and a crime taken into consideration with one.
BEFORE_A_COURT = frozenset({"1", "1A", "4"})


@dataclass(frozen=True)
class ResultFacts:
    """What the rules look at; ``outcome`` is the crime's current one and ``given_on`` the day of the charge."""

    outcome: str
    given_on: date | None
    result: str
    court: str
    resulted_on: date
    today: date


@rule("COURT-01", source=SOURCE, severity=Severity.BLOCK, moves=ENTERING)
def a_court_decides_what_was_charged(facts: ResultFacts) -> Breach | None:
    """A court's result is of a crime that was charged, or taken into consideration with one that was."""
    if facts.outcome not in BEFORE_A_COURT:
        return Breach("result", _("Only a crime that was charged has a court result. Give it that outcome first."))
    return None


@rule("COURT-02", source="Labels of results as published on data.police.uk", severity=Severity.BLOCK, moves=ENTERING)
def the_result_is_a_listed_one(facts: ResultFacts) -> Breach | None:
    """A court's result is one of the listed ones, and names the court."""
    if facts.result not in court_results():
        return Breach("result", _("Choose the result from the list."))
    return required(facts.court, field="court", sentence="Enter the court.")


@rule("COURT-03", source="Polias: a deed has a day", severity=Severity.BLOCK, moves=ENTERING)
def the_day_can_be(facts: ResultFacts) -> Breach | None:
    """A court decides after the charge, and not after today."""
    if facts.resulted_on > facts.today:
        return Breach("resulted_on", _("That day is to come. Enter the day on which the court decided."))
    if facts.given_on and facts.resulted_on < facts.given_on:
        return Breach("resulted_on", _("The court cannot have decided before the charge. Check the day."))
    return None


RULES = (a_court_decides_what_was_charged, the_result_is_a_listed_one, the_day_can_be)
