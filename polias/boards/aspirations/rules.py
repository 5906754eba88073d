"""What must hold of an aspiration."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.boards.aspirations.model import NONE
from polias.kit.rules.rule import Breach, Severity, required, rule

#: Bases whose value says how far; the averages of a group say it themselves.
WITH_A_VALUE = frozenset({"group_rank", "own_change", "own_value"})
_MOVES = ("record", "revise")


@dataclass(frozen=True)
class AspirationFacts:
    """What the rules look at; ``question`` is empty for a measure that nobody knows."""

    question: str
    basis: str
    value: float | None
    because: str
    owner_works_here: bool


@rule("BOARD-37", source="Polias: a measure is read, not typed", severity=Severity.BLOCK, moves=("record",))
def aspiration_is_in_a_measure(facts: AspirationFacts) -> Breach | None:
    """An aspiration is in one of the measures that can be read here."""
    return None if facts.question else Breach("measure", _("Choose a measure from the list."))


@rule("BOARD-38", source="Polias: who is to be held to it must know how far", severity=Severity.BLOCK, moves=_MOVES)
def aspiration_says_how_far(facts: AspirationFacts) -> Breach | None:
    """A rank is a whole number from 1; a change and a figure of its own need a number; the others take none."""
    if facts.basis in WITH_A_VALUE and facts.value is None:
        return Breach("value", _("Enter the number that is aimed at."))
    if facts.basis not in WITH_A_VALUE and facts.value is not None:
        return Breach("value", _("Leave the number empty: the basis says how far."))
    if facts.value is not None and not math.isfinite(facts.value):
        return Breach("value", _("Enter a number, using the digits 0 to 9."))
    if facts.basis == "group_rank" and (facts.value is None or facts.value < 1 or facts.value % 1):
        return Breach("value", _("Enter a rank: 1, 2, 3 and so on."))
    return None


@rule("BOARD-39", source="Polias: to aim at nothing is an answer too", severity=Severity.BLOCK, moves=_MOVES)
def none_has_a_reason(facts: AspirationFacts) -> Breach | None:
    """Where nothing is aimed at, everybody can read why."""
    if facts.basis != NONE:
        return None
    return required(facts.because, field="because", sentence="Say why nothing is aimed at; everybody will read it.")


@rule("BOARD-40", source="Polias: somebody of the force answers for it", severity=Severity.BLOCK, moves=_MOVES)
def owner_is_of_the_force(facts: AspirationFacts) -> Breach | None:
    """The owner works for the force and is not of the body."""
    return None if facts.owner_works_here else Breach("owner", _("Choose somebody who works for the force."))


RULES = (aspiration_is_in_a_measure, aspiration_says_how_far, none_has_a_reason, owner_is_of_the_force)
