"""What is published of the processing queue: who waited at the end of each month, and how long, without saying who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q

from polias.force.public import Force
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds, month_of, months_between
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share
from polias.kit.handover.queries import had_by
from polias.quality.queue.model import QueueItem

_QUEUE = "quality.queue"

QUEUE_MONTH_ENDS = Dataset(
    name="queue_month_ends",
    title="The processing queue at the end of each month",
    grain="One row per record that was waiting when the month ended; in a month that goes on, when it was published",
    source="Processing queue of the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force whose queue it is", source=f"{_QUEUE}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month at whose end it waited",
               source="published"),
        Column(name="hours_waiting", type="int32", unit="hours", meaning="Whole hours since it entered the queue",
               source=f"{_QUEUE}.entered_at"),
        Column(name="harm", type="int32", meaning="Rank by which the queue is worked; 1 comes first",
               source=f"{_QUEUE}.harm"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source=f"{_QUEUE}, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """Every month from an item's coming to this one: it may have waited at the end of any of them."""
    slugs, this_month = dict(Force.objects.values_list("pk", "slug")), month_of(now)
    items = QueueItem.objects.all() if ids is None else QueueItem.objects.filter(pk__in=ids)
    # One that went to another force with its crime waits there, and no longer here.
    had = had_by(ids)
    for pk, entered in items.filter(pk__in=had).values_list("pk", "entered_at"):
        for month in months_between(month_of(entered), this_month):
            yield from (Unit(slugs[force_id], month) for force_id in had[pk])
    for force_id, first in items.values_list("force_id").annotate(Min("entered_at")):
        for month in months_between(month_of(first), this_month):
            yield Unit(slugs[force_id], month)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Who waited when the month ended, in the order of their ids."""
    moment = min(month_bounds(unit.month)[1], now)
    waiting = QueueItem.objects.filter(
        Q(left_at=None) | Q(left_at__gte=moment), force_id__in=_force(unit), entered_at__lt=moment
    )
    for row in waiting.order_by("pk").values("grade", "harm", "entered_at"):
        yield _published(unit, row, moment=moment)


def _force(unit: Unit) -> Any:
    return Force.objects.filter(slug=unit.force).values("pk")


def _published(unit: Unit, row: dict[str, Any], *, moment: datetime) -> Row:
    restricted = row["grade"] > 0
    return {
        **unit._asdict(),
        "restriction": RESTRICTED if restricted else OPEN,
        "hours_waiting": int((moment - row["entered_at"]).total_seconds() // 3600),
        "harm": None if restricted else row["harm"],
        "grade": row["grade"],
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Completeness: how urgent it is, is known. Consistency: nothing waits for less than no time."""
    waiting = list(rows)
    return Quality(
        completeness=share(row["harm"] is not None for row in waiting if row["restriction"] == OPEN),
        uniqueness=1.0 if waiting else None,
        consistency=share(row["hours_waiting"] >= 0 for row in waiting),
    )


PUBLICATION = Publication(
    dataset=QUEUE_MONTH_ENDS,
    follows="quality.queue",
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
)
