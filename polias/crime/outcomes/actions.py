"""Giving a crime its outcome, and the only writer of outcomes."""

from __future__ import annotations

from django.utils import timezone

from polias.crime.flags.rules import RULES as FLAG_RULES
from polias.crime.outcomes.conditions import asks
from polias.crime.outcomes.facts import Said
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.outcomes.queries import current_outcome, facts_of, suspects_of
from polias.crime.outcomes.rules import RULES
from polias.crime.reports.events import CrimeChanged
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.events.bus import emit
from polias.kit.record.action import action
from polias.kit.record.writing import add, change_part, locked
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move

NOTHING = Said()


@action(needs="crime.reports.give_outcome")
def give_outcome(
    crime: CrimeReport, *, actor: Actor, code: str, rationale: str, said: Said = NOTHING, version: int | None = None
) -> CrimeReport:
    """Finalise a crime with a national outcome; earlier outcomes stay in its history.

    Raises RuleBreach (OUTCOME-01 to 26, FLAG-01 to 04), Conflict when it is finalised or cancelled already.
    """
    # Locked first: two officers finalising at once must not both succeed.
    crime = locked(crime, version=version)
    make_move(crime, "give_outcome")
    suspects = suspects_of(crime, actor=actor)
    facts = facts_of(crime, actor=actor, code=code, rationale=rationale, said=said)
    asked = held((*RULES, *FLAG_RULES), facts, move="give_outcome")
    retire_current(crime)
    about = suspects[facts.about.reference].register if facts.about and asks(code, "suspect") else None
    given = vars(said) | {"suspect": about}
    add(CrimeOutcome(code=code, rationale=rationale, given_at=timezone.now(), given_by=actor.id, **given), to=crime)
    keep_reasons(asked, of=crime)
    emit(CrimeChanged(crime.pk, crime.reference, crime.force_id, "give_outcome"))
    return crime


def retire_current(crime: CrimeReport) -> None:
    """The current outcome, if there is one, becomes history."""
    earlier = current_outcome(crime)
    if earlier is not None:
        change_part(earlier, of=crime, current=False, ended_at=timezone.now())
