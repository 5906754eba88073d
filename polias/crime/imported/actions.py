"""The verb by which crimes of another system come in, and their only writer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from polias.crime.imported.facts import CrimeSaid
from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.rules import TAKING_IN, ImportedFacts
from polias.kit.access.actor import Actor
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.rules.keeping import held
from polias.pole.public import NO_ENDS, Ends, ends_of, link_each


@action(needs="crime.imported.take_in", offered=False)
def take_in(*, actor: Actor, crimes: Sequence[tuple[CrimeSaid, CameFrom]], ends: Ends = NO_ENDS) -> list[ImportedCrime]:
    """Take in many crimes that another system recorded, each with its id there and who and what it is joined to.

    Raises RuleBreach (IMPORTED-01, IMPORTED-02) for the first that may not be; then none is.
    """
    today = timezone.localdate()
    for said, _from in crimes:
        held(TAKING_IN, ImportedFacts(said.kind, said.number, said.happened_on, today), move="take_in")
    came_from = [came for _said, came in crimes]
    entered = enter_from([_record(said) for said, _from in crimes], came_from, force_id=actor.force_id)
    link_each(ends_of(entered, came_from, ends))
    return entered


def _record(said: CrimeSaid) -> ImportedCrime:
    return ImportedCrime(
        number=said.number,
        kind=said.kind,
        happened_on=said.happened_on,
        outcome=said.outcome,
        charge=said.charge,
        officer=said.officer,
        summary=said.summary,
    )
