"""Keeping the reasons with which ASK rules were passed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polias.kit.record.deed import current_deed
from polias.kit.record.model import Record
from polias.kit.record.writing import add_all
from polias.kit.rules.lessons import learn
from polias.kit.rules.model import AcceptedBreach
from polias.kit.rules.rule import Breach, Rule, hold


def held(rules: Sequence[Rule], facts: Any, *, move: str) -> list[Breach]:
    """Check the rules with the reasons given to this deed; raises RuleBreach, gives back what must be kept."""
    return hold(rules, facts, move=move, reasons=current_deed().reasons)


def keep_reasons(breaches: Sequence[Breach], *, of: Record) -> None:
    """Store each reason beside the record it was given for."""
    deed = current_deed()
    add_all(
        [
            AcceptedBreach(code=b.code, field=b.field, reason=deed.reasons[b.code], actor_id=deed.actor.id)
            for b in breaches
        ],
        to=of,
    )
    learn(breaches, actor=deed.actor, verb=deed.verb, passed=True)
