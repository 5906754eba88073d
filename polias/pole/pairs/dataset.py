"""What is published of the pairs that people reviewed: how often anybody is recorded twice, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from polias.force.public import Force
from polias.kit.datasets import Column, Dataset
from polias.kit.datasets.months import month_of, months_between
from polias.kit.datasets.publication import OPEN, PARTITION_BY, Publication, Row, Unit
from polias.pole.pairs.figures import duplicates_of
from polias.pole.pairs.model import Drawn, Pair

_DRAWN = "pole.pairs, drawn for review"

DUPLICATE_PEOPLE = Dataset(
    name="duplicate_people",
    title="People recorded more than once, as estimated",
    grain="One row per month in which a reviewed sample of pairs tells how many records are of one person; a month "
    "for which none does has no row",
    source="Quarterly samples of pairs of people, each decided by a person",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force whose register it is", source="pole.pairs, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month for which it holds",
               source="published"),
        Column(name="quarter", type="category", meaning="Quarter of the sample", source=f"{_DRAWN}.quarter"),
        Column(name="reviewed", type="int32", unit="pairs", meaning="Pairs of the sample that a person has decided",
               source="pole.pairs, state"),
        Column(name="people", type="int32", unit="records", meaning="Records of people that the sample was drawn of",
               source=f"{_DRAWN}.of_people"),
        Column(name="pairs", type="float64", unit="pairs", meaning="Pairs of records of one person, as estimated",
               source=f"{_DRAWN}.stands_for, and the decisions"),
        Column(name="pairs_low", type="float64", unit="pairs", meaning="Lower end of its 95 % interval",
               source=f"{_DRAWN}.stands_for, and the decisions"),
        Column(name="pairs_high", type="float64", unit="pairs", meaning="Upper end of its 95 % interval",
               source=f"{_DRAWN}.stands_for, and the decisions"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """Every month from that in which a force's first sample was drawn to this one."""
    drawn = Drawn.objects.all() if ids is None else Drawn.objects.filter(register_id__in=ids)
    slugs = dict(Force.objects.values_list("pk", "slug"))
    for force_id, quarter in sorted(set(drawn.values_list("register__force_id", "quarter"))):
        for month in months_between(_first_month(quarter), month_of(now)):
            yield Unit(slugs[force_id], month)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """The newest sample up to the month of which enough was reviewed, as it is decided today."""
    force = Force.objects.filter(slug=unit.force).values("pk")
    drawn = Drawn.objects.filter(register__force_id__in=force).select_related("register")
    quarters = sorted(set(drawn.values_list("quarter", flat=True)), reverse=True)
    for quarter in (each for each in quarters if _first_month(each) <= unit.month):
        sample = drawn.filter(quarter=quarter)
        share = duplicates_of(sample)
        if share is None:
            continue
        people = max(row.of_people or 0 for row in sample)
        yield {
            **unit._asdict(),
            "restriction": OPEN,
            "quarter": quarter,
            "reviewed": sum(row.register.state in ("same", "different") for row in sample),
            "people": people,
            "pairs": round(share.value * people, 2),
            "pairs_low": round(share.low * people, 2),
            "pairs_high": round(share.high * people, 2),
        }
        return


def _first_month(quarter: str) -> str:
    """The first month of a quarter such as 2026-Q4: 2026-10."""
    year, number = quarter.split("-Q")
    return f"{year}-{3 * int(number) - 2:02}"


PUBLICATION = Publication(dataset=DUPLICATE_PEOPLE, follows=Pair.TYPE, units_of=units_of, rows_of=rows_of)
