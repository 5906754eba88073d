"""What must hold of a person's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule
from polias.pole.names.facts import OtherName
from polias.pole.names.rules import RULES as RULES_OF_NAMES


@dataclass(frozen=True)
class PersonFacts:
    """What the rules look at; ``today`` is the London day."""

    surname: str
    date_of_birth: date | None
    today: date
    names: Sequence[OtherName] = ()


@rule(
    "PERSON-01",
    source="Polias: a record nobody can find again is no record",
    severity=Severity.BLOCK,
    moves=("record", "amend"),
)
def person_has_a_surname(facts: PersonFacts) -> Breach | None:
    """A person has a surname, or the one name they use."""
    return required(facts.surname, field="surname", sentence="Enter the surname, or the one name the person uses.")


@rule(
    "PERSON-02",
    source="Polias: a date in the future is a slip of the hand",
    severity=Severity.BLOCK,
    moves=("record", "amend"),
)
def date_of_birth_is_past(facts: PersonFacts) -> Breach | None:
    """A date of birth lies in the past and within the last 120 years."""
    born = facts.date_of_birth
    if born and not (facts.today.year - 120 <= born.year and born <= facts.today):
        return Breach("date_of_birth", _("Check the date of birth: it must be in the past 120 years."))
    return None


RULES = (person_has_a_surname, date_of_birth_is_past, *RULES_OF_NAMES)
