"""What is published of recorded crimes: one row for each, without a name, a place below the beat or a free word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from polias.crime.editions.reading import class_of_any
from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reports.model import CrimeReport
from polias.force.public import Area, Force
from polias.kit.calendar import london_date
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds, month_of
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share
from polias.kit.handover.queries import had_by

_REPORT, _CLASSES = "crime.reports", "offence-classes.csv"
_DETAIL = "OFFICIAL-SENSITIVE"
#: A crime recorded so soon after its report belongs to the month in which it counts.
TIMELY = timedelta(days=7)

CRIME_REPORTS = Dataset(
    name="crime_reports",
    title="Recorded crimes",
    grain="One row per recorded crime, cancelled ones included and marked. Of a restricted crime only the force, "
    "the month, the group and the yes-or-no answers are given",
    source="Crime reports of the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force that recorded it", source=f"{_REPORT}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month in which it was recorded",
               source=f"{_REPORT}.recorded_at"),
        Column(name="recorded_on", type="date32", meaning="The London date on which it was recorded",
               source=f"{_REPORT}.recorded_at", classification=_DETAIL),
        Column(name="district", type="category", meaning="District of the place; empty where no beat is known",
               source=f"{_REPORT}.beat"),
        Column(name="beat", type="category", meaning="Beat of the place; empty where none is known",
               source=f"{_REPORT}.beat", classification=_DETAIL),
        Column(name="offence_code", type="category", meaning="Home Office class of the offence",
               source=f"{_REPORT}.offence", classification=_DETAIL),
        Column(name="offence_group", type="category", meaning="Group of that class", source=_CLASSES),
        Column(name="is_notifiable", type="bool", meaning="Whether the class counts as recorded crime",
               source=_CLASSES),
        Column(name="within_24_hours", type="bool", meaning="Recorded within 24 hours of the report, judged that day",
               source=f"{_REPORT}.within_24_hours"),
        Column(name="hours_to_record", type="float64", unit="hours", meaning="From the report to the recording",
               source=f"{_REPORT}.reported_at and recorded_at", classification=_DETAIL),
        Column(name="cancelled", type="bool", meaning="Cancelled since: kept, and no longer counted",
               source=f"{_REPORT}.cancelled_at"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source=f"{_REPORT}, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """The month in which each crime was recorded. Every force records crime: a month without any was not supplied."""
    rows = CrimeReport.objects.all() if ids is None else CrimeReport.objects.filter(pk__in=ids)
    yield from units_at(rows.values_list("pk", "force_id", "recorded_at"), ids)


def units_at(rows: QuerySet[Any, Any], ids: Collection[UUID] | None) -> Iterator[Unit]:
    """The months of each row's instants: for the force whose crime it is, and for those that transferred it.

    Rows are the crime, its force, and the instants, some of which may be missing.
    """
    slugs, had = force_slugs(), had_by(ids)
    for pk, force_id, *instants in rows.iterator():
        for force in had.get(pk, frozenset()) | {force_id}:
            yield from (Unit(slugs[force], month_of(at)) for at in instants if at)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Every crime that the force recorded in the month, in the order of their ids."""
    start, end = month_bounds(unit.month)
    crimes = CrimeReport.objects.filter(force_id=force_ids()[unit.force], recorded_at__gte=start, recorded_at__lt=end)
    fields = ("force_id", "grade", "offence", "reported_at", "recorded_at", "within_24_hours", "cancelled_at")
    more = ("pk", "committed_from", "beat__name", "beat__parent__name")
    standing = CrimeOutcome.objects.filter(register_id__in=crimes.values("pk"), current=True)
    solved = set(standing.values_list("register_id", flat=True))
    for row in crimes.order_by("pk").values(*fields, *more):
        yield {**_published(unit, row), **_of_quality(row, has_outcome=row["pk"] in solved)}


def _of_quality(row: dict[str, Any], *, has_outcome: bool) -> dict[str, bool]:
    """What is not published of a crime and says how good its record is."""
    took = row["recorded_at"] - row["reported_at"]
    in_order = row["committed_from"] <= row["reported_at"] <= row["recorded_at"]
    return {
        "is_complete": bool(row["offence"]),
        "is_timely": took <= TIMELY,
        "is_consistent": in_order
        and row["within_24_hours"] == (took <= timedelta(hours=24))
        and not (row["cancelled_at"] and has_outcome),
    }


def _published(unit: Unit, row: dict[str, Any]) -> Row:
    restricted, offence = row["grade"] > 0, class_of_any(row["offence"], force_id=row["force_id"])
    detail = {
        "recorded_on": london_date(row["recorded_at"]),
        "district": row["beat__parent__name"],
        "beat": row["beat__name"],
        "offence_code": row["offence"],
        "hours_to_record": round((row["recorded_at"] - row["reported_at"]).total_seconds() / 3600, 2),
    }
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "offence_group": offence.group if offence else None,
        "is_notifiable": bool(offence and offence.notifiable),
        "within_24_hours": row["within_24_hours"],
        "cancelled": row["cancelled_at"] is not None,
        "grade": row["grade"],
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Five of the six scores; accuracy is known where somebody has audited crimes, and nowhere else.

    Validity: the class is a known one. Completeness: there is one. Uniqueness: no crime twice, by its key. Timeliness:
    recorded within seven days of the report; later, a month's figure tells more of the recording than of the month.
    Consistency: its times follow each other, the 24 hours agree with them, and no cancelled crime has an outcome.
    """
    crimes = list(rows)
    return Quality(
        validity=share(row["offence_group"] is not None for row in crimes if row["is_complete"]),
        completeness=share(row["is_complete"] for row in crimes),
        uniqueness=1.0 if crimes else None,
        timeliness=share(row["is_timely"] for row in crimes),
        consistency=share(row["is_consistent"] for row in crimes),
    )


def force_slugs() -> dict[int, str]:
    return dict(Force.objects.values_list("pk", "slug"))


def force_ids() -> dict[str, int]:
    return dict(Force.objects.values_list("slug", "pk"))


def names_of_places() -> str:
    """Changes when an area is renamed or moved under another: rows then read otherwise."""
    return repr(list(Area.objects.order_by("pk").values_list("pk", "name", "parent_id")))


PUBLICATION = Publication(
    dataset=CRIME_REPORTS,
    follows="crime.reports",
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
    basis=names_of_places,
)
