"""Computes declared measures over published Parquet, and says exactly which partitions it read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.measures.engine.declaration import DatedSet, Measure
from polias.measures.engine.held import Held, combined, held
from polias.measures.engine.result import MeasureResult, ResultRow
from polias.measures.engine.scan import NOUGHT_IF_EMPTY, Key, scanned


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
    forces: tuple[str, ...]
    months: tuple[str, ...]
    group_by: tuple[str, ...]
    as_at: datetime | None


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
    (result,) = compute_all([measure], datasets, forces=forces, months=months, group_by=group_by, as_at=as_at)
    return result


def compute_all(
    measures: Sequence[Measure],
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    group_by: Sequence[str] = (),
    as_at: datetime | None = None,
) -> list[MeasureResult]:
    """Several measures at once, each dataset read once; otherwise as `compute`."""
    for measure in measures:
        for dimension in group_by:
            if dimension not in measure.group_by:
                raise DimensionUnknown(measure, dimension)
    asked = _Asked(tuple(forces), tuple(months), tuple(group_by), as_at)
    quantities = [quantity for measure in measures for quantity in measure.quantities]
    content = {
        dataset: held(datasets, dataset=dataset, forces=forces, months=months, as_at=as_at)
        for dataset in dict.fromkeys(quantity.dataset for quantity in quantities)
    }
    for measure in measures:
        _require_columns(measure, content, asked)
    found = scanned(quantities, content, months=asked.months, group_by=asked.group_by)
    return [
        _result(measure, asked, content, [found[quantity] for quantity in measure.quantities]) for measure in measures
    ]


def _require_columns(measure: Measure, content: Mapping[str, Held], asked: _Asked) -> None:
    for quantity in measure.quantities:
        published = content[quantity.dataset]
        absent = quantity.columns(asked.group_by) - published.columns
        if published.used and absent:
            raise ColumnNotPublished(measure.name, quantity.dataset, absent)


def _result(
    measure: Measure, asked: _Asked, content: Mapping[str, Held], tables: list[dict[Key, float]]
) -> MeasureResult:
    own = {quantity.dataset: content[quantity.dataset] for quantity in measure.quantities}
    used = tuple(partition for each in own.values() for partition in each.used)
    return MeasureResult(
        measure=measure.name,
        definition_version=measure.version,
        unit=measure.unit,
        as_at=asked.as_at or max((partition.known_from for partition in used), default=None),
        months=asked.months,
        rows=tuple(_rows(measure, asked, tables, own)),
        lineage=used,
        missing=tuple(_missing(own, asked)),
        quality=combined(pair for each in own.values() for pair in each.quality),
        reference_sets=_reference_sets(measure),
    )


def _rows(
    measure: Measure, asked: _Asked, tables: list[dict[Key, float]], own: Mapping[str, Held]
) -> Iterator[ResultRow]:
    for force in asked.forces:
        for group in _groups(asked, tables, force):
            labelled = tuple(zip(asked.group_by, group, strict=True))
            for month in asked.months:
                key = (force, month, group)
                known = all((force, month) in each.units for each in own.values())
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
        0 if value is None and quantity.aggregate in NOUGHT_IF_EMPTY else value
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


def _missing(own: Mapping[str, Held], asked: _Asked) -> Iterator[tuple[str, str, str]]:
    for dataset, each in own.items():
        for force in asked.forces:
            for month in asked.months:
                if (force, month) not in each.units:
                    yield dataset, force, month


def _reference_sets(measure: Measure) -> tuple[tuple[str, str], ...]:
    sets = {
        condition.value.name: condition.value.content_hash
        for quantity in measure.quantities
        for condition in quantity.where
        if isinstance(condition.value, DatedSet)
    }
    return tuple(sorted(sets.items()))
