"""Computes a declared measure over Parquet with Ibis on DuckDB, and says exactly which partitions it read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polias.manifest import Manifest, Quality, Version, current_partitions
from polias.measures.engine.declaration import DatedSet, Measure, Quantity, Where
from polias.measures.engine.result import MeasureResult, PartitionUsed, ResultRow

if TYPE_CHECKING:
    import ibis

Key = tuple[str, str, tuple[str | None, ...]]


class ColumnNotPublished(Exception):
    """A measure asks for a column that the dataset's manifest does not name."""

    def __init__(self, measure: str, dataset: str, columns: Iterable[str]) -> None:
        super().__init__(f"measure {measure} needs {sorted(columns)}, which dataset {dataset} does not publish")


class DimensionUnknown(Exception):
    """A grouping was asked for that the measure does not declare."""

    def __init__(self, measure: Measure, dimension: str) -> None:
        super().__init__(f"measure {measure.name} is not declared by {dimension}; it may be by {measure.group_by}")


@dataclass(frozen=True)
class _Asked:
    measure: Measure
    forces: tuple[str, ...]
    months: tuple[str, ...]
    group_by: tuple[str, ...]
    as_at: datetime | None


@dataclass(frozen=True)
class _Held:
    """The partitions of one dataset as at a moment: by force and month, the version's path and its quality."""

    used: tuple[PartitionUsed, ...]
    quality: tuple[tuple[Quality, int], ...]
    units: frozenset[tuple[str, str]]


def compute(
    measure: Measure,
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    group_by: Sequence[str] = (),
    as_at: datetime | None = None,
) -> MeasureResult:
    """The measure for every force and month asked for, as it was known at `as_at` (now, when None).

    A force's month that is not held gives value None, never 0; a group without rows in a held month gives 0.
    Raises ColumnNotPublished and DimensionUnknown, both faults of a declaration.
    """
    for dimension in group_by:
        if dimension not in measure.group_by:
            raise DimensionUnknown(measure, dimension)
    asked = _Asked(measure, tuple(forces), tuple(months), tuple(group_by), as_at)
    held = _all_held(asked, datasets)
    tables = [_aggregate(quantity, held[quantity.dataset], asked) for quantity in measure.quantities]
    used = tuple(partition for dataset in held.values() for partition in dataset.used)
    return MeasureResult(
        measure=measure.name,
        definition_version=measure.version,
        unit=measure.unit,
        as_at=as_at or max((partition.known_from for partition in used), default=None),
        months=tuple(months),
        rows=tuple(_rows(asked, tables, held)),
        lineage=used,
        missing=_missing(held, asked),
        quality=_combined(pair for dataset in held.values() for pair in dataset.quality),
        reference_sets=_reference_sets(measure),
    )


def _all_held(asked: _Asked, datasets: Path) -> dict[str, _Held]:
    """What is held of each dataset that the measure reads; two quantities over one dataset read it once."""
    columns: dict[str, frozenset[str]] = {}
    for quantity in asked.measure.quantities:
        columns[quantity.dataset] = columns.get(quantity.dataset, frozenset()) | quantity.columns(asked.group_by)
    return {dataset: _held(asked, dataset, datasets, columns=needed) for dataset, needed in columns.items()}


def _held(asked: _Asked, dataset: str, datasets: Path, *, columns: frozenset[str]) -> _Held:
    used, quality, units = [], [], set()
    partitions = current_partitions(datasets, dataset=dataset, forces=set(asked.forces), months=set(asked.months))
    for folder, manifest in partitions:
        version = manifest.version_at(asked.as_at)
        if version is None:
            continue
        absent = columns - {column.name for column in manifest.columns}
        if absent:
            raise ColumnNotPublished(asked.measure.name, dataset, absent)
        used.append(_used(folder, manifest, version))
        quality.append((version.quality, version.rows))
        units.add((manifest.keys["force"], manifest.keys["month"]))
    return _Held(tuple(used), tuple(quality), frozenset(units))


def _used(folder: Path, manifest: Manifest, version: Version) -> PartitionUsed:
    return PartitionUsed(
        dataset=manifest.dataset,
        force=manifest.keys["force"],
        month=manifest.keys["month"],
        version=version.number,
        path=folder / version.file,
        rows=version.rows,
        content_hash=version.content_hash,
        known_from=version.known_from,
    )


def _aggregate(quantity: Quantity, held: _Held, asked: _Asked) -> dict[Key, float]:
    """The quantity by force, month and group; empty when nothing is held."""
    import ibis

    if not held.used:
        return {}
    connection = ibis.duckdb.connect()
    try:
        table = connection.read_parquet([str(partition.path) for partition in held.used])
        expression = expression_of(quantity, table, months=asked.months, group_by=asked.group_by)
        found = expression.to_pyarrow().to_pylist()
    finally:
        connection.disconnect()
    names = [f"group_{place}" for place in range(len(asked.group_by))]
    return {
        (row["force"], row["month"], tuple(row[name] for name in names)): row["quantity"]
        for row in found
        if row["quantity"] is not None
    }


