"""What the engine gives back: figures with the definition, the moment, the partitions and the quality behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.manifest import Quality as QualityScores
from polias.measures.engine.soundness import Fault

__all__ = ["Fault", "MeasureResult", "PartitionUsed", "QualityScores", "ResultRow"]


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One figure: one force, one month, one group (empty for the force as a whole).

    `value` is None when it cannot be known: a partition is missing (`held` is False), its file cannot be counted
    (`fault` says why, and `held` is False too), or the denominator is 0.
    """

    force: str
    month: str
    group: tuple[tuple[str, str | None], ...]
    value: float | None
    numerator: float | None
    denominator: float | None
    held: bool
    fault: Fault | None = None


@dataclass(frozen=True, kw_only=True)
class PartitionUsed:
    """One partition version behind the figures: the truth we held from `known_from` until `known_to`, if that came."""

    dataset: str
    force: str
    month: str
    version: int
    path: Path
    rows: int
    content_hash: str
    known_from: datetime
    known_to: datetime | None = None
    file_hash: str = ""
    schema_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureResult:
    """The figures of one measure, rows ordered by force, group and month.

    `as_at` is the moment whose knowledge this is: the one asked for, or that of the newest partition used.
    `reference_sets` maps each dated set used to the hash of its content. `faults` are files that could not be counted.
    """

    measure: str
    definition_version: int
    unit: str
    as_at: datetime | None
    months: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    lineage: tuple[PartitionUsed, ...]
    missing: tuple[tuple[str, str, str], ...]
    quality: QualityScores
    reference_sets: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...] = ()

    def series(self, *, force: str, group: tuple[tuple[str, str | None], ...] = ()) -> tuple[ResultRow, ...]:
        """One row per month asked for, in order; unknown months are there with value None."""
        return tuple(row for row in self.rows if row.force == force and row.group == group)

    def groups(self, *, force: str) -> tuple[tuple[tuple[str, str | None], ...], ...]:
        return tuple(dict.fromkeys(row.group for row in self.rows if row.force == force))
