"""Computes declared measures over published Parquet, and says exactly which partitions it read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from polias.measures.engine.declaration import DatedSet, Measure
from polias.measures.engine.held import Held, combined, held, held_of
from polias.measures.engine.machines import Machine
from polias.measures.engine.mistakes import Mistaken, of_columns
from polias.measures.engine.result import Fault, MeasureResult, PartitionUsed, QualityScores, ResultRow
from polias.measures.engine.scan import NOUGHT_IF_EMPTY, FileDamaged, Key, Reading, reading_of, scanned


class ColumnNotPublished(Exception):
    """A measure asks for a column that the dataset's manifest does not name."""

    def __init__(self, measure: str, dataset: str, columns: Iterable[str]) -> None:
        super().__init__(f"measure {measure} needs {sorted(columns)}, which dataset {dataset} does not publish")
        self.measure, self.dataset, self.columns = measure, dataset, tuple(sorted(columns))


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
    machine: Machine | None = None


def compute(
    measure: Measure,
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    group_by: Sequence[str] = (),
    as_at: datetime | None = None,
    every_byte: bool = False,
    machine: Machine | None = None,
) -> MeasureResult:
    """The measure for every force and month asked for, as it was known at `as_at` (now, when None), on `machine`
    (DuckDB inside this process, when None).

    A force's month that is not held gives value None, never 0, and so does one whose file is gone, cut short, changed
    or without a column (`every_byte` compares the hashes of the files); a group without rows in a held month gives 0.
    Raises ColumnNotPublished, DimensionUnknown and Mistaken, all faults of a declaration.
    """
    asked = {"forces": forces, "months": months, "group_by": group_by, "as_at": as_at, "every_byte": every_byte}
    (result,) = compute_all([measure], datasets, **asked, machine=machine)  # type: ignore[arg-type]
    return result


def compute_all(
    measures: Sequence[Measure],
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    group_by: Sequence[str] = (),
    as_at: datetime | None = None,
    every_byte: bool = False,
    machine: Machine | None = None,
) -> list[MeasureResult]:
    """Several measures at once, each dataset read once; otherwise as `compute`."""
    asked = _Asked(tuple(forces), tuple(months), tuple(group_by), as_at, machine)

    def looked_up(*, every_byte: bool) -> dict[Reading, Held]:
        how: dict[str, Any] = {"forces": forces, "as_at": as_at, "every_byte": every_byte}
        return {
            one: held(datasets, dataset=one.dataset, months=one.months, **how) for one in _readings(measures, asked)
        }

    try:
        return _counted(measures, looked_up(every_byte=every_byte), asked)
    except FileDamaged:
        return _counted(measures, looked_up(every_byte=True), asked)


def count_again(
    measures: Sequence[Measure],
    partitions: Iterable[PartitionUsed],
    *,
    forces: Sequence[str],
    months: Sequence[str],
    group_by: Sequence[str] = (),
) -> list[MeasureResult]:
    """Several measures over chosen partition versions, whatever the manifests call current; otherwise as `compute`."""
    asked, chosen = _Asked(tuple(forces), tuple(months), tuple(group_by), None), list(partitions)
    content = {
        reading: held_of(
            (one, QualityScores()) for one in chosen if one.dataset == reading.dataset and one.month in reading.months
        )
        for reading in _readings(measures, asked)
    }
    return _counted(measures, content, asked)


def _readings(measures: Sequence[Measure], asked: _Asked) -> list[Reading]:
    quantities = (quantity for measure in measures for quantity in measure.quantities)
    return list(dict.fromkeys(reading_of(quantity, asked.months) for quantity in quantities))


def _counted(measures: Sequence[Measure], content: Mapping[Reading, Held], asked: _Asked) -> list[MeasureResult]:
    for measure in measures:
        for dimension in asked.group_by:
            if dimension not in measure.group_by:
                raise DimensionUnknown(measure, dimension)
    quantities = [quantity for measure in measures for quantity in measure.quantities]
    for measure in measures:
        require_columns(measure, content, months=asked.months, group_by=asked.group_by)
    found = scanned(quantities, content, months=asked.months, group_by=asked.group_by, machine=asked.machine)
    return [
        _result(measure, asked, content, [found[quantity] for quantity in measure.quantities]) for measure in measures
    ]


