"""The figures of official tables as they are held now, by area, offence group and what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from polias.manifest import current_partitions
from polias.measures.sources.ons.dataset import ONS_CRIME_TABLES
from polias.measures.sources.ons.table import Figure


class Population(NamedTuple):
    """How many people an area has, as an official table gives it, the heading that says of when, and the month in which
    the table ends."""

    people: float
    label: str
    table: str = ""


def populations(datasets: Path, *, near: str) -> dict[str, Population]:
    """The people of each force by its slug, from the table whose twelve months end nearest to a month.

    A force of which the table gives no rate at all, since hardly anybody lives there, is not among them.
    """
    found: dict[str, tuple[int, Population]] = {}
    figures = list(figures_held(datasets, tables=("rates-forces",)))
    with_a_rate = {(one.force, one.month) for one in figures if one.measured == "rate" and one.value is not None}
    for one in figures:
        if (one.force, one.month) not in with_a_rate:
            continue
        if one.measured == "population" and one.value:
            away = abs(_place(one.month) - _place(near))
            held = found.get(one.force)
            if held is None or away < held[0]:
                found[one.force] = (away, Population(one.value, one.label, one.month))
    return {force: population for force, (_away, population) in found.items()}


def _place(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def figures_held(
    datasets: Path, *, months: tuple[str, ...] | None = None, tables: tuple[str, ...] | None = None
) -> Iterator[Figure]:
    """Every figure of the current versions, of all areas, for the twelve months that end in these (all, when None)."""
    import pyarrow.parquet as pq

    for folder, manifest in current_partitions(datasets, dataset=ONS_CRIME_TABLES.name, months=months):
        if manifest.current is None or (tables is not None and manifest.keys["table"] not in tables):
            continue
        table = pq.read_table(folder / manifest.current.file, columns=list(Figure._fields), partitioning=None)
        yield from (Figure(**row) for row in table.to_pylist())
