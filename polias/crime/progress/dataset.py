"""What is published of how long crimes stay: one row for each stay in a state, in the month in which it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from polias.crime.corrections.model import Correction
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.progress.stays import Closing, Stay, stays_of
from polias.crime.reference import offence_classes
from polias.crime.reports import dataset as reports
from polias.crime.reports.model import CrimeReport
from polias.kit.calendar import london_date
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share

_DETAIL = "OFFICIAL-SENSITIVE"

STAYS = Dataset(
    name="crime_stays",
    title="How long crimes stayed in a state",
    grain="One row per stay of a crime in one state that has ended: under investigation until it was closed, finalised "
    "or cancelled until it was reopened. Of a restricted crime the place and the days are left out",
    source="Crime reports, outcomes and cancellations of the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force whose crime it is", source="crime.reports, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month in which the stay ended",
               source="crime.outcomes.given_at and ended_at, crime.corrections.made_at and ended_at"),
        Column(name="state", type="category", meaning="The state: recorded (under investigation), finalised, cancelled",
               source="crime.reports, register"),
        Column(name="ended_on", type="date32", meaning="The London date on which it ended", source="as the month",
               classification=_DETAIL),
        Column(name="days", type="float64", unit="days", meaning="How long it lasted", source="as the month",
               classification=_DETAIL),
        Column(name="offence_group", type="category", meaning="Group of the crime's class today",
               source="crime.reports.offence"),
        Column(name="district", type="category", meaning="District of the place; empty where no beat is known",
               source="crime.reports.beat"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source="crime.reports, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """The months in which crimes were closed or reopened, and in which they were recorded."""
    yield from reports.units_of(ids, now)
    crimes = Q() if ids is None else Q(pk__in=ids)
    parts = Q() if ids is None else Q(register_id__in=ids)
    for rows, fields in (
        (CrimeReport.objects.filter(crimes, cancelled_at__isnull=False), ("pk", "force_id", "cancelled_at")),
        (CrimeOutcome.objects.filter(parts), ("register_id", "force_id", "given_at", "ended_at")),
        (Correction.objects.filter(parts, kind="cancel"), ("register_id", "force_id", "made_at", "ended_at")),
    ):
        yield from reports.units_at(rows.values_list(*fields), ids)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Every stay that ended in the month, by crime and time."""
    start, end = month_bounds(unit.month)
    force_id = reports.force_ids()[unit.force]
    moved = CrimeReport.objects.filter(force_id=force_id, pk__in=_moved(force_id, start, end))
    crimes = list(moved.order_by("pk").values("pk", "grade", "offence", "recorded_at", "cancelled_at",
                                              "beat__parent__name"))  # fmt: skip
    closings = _closings(crimes)
    for crime in crimes:
        for stay in stays_of(crime["recorded_at"], closings[crime["pk"]]):
            if stay.until and start <= stay.until < end:
                yield _published(unit, crime, stay)


def _moved(force_id: int, start: datetime, end: datetime) -> set[UUID]:
    """The crimes that were closed or reopened in the month."""
    outcomes = CrimeOutcome.objects.filter(force_id=force_id).filter(_within("given_at", start, end))
    cancelled = Correction.objects.filter(force_id=force_id, kind="cancel").filter(_within("made_at", start, end))
    brought = CrimeReport.objects.filter(force_id=force_id, cancelled_at__gte=start, cancelled_at__lt=end)
    found = set(outcomes.values_list("register_id", flat=True)) | set(cancelled.values_list("register_id", flat=True))
    return found | set(brought.values_list("pk", flat=True))


def _within(field: str, start: datetime, end: datetime) -> Q:
    return Q(**{f"{field}__gte": start, f"{field}__lt": end}) | Q(ended_at__gte=start, ended_at__lt=end)


def _closings(crimes: list[dict[str, Any]]) -> dict[UUID, list[Closing]]:
    """Every outcome and cancellation of these crimes; a cancellation of before there were corrections is one too."""
    ids = [crime["pk"] for crime in crimes]
    found: dict[UUID, list[Closing]] = defaultdict(list)
    given = CrimeOutcome.objects.filter(register_id__in=ids).filter(Q(current=True) | Q(ended_at__isnull=False))
    for pk, at, ended in given.values_list("register_id", "given_at", "ended_at"):
        found[pk].append(Closing("finalised", at, ended))
    cancelled = Correction.objects.filter(register_id__in=ids, kind="cancel")
    for pk, at, ended in cancelled.values_list("register_id", "made_at", "ended_at"):
        found[pk].append(Closing("cancelled", at, ended))
    for crime in crimes:
        standing = any(c.state == "cancelled" and c.ended_at is None for c in found[crime["pk"]])
        if crime["cancelled_at"] and not standing:
            found[crime["pk"]].append(Closing("cancelled", crime["cancelled_at"]))
    return found


def _published(unit: Unit, crime: dict[str, Any], stay: Stay) -> Row:
    restricted, known = crime["grade"] > 0, offence_classes().get(crime["offence"])
    detail = {
        "ended_on": london_date(stay.until) if stay.until else None,
        "days": round(stay.days or 0, 3),
        "district": crime["beat__parent__name"],
    }
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "state": stay.state,
        "offence_group": known.group if known else None,
        "grade": crime["grade"],
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Validity: the class is a known one. Completeness: the days of a stay are known. Consistency: they are not
    below nought."""
    found = list(rows)
    opened = [row for row in found if row["restriction"] == OPEN]
    return Quality(
        validity=share(row["offence_group"] is not None for row in found),
        completeness=share(row["days"] is not None for row in opened),
        uniqueness=1.0 if found else None,
        consistency=share(row["days"] >= 0 for row in opened if row["days"] is not None),
    )


PUBLICATION = Publication(
    dataset=STAYS,
    follows="crime.reports",
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
    basis=reports.names_of_places,
)
