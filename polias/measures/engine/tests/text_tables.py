"""Text tables in: crimes as a page of words, published as partitions; and a plain count of the same page in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import mean, median
from typing import Any

from polias.kit.datasets import Column, Dataset, DatasetWriter
from polias.measures.engine import Measure, Quantity, Where

#: The columns of a line, with the type of each; the force and the month come from the force and the day.
COLUMNS = {
    "force": "category",
    "day": "date32",
    "kind": "category",
    "victim": "string",
    "hours": "float64",
    "late": "bool",
}
CRIMES = Dataset(
    name="crimes",
    title="Crimes",
    grain="one row per crime",
    source="made up",
    columns=tuple(
        Column(name=name, type=kind, meaning=name, source="made up")
        for name, kind in {"month": "category", **COLUMNS}.items()
    ),
)
Row = dict[str, Any]
Figures = dict[tuple[Any, ...], Any]


def rows_of(table: str) -> list[Row]:
    """A crime a line: force, day, kind, victim, hours, late; a dash is unknown."""
    return [_row(line.split()) for line in table.strip().splitlines()]


def _row(cells: list[str]) -> Row:
    read = {"date32": date.fromisoformat, "float64": float, "bool": lambda word: word == "yes"}
    row: Row = {
        name: None if cell == "-" else read.get(kind, str)(cell)
        for (name, kind), cell in zip(COLUMNS.items(), cells, strict=True)
    }
    return {**row, "month": f"{row['day']:%Y-%m}"}


def publish(folder: Path, rows: Iterable[Row], *, also: Iterable[tuple[str, str]] = ()) -> None:
    """Each force's month as a partition; `also` are months held without a row."""
    units: dict[tuple[str, str], list[Row]] = {unit: [] for unit in also}
    for row in rows:
        units.setdefault((row["force"], row["month"]), []).append(row)
    for (force, month), own in units.items():
        with DatasetWriter(CRIMES, datasets=folder, keys={"force": force, "month": month}) as writer:
            writer.write({column.name: [row[column.name] for row in own] for column in CRIMES.columns})
            content = sha256(repr(own).encode()).hexdigest()
            writer.publish(content_hash=content, source={}, known_from=datetime(2026, 1, 1, tzinfo=UTC))


def measure_of(quantity: Quantity, *, group_by: tuple[str, ...] = (), over: Quantity | None = None) -> Measure:
    return Measure(
        name="made_up", title="Made up", question="How many?", source="made up", owner="nobody",
        numerator=quantity, denominator=over, group_by=group_by, unit="per cent" if over else "count",
    )  # fmt: skip


def counted_plainly(
    quantity: Quantity, rows: Iterable[Row], *, group_by: tuple[str, ...]
) -> dict[tuple[Any, ...], Any]:
    """The quantity by force, month and group, as somebody would count it by hand; nothing where there is no row."""
    kept = [row for row in rows if all(_holds(where, row) for where in quantity.where)]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in kept:
        groups.setdefault((row["force"], row["month"], *(row[name] for name in group_by)), []).append(row)
    found = {key: _aggregate(quantity, own, kept) for key, own in groups.items()}
    return {key: value for key, value in found.items() if value is not None}


def _holds(where: Where, row: Row) -> bool:
    value, other = row[where.column], where.value
    if where.comparison in ("known", "unknown"):
        return (value is None) == (where.comparison == "unknown")
    if value is None:
        return where.comparison in ("is not", "not in")
    return {
        "is": lambda: value == other, "is not": lambda: value != other,
        "in": lambda: value in other, "not in": lambda: value not in other,
        "at most": lambda: value <= other, "at least": lambda: value >= other,
        "less than": lambda: value < other, "more than": lambda: value > other,
    }[where.comparison]()  # fmt: skip


def _aggregate(quantity: Quantity, own: list[Row], kept: list[Row]) -> Any:
    if quantity.aggregate == "count":
        return len(own)
    if quantity.aggregate == "repeats":
        return sum(_came_again(quantity, row, kept) for row in own)
    values = [row[quantity.column] for row in own if row[quantity.column] is not None]
    if quantity.aggregate == "distinct":
        return len(set(values))
    if not values:
        return None
    return {"sum": sum, "mean": mean, "median": median, "max": max, "p90": _p90}[quantity.aggregate](values)


def _came_again(quantity: Quantity, row: Row, kept: list[Row]) -> bool:
    who, day = row[quantity.column], row[quantity.day]
    earliest = day - timedelta(days=quantity.within)
    return who is not None and any(
        other[quantity.column] == who and other["force"] == row["force"] and earliest <= other[quantity.day] < day
        for other in kept
    )


def _p90(values: list[float]) -> float:
    """Between the two values that lie around nine tenths of the way."""
    ordered, place = sorted(values), 0.9 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def figures(rows: Iterable[Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Text tables out: the figures of a result that are not nought, by force, month and group."""
    for row in rows:
        if row.value:
            yield (row.force, row.month, *(value for _name, value in row.group)), row.value
