"""Writes what was found: clusters, scored pairs and the rejects; each file whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.pole.matching.problems import CannotBeMatched
from polias.pole.matching.rejects import Rejects

REJECTS_HEADER = ("file", "line", "record", "left_out", "column", "reason", "value")


def write_clusters(path: Path, ids: Sequence[str], clusters: Iterable[int]) -> None:
    """record,cluster: one line a record; a cluster is called by its first record's id."""
    _write(path, ("record", "cluster"), ((record, ids[cluster]) for record, cluster in zip(ids, clusters, strict=True)))


def write_pairs(path: Path, ids: Sequence[str], rows: Iterable[tuple[Any, ...]], evidence: Sequence[str]) -> None:
    """Scored pairs, the surest first: both ids, weight in bits, probability, and each field's part of the weight."""
    lines = (
        (ids[left], ids[right], f"{weight:.2f}", f"{chance:.6f}", *(f"{part:.2f}" for part in parts))
        for left, right, weight, chance, *parts in rows
    )
    _write(path, ("record_l", "record_r", "weight", "probability", *evidence), lines)


def write_rejects(path: Path, rejects: Rejects) -> None:
    """One line for each row or value that was left out, and why."""
    _write(
        path,
        REJECTS_HEADER,
        ((r.file, r.line or "", r.record, r.left_out, r.column, r.reason, r.value) for r in rejects),
    )


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with _whole(path) as half, half.open("w", encoding="utf-8", errors="replace", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        yield half
        half.replace(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise CannotBeMatched(
            _("{file} cannot be written: {why}.").format(file=path, why=error.strerror), _("Name another file.")
        ) from error
    finally:
        half.unlink(missing_ok=True)
