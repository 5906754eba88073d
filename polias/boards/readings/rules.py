"""What must hold before a paper that was read becomes a meeting with decisions and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule


@dataclass(frozen=True)
class PaperFacts:
    """What the rules look at; ``decided`` is whether it holds decisions or actions, ``today`` the London day.

    ``strangers`` are the references of actions that the paper was joined to and that are another body's.
    """

    body: str
    held_on: date | None
    decided: bool
    today: date
    strangers: tuple[str, ...] = ()


@rule("BOARD-30", source="Polias: a decision is some named body's decision", severity=Severity.BLOCK, moves=("accept",))
def paper_is_of_a_body(facts: PaperFacts) -> Breach | None:
    """Minutes are those of a named body."""
    return required(facts.body, field="body_name", sentence="Choose the body, or enter the name of a new one.")


@rule("BOARD-31", source="Polias: a meeting is found by its day", severity=Severity.BLOCK, moves=("accept",))
def paper_is_of_a_day(facts: PaperFacts) -> Breach | None:
    """Minutes are those of one day; a date without a year is no day."""
    if facts.held_on is not None:
        return None
    return Breach("date", _("Enter the day of the meeting. The paper does not say it without doubt."))


@rule("BOARD-32", source="Polias: nothing is decided before its day", severity=Severity.BLOCK, moves=("accept",))
def nothing_is_decided_before_its_day(facts: PaperFacts) -> Breach | None:
    """A meeting that has not been held yet has decided nothing."""
    if facts.held_on is None or facts.held_on <= facts.today or not facts.decided:
        return None
    return Breach(
        "date",
        _("This day has not come yet, so nothing was decided. Check the date, or leave decisions and actions out."),
    )


@rule("BOARD-33", source="Polias: an action is its body's", severity=Severity.BLOCK, moves=("accept",))
def earlier_actions_are_of_the_body(facts: PaperFacts) -> Breach | None:
    """What minutes report on are actions of the same body."""
    if not facts.strangers:
        return None
    return Breach(
        "body",
        _("These actions are another body's: %(which)s. Choose that body, or another action.")
        % {"which": ", ".join(facts.strangers)},
    )


RULES = (
    paper_is_of_a_body,
    paper_is_of_a_day,
    nothing_is_decided_before_its_day,
    earlier_actions_are_of_the_body,
)