def expression_of(
    quantity: Quantity, table: ibis.Table, *, months: Sequence[str], group_by: Sequence[str]
) -> ibis.Table:
    """The Ibis expression of a quantity; the same for DuckDB on one machine and Spark on many."""
    rows = table.filter(table[quantity.month].isin(list(months)))
    for condition in quantity.where:
        rows = rows.filter(_predicate(condition, rows, month=rows[quantity.month], months=months))
    keys = {
        "force": rows["force"],
        "month": rows[quantity.month],
        **{f"group_{place}": rows[quantity.column_of(name)] for place, name in enumerate(group_by)},
    }
    return rows.group_by(**keys).aggregate(quantity=_aggregation(quantity, rows))


def _aggregation(quantity: Quantity, rows: ibis.Table) -> Any:
    if quantity.aggregate == "count":
        return rows.count()
    assert quantity.column is not None
    column: Any = rows[quantity.column]
    return {
        "sum": column.sum,
        "mean": column.mean,
        "median": column.median,
        "max": column.max,
        "distinct": column.nunique,
        "p90": lambda: column.quantile(0.9),
    }[quantity.aggregate]()


def _predicate(condition: Where, rows: ibis.Table, *, month: Any, months: Sequence[str]) -> Any:
    column: Any = rows[condition.column]
    value = condition.value
    if isinstance(value, DatedSet):
        inside = _in_dated_set(column, value, month=month, months=months)
        return inside if condition.comparison == "in" else ~inside
    simple: Mapping[str, Any] = {
        "is": lambda: column == value,
        "is not": lambda: column.isnull() | (column != value),
        "in": lambda: column.isin(list(value)),  # type: ignore[arg-type]
        "not in": lambda: column.isnull() | column.notin(list(value)),  # type: ignore[arg-type]
        "at most": lambda: column <= value,
        "at least": lambda: column >= value,
        "less than": lambda: column < value,
        "more than": lambda: column > value,
        "known": column.notnull,
        "unknown": column.isnull,
    }
    return simple[condition.comparison]()


def _in_dated_set(column: Any, dated: DatedSet, *, month: Any, months: Sequence[str]) -> Any:
    """Membership as at the row's own month; months with the same members share one condition."""
    import ibis

    by_members: dict[frozenset[str], list[str]] = {}
    for name in months:
        by_members.setdefault(dated.values_in(name), []).append(name)
    parts = [month.isin(names) & column.isin(sorted(values)) for values, names in by_members.items() if values]
    return reduce(lambda a, b: a | b, parts, ibis.literal(False)).fill_null(False)


def _rows(asked: _Asked, tables: list[dict[Key, float]], held: Mapping[str, _Held]) -> Iterator[ResultRow]:
    measure = asked.measure
    for force in asked.forces:
        for group in _groups(asked, tables, force):
            labelled = tuple(zip(asked.group_by, group, strict=True))
            for month in asked.months:
                key = (force, month, group)
                known = all((force, month) in held[quantity.dataset].units for quantity in measure.quantities)
                yield _row(measure, [table.get(key) for table in tables], key=key, group=labelled, held=known)


def _groups(asked: _Asked, tables: list[dict[Key, float]], force: str) -> list[tuple[str | None, ...]]:
    """The groups that occur in any month, rows without a value last; the force as a whole when not grouped."""
    if not asked.group_by:
        return [()]
    found = {key[2] for table in tables for key in table if key[0] == force}
    return sorted(found, key=lambda group: tuple((value is None, str(value)) for value in group))


def _row(
    measure: Measure, found: list[float | None], *, key: Key, group: tuple[tuple[str, str | None], ...], held: bool
) -> ResultRow:
    filled = [
        0 if value is None and quantity.aggregate in ("count", "sum", "distinct") else value
        for value, quantity in zip(found, measure.quantities, strict=True)
    ]
    top = filled[0] if held else None
    bottom = filled[1] if held and len(filled) > 1 else None
    return ResultRow(
        force=key[0],
        month=key[1],
        group=group,
        value=_value(measure, top, bottom),
        numerator=top,
        denominator=bottom,
        held=held,
    )


def _value(measure: Measure, top: float | None, bottom: float | None) -> float | None:
    if top is None or measure.denominator is None:
        return top
    return measure.scale * top / bottom if bottom else None


def _missing(held: Mapping[str, _Held], asked: _Asked) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (dataset, force, month)
        for dataset, content in held.items()
        for force in asked.forces
        for month in asked.months
        if (force, month) not in content.units
    )


def _combined(scores: Iterable[tuple[Quality, int]]) -> Quality:
    """Each score weighted by rows; unknown where no partition knows it."""
    pairs = list(scores)
    names = ("accuracy", "completeness", "uniqueness", "consistency", "timeliness", "validity")
    return Quality(**{name: _weighted([(getattr(q, name), rows) for q, rows in pairs]) for name in names})


def _weighted(pairs: list[tuple[float | None, int]]) -> float | None:
    known = [(score, rows) for score, rows in pairs if score is not None and rows]
    total = sum(rows for _, rows in known)
    return sum(score * rows for score, rows in known) / total if total else None


def _reference_sets(measure: Measure) -> tuple[tuple[str, str], ...]:
    sets = {
        condition.value.name: condition.value.content_hash
        for quantity in measure.quantities
        for condition in quantity.where
        if isinstance(condition.value, DatedSet)
    }
    return tuple(sorted(sets.items()))
