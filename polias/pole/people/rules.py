"""What must hold of a person's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from polias.kit.rules.rule import Breach, Severity, required, rule
from polias.pole.names.facts import OtherName
from polias.pole.names.rules import RULES as RULES_OF_NAMES

OTHER_REASON = "other"
#: Why somebody very like a person on record is recorded all the same.
REASONS = (
    ("relative", _l("A relative: twins, or father and son of one name")),
    ("namesake", _l("Somebody else of that name and birth, and I have checked")),
    ("wrong", _l("The other record is wrong or mixes two people up")),
    ("unknown", _l("I cannot tell now, and it cannot wait")),
    (OTHER_REASON, _l("Another reason")),
)


@dataclass(frozen=True)
class PersonFacts:
    """What the rules look at; ``today`` is the London day; ``very_like`` that somebody very like is on record."""

    surname: str
    date_of_birth: date | None
    today: date
    names: Sequence[OtherName] = ()
    very_like: bool = False
    why_another: str = ""
    another_words: str = ""


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


@rule(
    "PERSON-03",
    source="Polias: one person, one record; whoever passes over a likeness says why",
    severity=Severity.BLOCK,
    moves=("record",),
)
def somebody_very_like_is_passed_over_for_a_reason(facts: PersonFacts) -> Breach | None:
    """Somebody very like a person on record is recorded only with a listed reason why it is another person."""
    if not facts.very_like:
        return None
    if facts.why_another not in dict(REASONS):
        return Breach(
            "why_another", _("Somebody very like is recorded already. Use that record, or say why this is another.")
        )
    if facts.why_another == OTHER_REASON and not facts.another_words.strip():
        return Breach("another_words", _("Say in your words why this is another person."))
    return None


RULES = (person_has_a_surname, date_of_birth_is_past, somebody_very_like_is_passed_over_for_a_reason, *RULES_OF_NAMES)
