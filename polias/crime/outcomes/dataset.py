"""What is published of outcomes: one row for each that was given, in the month in which it was given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from polias.crime.outcomes.model import CrimeOutcome
from polias.crime.reference import offence_classes, outcomes, positive_outcomes
from polias.crime.reference.ages import age_band
from polias.crime.reports import dataset as reports
from polias.crime.reports.model import CrimeReport
from polias.force.public import policy
from polias.kit.calendar import london_date
from polias.kit.datasets import Column, Dataset, Quality
from polias.kit.datasets.months import month_bounds
from polias.kit.datasets.publication import OPEN, PARTITION_BY, RESTRICTED, Publication, Row, Unit
from polias.kit.datasets.scores import share

_OUTCOME, _DETAIL = "crime.outcomes", "OFFICIAL-SENSITIVE"
POSITIVE_SET = "crime.positive_outcomes"

OUTCOMES = Dataset(
    name="crime_outcomes",
    title="Outcomes of crimes",
    grain="One row per outcome given to a crime, those taken back included and marked. Of a restricted crime the "
    "outcome itself, the place and the class are left out",
    source="Outcomes given by the force",
    partition_by=PARTITION_BY,
    columns=(
        Column(name="force", type="category", meaning="The force that gave it", source=f"{_OUTCOME}, register"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The London month in which it was given",
               source=f"{_OUTCOME}.given_at"),
        Column(name="given_on", type="date32", meaning="The London date on which it was given",
               source=f"{_OUTCOME}.given_at", classification=_DETAIL),
        Column(name="outcome_code", type="category", meaning="National outcome type", source=f"{_OUTCOME}.code",
               classification=_DETAIL),
        Column(name="outcome_group", type="category", meaning="Group of that outcome", source="outcomes.csv"),
        Column(name="positive", type="bool", meaning="Counted as positive on that date by the set the force has chosen",
               source="positive_outcomes.csv and the policy crime.positive_outcomes"),
        Column(name="current", type="bool", meaning="Still stands: neither taken back nor replaced",
               source=f"{_OUTCOME}.current"),
        Column(name="offence_code", type="category", meaning="Home Office class of the crime",
               source="crime.reports.offence", classification=_DETAIL),
        Column(name="offence_group", type="category", meaning="Group of that class", source="offence-classes.csv"),
        Column(name="days_to_outcome", type="float64", unit="days", meaning="From the recording of the crime to it",
               source=f"{_OUTCOME}.given_at and crime.reports.recorded_at", classification=_DETAIL),
        Column(name="age_band", type="category", meaning="How old the crime was then, in four bands",
               source="as days_to_outcome"),
        Column(name="district", type="category", meaning="District of the place; empty where no beat is known",
               source="crime.reports.beat"),
        Column(name="grade", type="int32", meaning="How far the record is restricted; 0 is not at all",
               source="crime.reports, register"),
    ),
)  # fmt: skip


def units_of(ids: Collection[UUID] | None, now: datetime) -> Iterator[Unit]:
    """The months in which outcomes were given, and in which crimes were recorded: that none was given is known too."""
    yield from reports.units_of(ids, now)
    rows = CrimeOutcome.objects.all() if ids is None else CrimeOutcome.objects.filter(register_id__in=ids)
    yield from reports.units_at(rows.values_list("register_id", "force_id", "given_at"), ids)


def rows_of(unit: Unit, now: datetime) -> Iterator[Row]:
    """Every outcome that the force gave in the month, in the order of their ids."""
    start, end = month_bounds(unit.month)
    force_id = reports.force_ids()[unit.force]
    chosen_set = policy(force_id, POSITIVE_SET)
    given = CrimeOutcome.objects.filter(force_id=force_id, given_at__gte=start, given_at__lt=end).order_by("pk")
    crimes = _crimes([row["register_id"] for row in given.values("register_id")])
    for row in given.values("register_id", "grade", "code", "given_at", "current"):
        yield _published(unit, row | crimes.get(row["register_id"], {}), chosen_set=chosen_set)


def _crimes(ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = CrimeReport.objects.filter(pk__in=ids).values("pk", "offence", "recorded_at", "beat__parent__name")
    return {row["pk"]: row for row in rows}


def _published(unit: Unit, row: dict[str, Any], *, chosen_set: str) -> Row:
    restricted, given_on = row["grade"] > 0, london_date(row["given_at"])
    offence, outcome = offence_classes().get(row.get("offence", "")), outcomes().get(row["code"])
    days = (row["given_at"] - row["recorded_at"]).total_seconds() / 86400 if row.get("recorded_at") else None
    detail = {
        "days_to_outcome": None if days is None else round(days, 3),
        "age_band": None if days is None else age_band(days),
        "given_on": given_on,
        "outcome_code": row["code"],
        "outcome_group": outcome.group if outcome else None,
        "offence_code": row.get("offence"),
        "district": row.get("beat__parent__name"),
    }
    return {
        **unit._asdict(),
        **(dict.fromkeys(detail) if restricted else detail),
        "restriction": RESTRICTED if restricted else OPEN,
        "positive": row["code"] in positive_outcomes(given_on, chosen_set),
        "current": row["current"],
        "offence_group": offence.group if offence else None,
        "grade": row["grade"],
    }


def quality_of(rows: Iterable[Row]) -> Quality:
    """Validity: the class of its crime is a known one. Completeness: its crime is there. Consistency: it was not given
    before the crime was recorded. Timeliness is not assessed: an outcome is given in the moment it is entered."""
    given = list(rows)
    opened = [row for row in given if row["restriction"] == OPEN]
    return Quality(
        validity=share(row["offence_group"] is not None for row in given),
        completeness=share(row["days_to_outcome"] is not None for row in opened),
        uniqueness=1.0 if given else None,
        consistency=share(row["days_to_outcome"] >= 0 for row in opened if row["days_to_outcome"] is not None),
    )


def basis() -> str:
    """Changes with the names of places, the dated sets of positive outcomes, and each force's choice of one."""
    choices = [(slug, policy(pk, POSITIVE_SET)) for pk, slug in sorted(reports.force_slugs().items())]
    return repr((reports.names_of_places(), choices, _sets()))


@cache
def _sets() -> str:
    from polias.crime.reference.outcomes import POSITIVE_FILE

    return POSITIVE_FILE.read_text(encoding="utf-8")


PUBLICATION = Publication(
    dataset=OUTCOMES,
    follows="crime.reports",
    units_of=units_of,
    rows_of=rows_of,
    quality=quality_of,
    basis=basis,
)
