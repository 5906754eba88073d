"""Reading outcomes of one crime that came through the door, and the facts by which another is judged."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.editions.reading import keyword_of_any, outcomes_on, procedure_on
from polias.crime.flags.queries import flag_facts
from polias.crime.involved.ages import age_on
from polias.crime.outcomes.facts import OutcomeFacts, Said, Suspect
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.outcomes.rules import ADULT
from polias.crime.reports.model import CrimeKeyword, CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.record.model import Record
from polias.pole.public import Person, linked_to

#: Groups of flags for which outcome 21 is unusual.
SENSITIVE_GROUPS = frozenset({"Domestic abuse", "Hate", "Exploitation"})


def current_outcome(crime: CrimeReport) -> CrimeOutcome | None:
    return CrimeOutcome.objects.filter(register_id=crime.pk, current=True).first()


def outcome_history(crime: CrimeReport) -> list[CrimeOutcome]:
    """All outcomes of a crime, the newest first."""
    found = CrimeOutcome.objects.filter(register_id=crime.pk).select_related("suspect")
    return list(found.order_by("-given_at"))


def suspects_of(crime: CrimeReport, *, actor: Actor) -> dict[str, Record]:
    """The suspects of a crime that the actor may see, by reference."""
    return {one.record.reference: one.record for one in linked_to(crime, actor=actor, role="suspect")}


def facts_of(
    crime: CrimeReport, *, actor: Actor, code: str, rationale: str = "", said: Said | None = None
) -> OutcomeFacts:
    """What the rules look at when this outcome is given to the crime today."""
    victims = [one.record for one in linked_to(crime, actor=actor, role="victim")]
    harmed = {one.pk for one in victims}
    suspects = [
        Suspect(reference, _born(record), also_victim=record.pk in harmed)
        for reference, record in suspects_of(crime, actor=actor).items()
    ]
    committed_on, today = london_date(crime.committed_from), timezone.localdate()
    return OutcomeFacts(
        code=code,
        outcome=outcomes_on(today, force_id=crime.force_id).get(code),
        rationale=rationale,
        said=said or Said(),
        **vars(flag_facts(crime)),
        committed_on=committed_on,
        today=today,
        suspects=tuple(suspects),
        has_victim=bool(victims),
        procedure=procedure_on(committed_on, crime.offence, force_id=crime.force_id),
        sensitive=_sensitive(crime, victims, committed_on),
    )


def _born(record: Record) -> date | None:
    return record.date_of_birth if isinstance(record, Person) else None


def _sensitive(crime: CrimeReport, victims: list[Record], on: date) -> tuple[str, ...]:
    """Why outcome 21 would be unusual: flags on the crime, or a victim who was a child."""
    codes = CrimeKeyword.objects.filter(register_id=crime.pk).values_list("code", flat=True)
    flags = [one for code in codes if (one := keyword_of_any(code))]
    found = [flag.label for flag in flags if flag.group in SENSITIVE_GROUPS]
    births = [born for born in map(_born, victims) if born]
    if any(age_on(on, born=born) < ADULT for born in births):
        found.append(_("victim under 18"))
    return tuple(found)
