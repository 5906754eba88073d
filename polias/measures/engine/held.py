"""Which partition versions of a dataset are read, as at a moment, and what they say of their own quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.manifest import Manifest, Quality, Version, current_partitions
from polias.measures.engine.result import PartitionUsed
from polias.measures.engine.soundness import Fault, FaultKind, Footer, content_fault, footer_of

_SCORES = ("accuracy", "completeness", "uniqueness", "consistency", "timeliness", "validity")
_Unit = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """The partitions of one dataset for the forces and months asked for. `units` are the force's months held.

    `types` are the columns that any partition has, with the type that most have; `lacking` are columns that single
    partitions do not have, or have with another type. `faults` are partitions that cannot be read at all: they are
    neither in `used` nor in `units`.
    """

    used: tuple[PartitionUsed, ...]
    quality: tuple[tuple[Quality, int], ...]
    units: frozenset[_Unit]
    types: Mapping[str, str]
    one_schema: bool
    lacking: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def paths(self) -> list[str]:
        return [str(partition.path) for partition in self.used]

    def fault_of(self, force: str, month: str, *, columns: Collection[str]) -> Fault | None:
        """Why the force's month cannot be counted by these columns; None where it can, or where it is not held."""
        every = (*self.faults, *(one for one in self.lacking if one.column in columns))
        return next((one for one in every if (one.force, one.month) == (force, month)), None)


def held(
    datasets: Path,
    *,
    dataset: str,
    forces: Iterable[str],
    months: Iterable[str],
    as_at: datetime | None,
    every_byte: bool = False,
) -> Held:
    """Look the partitions up, each file with its rows and columns; `every_byte` also compares the hash of each."""
    versions: list[tuple[PartitionUsed, Quality]] = []
    faults: list[Fault] = []
    for folder, manifest in current_partitions(datasets, dataset=dataset, forces=set(forces), months=set(months)):
        version = manifest.version_at(as_at)
        if version is None:
            continue
        used = _used(folder, manifest, version)
        unit = _unit_of(folder, datasets / dataset)
        if unit != (used.force, used.month):
            faults.append(_fault(used, "of another month", unit=unit))
        elif kind := content_fault(used.path, rows=used.rows, file_hash=used.file_hash if every_byte else ""):
            faults.append(_fault(used, kind))
        else:
            versions.append((used, version.quality))
    return held_of(versions, faults=faults)


def held_of(versions: Iterable[tuple[PartitionUsed, Quality]], *, faults: Iterable[Fault] = ()) -> Held:
    """The same from chosen versions, whose files are there."""
    chosen, found = list(versions), tuple(faults)
    types = _usual_types(used for used, _quality in chosen)
    lacking = [fault for used, _quality in chosen for fault in _lacking(used, types)]
    retyped = {fault.path: fault for fault in lacking if fault.kind == "other type"}
    kept = [(used, quality) for used, quality in chosen if used.path not in retyped]
    faulty = {(fault.force, fault.month) for fault in (*found, *retyped.values())}
    return Held(
        used=tuple(used for used, _quality in kept),
        quality=tuple((quality, used.rows) for used, quality in kept),
        units=frozenset((used.force, used.month) for used, _quality in kept) - faulty,
        types=types,
        one_schema=len({used.schema_hash for used, _quality in kept}) < 2,
        lacking=tuple(fault for fault in lacking if fault.kind == "lacks a column"),
        faults=(*found, *retyped.values()),
    )


def _usual_types(partitions: Iterable[PartitionUsed]) -> dict[str, str]:
    """Each column with the type that most partitions give it; the newest of two that as many do."""
    found: dict[str, Counter[str]] = {}
    for used in sorted(partitions, key=lambda one: one.known_from, reverse=True):
        for name, kind in _types(used).items():
            found.setdefault(name, Counter())[kind] += 1
    return {name: kinds.most_common(1)[0][0] for name, kinds in found.items()}


def _types(used: PartitionUsed) -> Mapping[str, str]:
    footer = footer_of(used.path)
    return footer.types if isinstance(footer, Footer) else {}


def _lacking(used: PartitionUsed, types: Mapping[str, str]) -> Iterable[Fault]:
    """Columns that others have and this partition has not, or has otherwise. All months are read as one table, in which
    a number that was once a text would turn every number into text."""
    own = _types(used)
    for name, kind in types.items():
        if name not in own:
            yield _fault(used, "lacks a column", column=name)
        elif own[name] != kind:
            yield _fault(used, "other type", column=name)


def _unit_of(folder: Path, dataset: Path) -> _Unit:
    force, month = (part.partition("=")[2] for part in folder.relative_to(dataset).parts[:2])
    return force, month


def _fault(used: PartitionUsed, kind: FaultKind, *, column: str = "", unit: _Unit | None = None) -> Fault:
    force, month = unit or (used.force, used.month)
    return Fault(dataset=used.dataset, force=force, month=month, path=used.path, kind=kind, column=column)


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
        known_to=version.known_to,
        file_hash=version.file_hash,
        schema_hash=version.schema_hash,
    )


def combined(scores: Iterable[tuple[Quality, int]]) -> Quality:
    """Each score weighted by rows; unknown where no partition knows it."""
    pairs = list(scores)
    return Quality(**{name: _weighted([(getattr(q, name), rows) for q, rows in pairs]) for name in _SCORES})


def _weighted(pairs: list[tuple[float | None, int]]) -> float | None:
    known = [(score, rows) for score, rows in pairs if score is not None and rows]
    total = sum(rows for _, rows in known)
    return sum(score * rows for score, rows in known) / total if total else None
