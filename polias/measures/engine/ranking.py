"""Where most happens: the groups of a measure with the highest counts over a stretch of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.measures.engine.compute import DimensionUnknown, require_columns
from polias.measures.engine.declaration import Measure
from polias.measures.engine.held import held
from polias.measures.engine.machines import Machine
from polias.measures.engine.mistakes import Mistaken
from polias.measures.engine.result import Fault, PartitionUsed
from polias.measures.engine.scan import leading, reading_of


@dataclass(frozen=True)
class Placed:
    """One group and its place, from 1, among those of its force; equal ones in the order of their names."""

    force: str
    place: int
    group: tuple[str | None, ...]
    value: float


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The groups with most. A force with a month that is missing or at fault has none: its order would be wrong."""

    measure: str
    definition_version: int
    months: tuple[str, ...]
    rows: tuple[Placed, ...]
    lineage: tuple[PartitionUsed, ...]
    missing: tuple[tuple[str, str, str], ...] = ()
    faults: tuple[Fault, ...] = ()


def ranked(
    measure: Measure,
    datasets: Path,
    *,
    forces: Sequence[str],
    months: Sequence[str],
    by: Sequence[str],
    most: int,
    as_at: datetime | None = None,
    every_byte: bool = False,
    machine: Machine | None = None,
) -> Ranking:
    """The `most` groups of each force over these months together; a group without a name is none.

    Raises Mistaken for a measure that is no count, and as `compute`.
    """
    quantity = measure.numerator
    if measure.denominator or quantity.aggregate != "count":
        raise Mistaken(f"measure {measure.name}: only counts can be ranked over several months")
    for dimension in by:
        if dimension not in measure.group_by:
            raise DimensionUnknown(measure, dimension)
    content = held(datasets, dataset=quantity.dataset, forces=forces, months=months, as_at=as_at, every_byte=every_byte)
    require_columns(measure, {reading_of(quantity, months): content}, months=months, group_by=tuple(by))
    faults = {
        (force, month): fault
        for force in forces
        for month in months
        if (fault := content.fault_of(force, month, columns=quantity.columns(tuple(by))))
    }
    missing = [
        (quantity.dataset, force, month)
        for force in forces
        for month in months
        if (force, month) not in content.units and (force, month) not in faults
    ]
    whole = set(forces) - {force for _dataset, force, _month in missing} - {force for force, _month in faults}
    rows = leading(quantity, content, months=months, group_by=by, most=most, machine=machine) if whole else []
    return Ranking(
        measure=measure.name,
        definition_version=measure.version,
        months=tuple(months),
        rows=tuple(Placed(*row) for row in rows if row[0] in whole),
        lineage=content.used,
        missing=tuple(missing),
        faults=tuple(faults.values()),
    )
