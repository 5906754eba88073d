"""Retiring a mandatory field in a force and demanding it again, and their only writer."""

from __future__ import annotations

from django.utils import timezone

from polias.crime.mandatory.model import RetiredField
from polias.crime.mandatory.queries import retired_in
from polias.crime.mandatory.register import mandatory_fields
from polias.crime.mandatory.rules import RULES, RetirementFacts
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import enter, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move


@action(needs="crime.mandatory.retire")
def retire(*, actor: Actor, field: str, reason: str) -> RetiredField:
    """Let a field be mandatory no longer in the actor's force; it is still asked, and may be left out.

    Raises RuleBreach (MANDATORY-01 to 04).
    """
    known = mandatory_fields().get(field)
    facts = RetirementFacts(
        field=field,
        known=known is not None,
        reason=reason,
        rules=known.rules if known else (),
        others=tuple(dict.fromkeys(one.said for one in known.used_by if one.kind != "rule")) if known else (),
        retired_already=field in retired_in(actor),
    )
    asked = held(RULES, facts, move="retire")
    one = RetiredField(field=field, reason=reason, retired_on=timezone.localdate())
    enter(one, force_id=actor.force_id)
    keep_reasons(asked, of=one)
    return one


@action(needs="crime.mandatory.demand_again")
def demand_again(retired: RetiredField, *, actor: Actor, reason: str, version: int | None = None) -> RetiredField:
    """Make a retired field mandatory again.

    Raises RuleBreach (MANDATORY-04), Conflict when it is mandatory again already.
    """
    retired = locked(retired, version=version)
    held(RULES, RetirementFacts(retired.field, known=True, reason=reason), move="demand_again")
    make_move(retired, "demand_again")
    note(retired, reason)
    return retired
