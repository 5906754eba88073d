"""What is published of logs opened as a crime: which waited for a decision at a month's end, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from polias.contact.logs.model import Log
from polias.contact.reference import opening_codes
from polias.force.public import Force
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds, month_of, months_between
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share

_LOG = "contact.logs"
CRIME = "Crime"

LOGS_OF_CRIME = Dataset(
    name="logs_of_crime",
    title="Logs opened as a crime",
    grain="One row per log opened as a crime and month: waiting when the month ended (in a month that goes on, when it "
    "was published), or decided in it",
    source="Logs of the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force whose log it is", source=f"{_LOG}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month at whose end it waited or in "
               "which it was decided", source=f"{_LOG}.received_at and decided_at"),
        Column(name="waits", type="bool", meaning="Not decided when the month ended", source=f"{_LOG}.decided_at"),
        Column(name="became_crime", type="bool", meaning="A crime was recorded from it; empty while it waits",
               source=f"{_LOG}.decision"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source=f"{_LOG}, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """Every month from a log's coming to its decision, or to this one while it waits."""
    slugs = dict(Force.objects.values_list("pk", "slug"))
    logs = _of_crime() if ids is None else _of_crime().filter(pk__in=ids)
    for force_id, came, decided in logs.values_list("force_id", "received_at", "decided_at").iterator():
        for month in months_between(month_of(came), month_of(decided or now)):
            yield Unit(slugs[force_id], month)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Who waited at the month's end and what was decided in it, in the order of their ids."""
    start, end = month_bounds(unit.month)
    moment = min(end, now)
    force = Force.objects.filter(slug=unit.force).values("pk")
    waiting = Q(decided_at=None) | Q(decided_at__gte=moment)
    decided = Q(decided_at__gte=start, decided_at__lt=moment)
    logs = _of_crime().filter(waiting | decided, force_id__in=force, received_at__lt=moment)
    for row in logs.order_by("pk").values("grade", "decision", "decided_at"):
        yield _published(unit, row, moment=moment)


def _of_crime() -> Any:
    codes = [code for code, one in opening_codes().items() if one.chapter == CRIME]
    return Log.objects.filter(opening_code__in=codes)


def _published(unit: Unit, row: dict[str, Any], *, moment: datetime) -> Row:
    waits = row["decided_at"] is None or row["decided_at"] >= moment
    return {
        **unit._asdict(),
        "restriction": RESTRICTED if row["grade"] > 0 else OPEN,
        "waits": waits,
        "became_crime": None if waits else row["decision"] == "crime_recorded",
        "grade": row["grade"],
        "is_decided_in_words": waits or bool(row["decision"]),
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Completeness: what was decided is told. Uniqueness: no log twice, by its key."""
    logs = list(rows)
    return Quality(completeness=share(row["is_decided_in_words"] for row in logs), uniqueness=1.0 if logs else None)


PUBLICATION = Publication(dataset=LOGS_OF_CRIME, follows=_LOG, units_of=units_of, rows_of=rows_of, quality=quality_of)
