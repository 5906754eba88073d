"""When an item of the queue may be decided and undone: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

UNDO_WITHIN = timedelta(minutes=10)
OURS = "Polias: a reader must be able to follow it"


@dataclass(frozen=True)
class QueueFacts:
    """What the rules look at; ``mine`` says that whoever acts decided it."""

    now: datetime
    note: str = ""
    offence: str = ""
    offence_before: str = ""
    left_at: datetime | None = None
    mine: bool = False
    answered: bool = False


@rule("QUEUE-01", source=OURS, severity=Severity.BLOCK, moves=("correct",))
def correction_changes_the_class(facts: QueueFacts) -> Breach | None:
    """A correction gives the crime another class than it has."""
    if facts.offence == facts.offence_before:
        return Breach("offence", _("It has this class already. Choose another, or say that the class is right."))
    return None


@rule("QUEUE-02", source=OURS, severity=Severity.BLOCK, moves=("return_to_officer",))
def officer_is_told_what_to_correct(facts: QueueFacts) -> Breach | None:
    """Whoever returns a record says what the officer is to correct."""
    return required(facts.note, field="note", sentence="Say what the officer is to correct.")


@rule(
    "QUEUE-03", source="Polias: undo is for a slip, not for second thoughts", severity=Severity.BLOCK, moves=("undo",)
)
def only_a_slip_is_undone(facts: QueueFacts) -> Breach | None:
    """A decision is undone by the person who made it, within ten minutes, and before the officer has answered."""
    if not facts.mine:
        return Breach("", _("Somebody else decided this. Ask them, or change the crime itself."))
    if facts.left_at is None or facts.now - facts.left_at > UNDO_WITHIN:
        return Breach("", _("Ten minutes have passed. Change the crime itself if something is wrong."))
    if facts.answered:
        return Breach("", _("The officer has answered already: it is waiting in the queue again."))
    return None


RULES = (correction_changes_the_class, officer_is_told_what_to_correct, only_a_slip_is_undone)
