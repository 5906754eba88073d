"""Which partition versions of a dataset are read, as at a moment, and what they say of their own quality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.manifest import Manifest, Quality, Version, current_partitions
from polias.measures.engine.result import PartitionUsed

_SCORES = ("accuracy", "completeness", "uniqueness", "consistency", "timeliness", "validity")


@dataclass(frozen=True)
class Held:
    """The partitions of one dataset for the forces and months asked for. `units` are the force's months held."""

    used: tuple[PartitionUsed, ...]
    quality: tuple[tuple[Quality, int], ...]
    units: frozenset[tuple[str, str]]
    columns: frozenset[str]
    one_schema: bool

    @property
    def paths(self) -> list[str]:
        return [str(partition.path) for partition in self.used]


def held(datasets: Path, *, dataset: str, forces: Iterable[str], months: Iterable[str], as_at: datetime | None) -> Held:
    """Look the partitions up. `columns` are those that every partition publishes."""
    found = [
        (folder, manifest, version)
        for folder, manifest in current_partitions(datasets, dataset=dataset, forces=set(forces), months=set(months))
        if (version := manifest.version_at(as_at)) is not None
    ]
    published = [frozenset(column.name for column in manifest.columns) for _folder, manifest, _version in found]
    return Held(
        used=tuple(_used(folder, manifest, version) for folder, manifest, version in found),
        quality=tuple((version.quality, version.rows) for _folder, _manifest, version in found),
        units=frozenset((manifest.keys["force"], manifest.keys["month"]) for _folder, manifest, _version in found),
        columns=frozenset.intersection(*published) if published else frozenset(),
        one_schema=len({version.schema_hash for _folder, _manifest, version in found}) < 2,
    )


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


def combined(scores: Iterable[tuple[Quality, int]]) -> Quality:
    """Each score weighted by rows; unknown where no partition knows it."""
    pairs = list(scores)
    return Quality(**{name: _weighted([(getattr(q, name), rows) for q, rows in pairs]) for name in _SCORES})


def _weighted(pairs: list[tuple[float | None, int]]) -> float | None:
    known = [(score, rows) for score, rows in pairs if score is not None and rows]
    total = sum(rows for _, rows in known)
    return sum(score * rows for score, rows in known) / total if total else None
