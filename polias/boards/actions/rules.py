"""What must hold of an action that a body sets, of whom it is given to, of a line of progress, and of its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

#: A line that says in words what shows it, for those whose proof is no record: "Evidence: the minutes of 3 March".
EVIDENCE_IN_WORDS = re.compile(r"(?im)^\s*evidence\s*:\s*\S")

TO_CLOSE = ("close_by_owner", "close_as_told")


@dataclass(frozen=True)
class ActionFacts:
    """What the rules look at when an action is set; ``owner_works_here`` is whether they work for the force."""

    text: str
    owner: int | None
    owner_works_here: bool
    due_on: date | None
    met_on: date


@dataclass(frozen=True)
class AssignFacts:
    """Owner and date as they are to be, and as they stand; ``met_on`` is the day of the meeting that set the action."""

    owner: int | None
    owner_works_here: bool
    due_on: date | None
    owner_now: int | None
    due_now: date | None
    met_on: date


@dataclass(frozen=True)
class ProgressFacts:
    """A line of progress, or the end: who writes, who owns, and what shows it."""

    text: str
    by_owner: bool
    by_clerk: bool = False
    has_record: bool = False


@rule("BOARD-20", source="Polias: what nobody owns nobody does", severity=Severity.BLOCK, moves=("record",))
def action_has_an_owner(facts: ActionFacts) -> Breach | None:
    """An action has one owner, who works for the force."""
    if not facts.owner:
        return Breach("owner", _("Choose who is to do it."))
    if not facts.owner_works_here:
        return Breach("owner", _("The owner must work for the force. Choose somebody from the list."))
    return None


@rule("BOARD-21", source="Polias: what has no date is never late", severity=Severity.BLOCK, moves=("record",))
def action_is_due_after_the_meeting(facts: ActionFacts) -> Breach | None:
    """An action has a due date, which lies after the meeting."""
    if facts.due_on is None:
        return Breach("due_on", _("Enter the day by which it is to be done."))
    if facts.due_on <= facts.met_on:
        return Breach("due_on", _("The due date must lie after the meeting. Check the date."))
    return None


@rule("BOARD-22", source="Polias: an action is something one can do", severity=Severity.BLOCK, moves=("record",))
def action_says_what_is_to_be_done(facts: ActionFacts) -> Breach | None:
    """An action says in words what is to be done."""
    return required(facts.text, field="text", sentence="Say what is to be done.")


@rule("BOARD-23", source="Polias: a line of progress says something", severity=Severity.BLOCK, moves=("progress",))
def progress_says_something(facts: ProgressFacts) -> Breach | None:
    """A line of progress has words."""
    return required(facts.text, field="text", sentence="Say how it is going.")


@rule("BOARD-24", source="Polias: those who know write", severity=Severity.BLOCK, moves=("progress",))
def owner_or_clerk_tells_the_progress(facts: ProgressFacts) -> Breach | None:
    """Only the owner or the body's clerk says how an action is going."""
    if facts.by_owner or facts.by_clerk:
        return None
    return Breach("", _("Only its owner or the clerk can write here. Tell one of them."))


@rule("BOARD-25", source="Polias: who was asked answers", severity=Severity.BLOCK, moves=TO_CLOSE)
def owner_closes_it(facts: ProgressFacts) -> Breach | None:
    """Only the owner closes an action; one without an owner in the force is closed by minutes that say it is done."""
    return None if facts.by_owner else Breach("", _("Only the owner can close this action."))


@rule("BOARD-26", source="Polias: done is what can be shown", severity=Severity.BLOCK, moves=TO_CLOSE)
def closing_has_evidence(facts: ProgressFacts) -> Breach | None:
    """An action is closed only with evidence: a record, or words that say where the proof is."""
    if facts.has_record or EVIDENCE_IN_WORDS.search(facts.text):
        return None
    return Breach(
        "evidence",
        _(
            "Show that it was done: enter the reference of a record, "
            "or add a line that begins “Evidence:” and says where the proof is."
        ),
    )


@rule("BOARD-34", source="Polias: what nobody owns nobody does", severity=Severity.BLOCK, moves=("assign",))
def action_is_given_to_somebody_of_the_force(facts: AssignFacts) -> Breach | None:
    """An action is given to somebody who works for the force; from then on it has an owner."""
    if facts.owner is None:
        lost = Breach("owner", _("It has an owner already. Choose who is to do it instead."))
        return lost if facts.owner_now else None
    if facts.owner == facts.owner_now or facts.owner_works_here:
        return None
    return Breach("owner", _("The owner must work for the force. Choose somebody from the list."))


@rule("BOARD-35", source="Polias: what has no date is never late", severity=Severity.BLOCK, moves=("assign",))
def action_is_not_due_before_it_was_set(facts: AssignFacts) -> Breach | None:
    """A due date does not lie before the meeting that set the action; once there is one, it is moved and never lost."""
    if facts.due_on is None:
        return Breach("due_on", _("It has a due date already. Enter the new one.")) if facts.due_now else None
    if facts.due_on < facts.met_on and facts.due_on != facts.due_now:
        words = _("The due date must not lie before the meeting, which was on %(day)s. Check the date.")
        return Breach("due_on", words % {"day": date_format(facts.met_on, "j F Y")})
    return None


@rule("BOARD-36", source="Polias: a deed changes something", severity=Severity.BLOCK, moves=("assign",))
def assigning_changes_something(facts: AssignFacts) -> Breach | None:
    """Whoever assigns an action gives it an owner or a date that it did not have."""
    if (facts.owner, facts.due_on) != (facts.owner_now, facts.due_now):
        return None
    return Breach("", _("Nothing is new. Choose who is to do it, or enter the day by which it is to be done."))


RULES = (action_has_an_owner, action_is_due_after_the_meeting, action_says_what_is_to_be_done)
ASSIGN_RULES = (
    action_is_given_to_somebody_of_the_force,
    action_is_not_due_before_it_was_set,
    assigning_changes_something,
)
PROGRESS_RULES = (progress_says_something, owner_or_clerk_tells_the_progress, owner_closes_it, closing_has_evidence)
