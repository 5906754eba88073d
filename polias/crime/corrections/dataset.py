"""What is published of corrections: one row for each reclassification, cancellation and transfer, by its month."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from polias.crime.corrections.model import Correction
from polias.crime.reference import offence_classes
from polias.crime.reports import dataset as reports
from polias.crime.reports.model import CrimeReport
from polias.crime.transfers.model import Transfer
from polias.kit.calendar import london_date
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share

_CORRECTION, _DETAIL = "crime.corrections", "OFFICIAL-SENSITIVE"

CORRECTIONS = Dataset(
    name="crime_corrections",
    title="Crimes reclassified, cancelled and transferred",
    grain="One row per reclassification or cancellation, those taken back included and marked, and per transfer to "
    "another force, here or elsewhere. Of a restricted crime the classes, the place and the days are left out",
    source="Corrections of crime reports by the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force that made it", source=f"{_CORRECTION}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month in which it was made",
               source=f"{_CORRECTION}.made_at"),
        Column(name="kind", type="category", meaning="classify, cancel or transfer",
               source=f"{_CORRECTION}.kind, crime.transfers"),
        Column(name="basis", type="category", meaning="information learnt since, or an error in what was recorded",
               source=f"{_CORRECTION}.basis"),
        Column(name="category", type="category", meaning="Of a cancellation or transfer: its category of the rules",
               source=f"{_CORRECTION}.category"),
        Column(name="offence_group", type="category", meaning="Group of the class that the crime had before",
               source=f"{_CORRECTION}.offence_before"),
        Column(name="group_after", type="category", meaning="Group of the class that it has after",
               source=f"{_CORRECTION}.offence_after"),
        Column(name="district", type="category", meaning="District of the place; empty where no beat is known",
               source="crime.reports.beat"),
        Column(name="days_since_recorded", type="int32", unit="days", meaning="Whole days since the crime was recorded",
               source=f"{_CORRECTION}.made_at", classification=_DETAIL),
        Column(name="victim_told", type="bool", meaning="A day on which the victim was told is recorded",
               source=f"{_CORRECTION}.victim_told_on"),
        Column(name="taken_back", type="bool", meaning="A cancellation that was taken back by reopening",
               source=f"{_CORRECTION}.ended_at"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source="crime.reports, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """The months in which corrections were made, and in which crimes were recorded: that none was made is known too."""
    yield from reports.units_of(ids, now)
    for model, instant in ((Correction, "made_at"), (Transfer, "answered_at")):
        rows = model.objects.all() if ids is None else model.objects.filter(register_id__in=ids)
        yield from reports.units_at(rows.values_list("register_id", "force_id", instant), ids)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Every correction of crimes that the force has, and every transfer from it, in the order of their ids."""
    start, end = month_bounds(unit.month)
    force_id = reports.force_ids()[unit.force]
    made = Correction.objects.filter(force_id=force_id, made_at__gte=start, made_at__lt=end)
    crimes = CrimeReport.objects.filter(pk__in=made.values("register_id"))
    about = {row["pk"]: row for row in crimes.values("pk", "recorded_at", "beat__parent__name")}
    for one in made.order_by("pk"):
        if one.register_id in about:
            yield _published(unit, one, about[one.register_id])
    for gone in _transferred(force_id, start, end):
        yield _published_transfer(unit, gone)


def _transferred(force_id: int, start: datetime, end: datetime) -> Iterator[Transfer]:
    rows = Transfer.objects.filter(from_force=force_id, answer="accepted", answered_at__gte=start, answered_at__lt=end)
    yield from rows.select_related("from_beat__parent").order_by("pk")


def _published_transfer(unit: Unit, one: Transfer) -> Row:
    """A transfer as a row of the force that had the crime, under the class that it had then."""
    restricted = one.grade > 0
    district = one.from_beat.parent.name if one.from_beat and one.from_beat.parent else None
    days = (london_date(one.answered_at) - london_date(one.recorded_at)).days if one.answered_at else None
    detail = {"group_after": _group(one.offence), "district": district, "days_since_recorded": days}
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "kind": "transfer",
        "basis": "information",
        "category": "C1",
        "offence_group": _group(one.offence),
        "victim_told": one.victim_told_on is not None,
        "taken_back": False,
        "grade": one.grade,
    }


def _published(unit: Unit, one: Correction, crime: dict[str, Any]) -> Row:
    restricted = one.grade > 0
    days = (london_date(one.made_at) - london_date(crime["recorded_at"])).days
    detail = {"group_after": _group(one.offence_after), "district": crime["beat__parent__name"],
              "days_since_recorded": days}  # fmt: skip
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "kind": "transfer" if one.category == "C1" else one.kind,
        "basis": one.basis,
        "category": one.category or None,
        "offence_group": _group(one.offence_before),
        "victim_told": one.victim_told_on is not None,
        "taken_back": one.ended_at is not None,
        "grade": one.grade,
    }


def _group(code: str) -> str | None:
    known = offence_classes().get(code)
    return known.group if known else None


def quality_of(rows: Iterable[Row]) -> Quality:
    """Validity: the class is a known one. Completeness: the days to a correction are known. Consistency: they are not
    below nought."""
    found = list(rows)
    opened = [row for row in found if row["restriction"] == OPEN]
    return Quality(
        validity=share(row["offence_group"] is not None for row in found),
        completeness=share(row["days_since_recorded"] is not None for row in opened),
        uniqueness=1.0 if found else None,
        consistency=share(row["days_since_recorded"] >= 0 for row in opened if row["days_since_recorded"] is not None),
    )


PUBLICATION = Publication(
    dataset=CORRECTIONS,
    follows="crime.reports",
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
    basis=reports.names_of_places,
)
