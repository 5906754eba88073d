"""Narrowing crimes to those by which somebody was harmed again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from polias.crime.editions.reading import class_of_any
from polias.crime.harmed.dataset import VICTIM
from polias.crime.reports.model import CrimeReport
from polias.kit.access.acting import current_actor
from polias.kit.access.door import visible_to
from polias.kit.calendar import london_date
from polias.kit.datasets.months import month_bounds
from polias.pole.public import ends_in_role, having_in_role, one_for_each, records_of_the_same

#: As the measures of repeat victims have it.
WITHIN_DAYS = 365


def harmed_again_in(rows: Any, month: str) -> Any:
    """Counted crimes of a London month with a victim of another one recorded in the 365 days before, on an earlier day.

    Only crimes that the actor may see decide it, restricted ones left out, as in what is published.
    """
    try:
        start, end = month_bounds(month)
    except ValueError:
        return rows.none()
    actor = current_actor()
    assert actor is not None, "lists are asked by somebody"
    seen = visible_to(CrimeReport, actor).filter(grade=0, cancelled_at=None, recorded_at__lt=end)
    of_month = seen.filter(recorded_at__gte=start)
    victims = {other for _crime, other in ends_in_role(VICTIM, list(of_month.values_list("pk", flat=True)))}
    records = records_of_the_same(victims)
    before = seen.filter(recorded_at__gte=start - timedelta(days=WITHIN_DAYS + 1))
    days = _days(before.filter(pk__in=having_in_role(VICTIM, records)))
    harmed: dict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
    persons = one_for_each(list(records))
    for crime, other in ends_in_role(VICTIM, list(days)):
        if other in persons:
            harmed[persons[other]].append((days[crime], crime))
    again = {crime for crimes in harmed.values() for day, crime in crimes if _came_before(crimes, day)}
    return rows.filter(pk__in=again, recorded_at__gte=start, recorded_at__lt=end)


def _days(crimes: Any) -> dict[UUID, date]:
    """The day of recording of each crime whose class counts."""
    found = crimes.values_list("pk", "recorded_at", "offence", "force_id")
    classes = {(code, force_id): class_of_any(code, force_id=force_id) for _pk, _at, code, force_id in found}
    return {
        pk: london_date(at)
        for pk, at, code, force_id in found
        if (offence := classes[code, force_id]) and offence.notifiable
    }


def _came_before(crimes: list[tuple[date, UUID]], day: date) -> bool:
    return any(0 < (day - other).days <= WITHIN_DAYS for other, _crime in crimes)
