"""Made-up crimes as published partitions, as many as wanted, over 48 months of four forces."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from polias.kit.datasets import Column, Dataset, DatasetWriter
from polias.measures.engine.months import span

FORCES = ("eastmarch", "northshire", "southvale", "westmoor")
MONTHS = span("2022-11", "2026-10")
KINDS, DISTRICTS, CELLS, OUTCOMES = 14, 12, 4_000, 22


def _column(name: str, kind: str, meaning: str) -> Column:
    return Column(name=name, type=kind, meaning=meaning, source="made up")


CRIMES = Dataset(
    name="made_up_crimes",
    title="Made-up crimes",
    grain="One row per crime",
    source="made up",
    columns=(
        _column("force", "category", "The force"),
        _column("month", "category", "Month of recording"),
        _column("recorded_on", "date32", "Day of recording"),
        _column("kind", "category", "Kind of crime"),
        _column("district", "category", "District"),
        _column("cell", "category", "Square of the map"),
        _column("victim", "int64", "Pseudonym of the victim; empty where there is none"),
        _column("outcome", "int32", "National outcome, 1 to 22; empty while open"),
        _column("cancelled", "bool", "Whether it was cancelled"),
    ),
)
#: A crime by its number: the same number is the same crime, however many there are. Places and victims are uneven:
#: a few cells see a lot, and one victim in seven crimes is somebody who is a victim often.
ROWS = """
    select '{force}' as force, '{month}' as month,
        date '{month}-01' + (hash(i) % {days})::int as recorded_on,
        'kind ' || (hash(i, 2) % {kinds}) as kind,
        '{force} ' || (hash(i, 3) % {districts}) as district,
        '{force} cell ' || ({cells} * pow(hash(i, 4) / 18446744073709551616.0, 3))::int as cell,
        case when hash(i, 5) % 4 = 0 then null when hash(i, 5) % 7 = 0 then {base} + (hash(i, 6) % {often})::bigint
            else {base} + {often} + (hash(i, 7) % {seldom})::bigint end as victim,
        case when hash(i, 8) % 5 < 3 then 1 + (hash(i, 9) % {outcomes})::int end as outcome,
        hash(i, 10) % 50 = 0 as cancelled
    from range({start}, {end}) t(i)
"""


def write(datasets: Path, *, rows: int, known_from: datetime | None = None) -> None:
    """So many crimes, spread evenly over forces and months."""
    each = rows // (len(FORCES) * len(MONTHS))
    for force in FORCES:
        for month in MONTHS:
            write_month(datasets, force=force, month=month, rows=each, known_from=known_from)


def write_month(
    datasets: Path, *, force: str, month: str, rows: int, known_from: datetime | None = None, version: str = ""
) -> None:
    """One partition; another `version` with one row more is a month of which one day has changed."""
    import duckdb

    place = FORCES.index(force) * len(MONTHS) + MONTHS.index(month)
    words = ROWS.format(
        force=force, month=month, days=28, kinds=KINDS, districts=DISTRICTS, cells=CELLS, outcomes=OUTCOMES,
        base=FORCES.index(force) * 1_000_000_000, often=max(rows // 20, 1), seldom=rows * 30,
        start=place * 1_000_000_000, end=place * 1_000_000_000 + rows + (1 if version else 0),
    )  # fmt: skip
    with DatasetWriter(CRIMES, datasets=datasets, keys={"force": force, "month": month}) as writer:
        for batch in duckdb.sql(words).to_arrow_reader(100_000):
            writer.write({name: batch.column(name) for name in batch.schema.names})
        writer.publish(
            content_hash=f"{place:04}{rows}{version}".ljust(64, "0"),
            source={"made up": True},
            known_from=known_from or datetime(2026, 11, 1, tzinfo=UTC),
        )
