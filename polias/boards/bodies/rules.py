"""What must hold of a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule


@dataclass(frozen=True)
class BodyFacts:
    """What the rules look at: the name, the day it began, and the day it ends when it does."""

    name: str
    since: date | None
    until: date | None = None


@rule(
    "BOARD-01",
    source="Polias: a decision is some named body's decision",
    severity=Severity.BLOCK,
    moves=("record", "dissolve"),
)
def body_has_a_name(facts: BodyFacts) -> Breach | None:
    """A body has the name it is known by."""
    return required(facts.name, field="name", sentence="Enter the name of the body.")


@rule(
    "BOARD-02",
    source="Polias: bodies come and go, so each is dated",
    severity=Severity.BLOCK,
    moves=("record", "dissolve"),
)
def body_ends_after_it_began(facts: BodyFacts) -> Breach | None:
    """A body has a day on which it was set up, and ends after it."""
    if facts.since is None:
        return Breach("since", _("Enter the day on which the body was set up."))
    if facts.until and facts.until < facts.since:
        return Breach("until", _("The last day lies before the first. Check both dates."))
    return None


RULES = (body_has_a_name, body_ends_after_it_began)
