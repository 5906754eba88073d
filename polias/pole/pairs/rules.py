"""When a pair comes back: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule

#: Bits by which a score must have risen to be new evidence where nothing that identifies either person has changed:
#: sixteen times likelier. The model learns anew in each run, so that a little more or less says nothing.
RISEN = 4.0


@dataclass(frozen=True)
class Return:
    """A pair that was decided and is found again: what has changed since. Weights are in bits."""

    changed: bool
    weight: float
    weight_decided: float


@rule(
    "PAIR-01",
    source="Polias: whoever has answered a question is not asked it again",
    severity=Severity.BLOCK,
    moves=("come_back",),
)
def comes_back_on_new_evidence(facts: Return) -> Breach | None:
    """A decided pair comes back only when what identifies either person has changed, or its score has risen far."""
    if facts.changed or facts.weight - facts.weight_decided >= RISEN:
        return None
    return Breach("", _("Nothing has changed since this pair was decided."))


RULES = (comes_back_on_new_evidence,)
