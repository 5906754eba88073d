"""The verbs of crimes of another system, and their only writer: they come in, and one is recorded here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.imported.facts import CrimeSaid
from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.rules import RECORDING, TAKING_IN, ImportedFacts, ToRecord
from polias.crime.reports.actions import record
from polias.crime.reports.decision import Answer
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.record.writing import locked, note
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.pole.public import NO_ENDS, Ends, ends_of, link_all, link_each, linked_to


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


@action(needs="crime.imported.record_here")
def record_here(
    imported: ImportedCrime,
    *,
    actor: Actor,
    offence: str,
    summary: str,
    committed_from: datetime,
    reported_at: datetime,
    place: Place,
    victims: tuple[Party, ...] = (),
    suspects: tuple[Party, ...] = (),
    described: tuple[str, ...] = (),
    committed_to: datetime | None = None,
    keywords: tuple[str, ...] = (),
    answers: tuple[Answer, ...] = (),
    also: tuple[str, ...] = (),
    crimes: int | None = None,
    late_reason: str = "",
    version: int | None = None,
) -> CrimeReport:
    """Record a crime of another system as a crime of this force, once; both say which the other is.

    Whoever and whatever is joined to it is joined to the crime too, in the same part. Raises RuleBreach (IMPORTED-03,
    CRIME-01 to 06, 08, COUNT-01 to 05, ENTRY-01 to 04), Conflict when it is recorded here already or was changed
    meanwhile.
    """
    # Locked first: two officers recording it together make one crime.
    imported = locked(imported, version=version)
    held(RECORDING, ToRecord(restricted=imported.grade > 0), move="record_here")
    make_move(imported, "record_here")
    crime: CrimeReport = record(
        actor=actor,
        offence=offence,
        summary=summary,
        committed_from=committed_from,
        reported_at=reported_at,
        place=place,
        victims=victims,
        suspects=suspects,
        described=described,
        committed_to=committed_to,
        keywords=keywords,
        answers=answers,
        also=also,
        crimes=crimes,
        late_reason=late_reason,
    )
    named = {(one.role, one.record.pk) for one in linked_to(crime, actor=actor)}
    others = [
        (one.role, one.record)
        for one in linked_to(imported, actor=actor)
        if one.role != "location" and (one.role, one.record.pk) not in named
    ]
    link_all(crime, [*others, ("came_from", imported)])
    note(imported, _("Recorded here as %(reference)s.") % {"reference": crime.reference})
    return crime


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
