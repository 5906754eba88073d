"""What is published of people harmed: one row for each and crime, under a name that tells nobody who it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from polias.crime.editions.reading import class_of_any
from polias.crime.reports import dataset as reports
from polias.crime.reports.model import CrimeReport
from polias.kit.calendar import london_date
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds
from polias.kit.datasets.pseudonyms import key_mark, pseudonym
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share
from polias.kit.record.model import Grade
from polias.pole.public import Person, ends_in_role, having_in_role, one_for_each, people_in, records_of_the_same

_REPORT, _DETAIL = "crime.reports", "OFFICIAL-SENSITIVE"
VICTIM = "victim"

VICTIMS = Dataset(
    name="crime_victims",
    title="People harmed by recorded crimes",
    grain="One row per person and crime of which they are a victim; somebody recorded twice, whose records are linked, "
    "is one person. Who it is, is told by a keyed pseudonym alone; of a restricted crime or person not even by that",
    source="Crime reports of the force and the people linked with them",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force that recorded it", source=f"{_REPORT}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month in which it was recorded",
               source=f"{_REPORT}.recorded_at"),
        Column(name="recorded_on", type="date32", meaning="The London date on which it was recorded",
               source=f"{_REPORT}.recorded_at", classification=_DETAIL),
        Column(name="victim", type="string", meaning="A pseudonym: the same person of the same force has the same one",
               source="links in the role victim, keyed with the installation's own key", classification=_DETAIL),
        Column(name="district", type="category", meaning="District of the place; empty where no beat is known",
               source=f"{_REPORT}.beat"),
        Column(name="offence_group", type="category", meaning="Group of the crime's class",
               source="offence-classes.csv"),
        Column(name="is_notifiable", type="bool", meaning="Whether the class counts as recorded crime",
               source="offence-classes.csv"),
        Column(name="cancelled", type="bool", meaning="The crime was cancelled since",
               source=f"{_REPORT}.cancelled_at"),
        Column(name="grade", type="int32", meaning="How far the crime is restricted; 0 is not at all",
               source=f"{_REPORT}, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """The months of changed crimes, and of those by which changed people, or others that are the same, were harmed."""
    if ids is None:
        yield from reports.units_of(None, now)
        return
    people = records_of_the_same(people_in(ids))
    crimes = CrimeReport.objects.filter(pk__in=having_in_role(VICTIM, people)).values_list("pk", flat=True)
    yield from reports.units_of({*ids, *crimes}, now)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Everybody harmed by a crime that the force recorded in the month, in the order of the crimes' ids."""
    start, end = month_bounds(unit.month)
    force_id = reports.force_ids()[unit.force]
    found = CrimeReport.objects.filter(force_id=force_id, recorded_at__gte=start, recorded_at__lt=end).order_by("pk")
    fields = ("pk", "force_id", "grade", "offence", "recorded_at", "cancelled_at", "beat__parent__name")
    crimes = {row["pk"]: row for row in found.values(*fields)}
    ends = ends_in_role(VICTIM, crimes)
    grades = dict(Person.objects.filter(pk__in={other for _crime, other in ends}).values_list("pk", "grade"))
    persons = one_for_each(list(grades))
    shut = {persons[record] for record, grade in grades.items() if grade > Grade.OPEN}
    harmed = dict.fromkeys((crime, persons[other]) for crime, other in ends if other in persons)
    for crime, person in sorted(harmed):
        name = None if person in shut else pseudonym(unit.force, str(person))
        yield _published(unit, crimes[crime], victim=name)


def _published(unit: Unit, row: dict[str, Any], *, victim: str | None) -> Row:
    restricted, offence = row["grade"] > 0, class_of_any(row["offence"], force_id=row["force_id"])
    detail = {
        "recorded_on": london_date(row["recorded_at"]),
        "victim": victim,
        "district": row["beat__parent__name"],
    }
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "offence_group": offence.group if offence else None,
        "is_notifiable": bool(offence and offence.notifiable),
        "cancelled": row["cancelled_at"] is not None,
        "grade": row["grade"],
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Completeness: of the people harmed, the share who can be followed from crime to crime. Validity: the class is a
    known one. Uniqueness: nobody twice in one crime."""
    harmed = list(rows)
    return Quality(
        completeness=share(row["victim"] is not None for row in harmed),
        validity=share(row["offence_group"] is not None for row in harmed),
        uniqueness=1.0 if harmed else None,
    )


PUBLICATION = Publication(
    dataset=VICTIMS,
    follows="crime.reports",
    also_follows=("pole.people", "pole.pairs"),
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
    basis=lambda: repr((reports.names_of_places(), key_mark())),
)
