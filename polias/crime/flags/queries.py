"""Reading what is recorded of one crime that came through the door, as the facts from which flags follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from polias.crime.flags.following import RecordedFacts
from polias.crime.flags.model import CrimeCircumstance
from polias.crime.flags.rules import FlagFacts
from polias.crime.involved.ages import age_on
from polias.crime.reports.model import CrimeKeyword, CrimeReport
from polias.kit.access.acting import current_actor
from polias.kit.calendar import london_date
from polias.kit.record.model import Record
from polias.pole.public import Organisation, Person


def circumstances_of(crime: CrimeReport) -> list[CrimeCircumstance]:
    return list(CrimeCircumstance.objects.filter(register_id=crime.pk).order_by("pk"))


def flags_of(crime: CrimeReport) -> frozenset[str]:
    return frozenset(CrimeKeyword.objects.filter(register_id=crime.pk).values_list("code", flat=True))


def with_keyword(rows: Any, code: str, *, crime: str = "pk") -> Any:
    """Of rows that the actor may see, those of crimes that have the keyword; ``crime`` is the column of the crime."""
    having, actor = CrimeKeyword.objects.filter(code=code), current_actor()
    if actor is not None:
        # The door once more: a keyword's crimes are then read of the forces that the actor sees, and not of all.
        having = having.filter(actor.filter_for(CrimeKeyword.OF, key="register_id"))
    return rows.filter(**{f"{crime}__in": having.values("register_id")})


def flag_facts(crime: CrimeReport, *, recorded: Iterable[CrimeCircumstance] | None = None) -> FlagFacts:
    """What the rules of flags look at; ``recorded`` spares a question to who has read the circumstances already."""
    known = circumstances_of(crime) if recorded is None else recorded
    names = frozenset(one.name for one in known)
    return FlagFacts(flags=flags_of(crime), circumstances=names, offence=crime.offence)


def recorded_facts(crime: CrimeReport, *, victims: Iterable[Record], names: Iterable[str]) -> RecordedFacts:
    """What flags follow from; ``names`` are those of the circumstances."""
    harmed, on = list(victims), london_date(crime.committed_from)
    births = [v.date_of_birth for v in harmed if isinstance(v, Person) and v.date_of_birth]
    return RecordedFacts(
        circumstances=frozenset(names),
        is_burglary=crime.offence.startswith(("28", "29", "30", "31")),
        in_rural_beat=bool(crime.beat and crime.beat.rural),
        victim_is_organisation=any(isinstance(v, Organisation) for v in harmed),
        ages_of_victims=tuple(age_on(on, born=born) for born in births),
    )
