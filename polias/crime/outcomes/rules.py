"""When an outcome may be used: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.crime.reference import NOT_YET_ASSIGNED, outcomes
from polias.kit.rules.rule import Breach, Severity, required, rule

FRAMEWORK = "Home Office outcomes framework"
CONFIRM = "to be confirmed by the force"
AGE_OF_RESPONSIBILITY = 10


@dataclass(frozen=True)
class OutcomeFacts:
    """What the rules look at; ``suspect_born`` is None when no suspect's birth is known."""

    code: str
    rationale: str
    suspects: int
    committed_on: date
    suspect_born: date | None = None


@rule("OUTCOME-01", source=FRAMEWORK, severity=Severity.BLOCK, moves=("give_outcome",))
def outcome_is_known(facts: OutcomeFacts) -> Breach | None:
    """A crime is finalised with one of the national outcomes; type 0 is not one."""
    if facts.code == NOT_YET_ASSIGNED or facts.code not in outcomes():
        return Breach("code", _("Choose the outcome from the list."))
    return None


@rule("OUTCOME-02", source=FRAMEWORK, severity=Severity.BLOCK, moves=("give_outcome",))
def outcome_needs_a_suspect(facts: OutcomeFacts) -> Breach | None:
    """An outcome that says what was done about a suspect needs one linked to the crime."""
    known = outcomes().get(facts.code)
    if known and known.needs_suspect and facts.suspects == 0:
        return Breach(
            "code",
            _("“%(title)s” needs a suspect. Link the suspect first, or choose another outcome.")
            % {"title": known.title},
        )
    return None


@rule("OUTCOME-03", source=FRAMEWORK, severity=Severity.ASK, moves=("give_outcome",), status=CONFIRM)
def no_suspect_means_no_suspect(facts: OutcomeFacts) -> Breach | None:
    """Outcomes 14 and 18 say that no suspect was identified; a linked suspect is explained."""
    if facts.code in ("14", "18") and facts.suspects:
        return Breach("code", _("This outcome says that no suspect was identified, but one is linked. Say why."))
    return None


@rule(
    "OUTCOME-04", source="Children and Young Persons Act 1933, s.50", severity=Severity.BLOCK, moves=("give_outcome",)
)
def under_age_means_under_ten(facts: OutcomeFacts) -> Breach | None:
    """Outcome 11 is for a suspect who was under ten years old when it happened."""
    if facts.code != "11" or facts.suspect_born is None:
        return None
    if age_on(facts.committed_on, born=facts.suspect_born) >= AGE_OF_RESPONSIBILITY:
        return Breach("code", _("The suspect was ten or older when it happened. Choose another outcome."))
    return None


@rule("OUTCOME-05", source=FRAMEWORK, severity=Severity.BLOCK, moves=("give_outcome",), status=CONFIRM)
def fraud_bureau_gives_nineteen(facts: OutcomeFacts) -> Breach | None:
    """Outcome 19 is given by the fraud bureau alone."""
    if facts.code == "19":
        return Breach("code", _("Only the national fraud bureau gives outcome 19. Choose another outcome."))
    return None


@rule(
    "OUTCOME-06", source="Polias: a reader must be able to follow it", severity=Severity.BLOCK, moves=("give_outcome",)
)
def outcome_has_a_rationale(facts: OutcomeFacts) -> Breach | None:
    """Whoever finalises a crime says why this outcome is right."""
    return required(facts.rationale, field="rationale", sentence="Say why this outcome is right.")


def age_on(day: date, *, born: date) -> int:
    """Whole years of age on a day; a birthday on 29 February falls on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


RULES = (
    outcome_is_known,
    outcome_needs_a_suspect,
    no_suspect_means_no_suspect,
    under_age_means_under_ten,
    fraud_bureau_gives_nineteen,
    outcome_has_a_rationale,
)