def require_columns(
    measure: Measure, content: Mapping[Reading, Held], *, months: Sequence[str], group_by: tuple[str, ...]
) -> None:
    """Raises ColumnNotPublished, or Mistaken where a column holds something else than the measure takes it for."""
    for quantity in measure.quantities:
        published = content[reading_of(quantity, months)]
        absent = quantity.columns(group_by) - published.types.keys()
        if published.used and absent:
            raise ColumnNotPublished(measure.name, quantity.dataset, absent)
        for mistake in of_columns(quantity, published.types):
            raise Mistaken(f"measure {measure.name}: {mistake}")


def _result(
    measure: Measure, asked: _Asked, content: Mapping[Reading, Held], tables: list[dict[Key, float]]
) -> MeasureResult:
    own = {reading: content[reading] for reading in _readings([measure], asked)}
    used = tuple(dict.fromkeys(partition for each in own.values() for partition in each.used))
    faults = _faults(measure, asked, content)
    return MeasureResult(
        measure=measure.name,
        definition_version=measure.version,
        unit=measure.unit,
        as_at=asked.as_at or max((partition.known_from for partition in used), default=None),
        months=asked.months,
        rows=tuple(_rows(measure, asked, tables, content, faults)),
        lineage=used,
        missing=tuple(dict.fromkeys(_missing(own, asked))),
        quality=combined(pair for each in own.values() for pair in each.quality),
        reference_sets=_reference_sets(measure),
        faults=tuple(faults.values()),
    )


def _faults(measure: Measure, asked: _Asked, content: Mapping[Reading, Held]) -> dict[tuple[str, str], Fault]:
    """Each force's month whose files cannot be counted by the columns of this measure, and why."""
    found: dict[tuple[str, str], Fault] = {}
    for quantity in measure.quantities:
        each, columns = content[reading_of(quantity, asked.months)], quantity.columns(asked.group_by)
        for unit in {(one.force, one.month) for one in (*each.faults, *each.lacking)}:
            if fault := each.fault_of(*unit, columns=columns):
                found.setdefault(unit, fault)
    return dict(sorted(found.items()))


def _rows(
    measure: Measure,
    asked: _Asked,
    tables: list[dict[Key, float]],
    content: Mapping[Reading, Held],
    faults: Mapping[tuple[str, str], Fault],
) -> Iterator[ResultRow]:
    needed = {month: _needed(measure, month, asked, content) for month in asked.months}
    for force in asked.forces:
        for group in _groups(asked, tables, force):
            labelled = tuple(zip(asked.group_by, group, strict=True))
            for month in asked.months:
                key = (force, month, group)
                fault = next((faults[force, one] for one, _units in needed[month] if (force, one) in faults), None)
                known = fault is None and all((force, one) in units for one, units in needed[month])
                row = _row(measure, [table.get(key) for table in tables], key=key, group=labelled, held=known)
                yield replace(row, fault=fault) if fault else row


def _needed(
    measure: Measure, month: str, asked: _Asked, content: Mapping[Reading, Held]
) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """Every month that decides the figure of one, with the force's months held where it is looked for."""
    return [
        (one, content[reading_of(quantity, asked.months)].units)
        for quantity in measure.quantities
        for one in quantity.months_for(month)
    ]


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


def _missing(own: Mapping[Reading, Held], asked: _Asked) -> Iterator[tuple[str, str, str]]:
    for reading, each in own.items():
        for force in asked.forces:
            for month in reading.months:
                # A file that cannot be counted is a fault, and not a month that nobody supplied.
                faulty = any((one.force, one.month) == (force, month) for one in each.faults)
                if (force, month) not in each.units and not faulty:
                    yield reading.dataset, force, month


def _reference_sets(measure: Measure) -> tuple[tuple[str, str], ...]:
    sets = {
        condition.value.name: condition.value.content_hash
        for quantity in measure.quantities
        for condition in quantity.where
        if isinstance(condition.value, DatedSet)
    }
    return tuple(sorted(sets.items()))
