"""The figures of official tables as they are held now, by area, offence group and what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from polias.manifest import current_partitions
from polias.measures.sources.ons.dataset import ONS_CRIME_TABLES
from polias.measures.sources.ons.table import Figure


def figures_held(datasets: Path, *, months: tuple[str, ...] | None = None) -> Iterator[Figure]:
    """Every figure of the current versions, of all areas, for the twelve months that end in these (all, when None)."""
    import pyarrow.parquet as pq

    for folder, manifest in current_partitions(datasets, dataset=ONS_CRIME_TABLES.name, months=months):
        if manifest.current is None:
            continue
        table = pq.read_table(folder / manifest.current.file, columns=list(Figure._fields), partitioning=None)
        yield from (Figure(**row) for row in table.to_pylist())
