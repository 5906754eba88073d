"""A pack as rows for a table: figures with their limits, places with most, and the files that all of it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from polias.measures.engine.pack import Line, Packed
from polias.measures.engine.stats.rules import ChartSettings, judged
from polias.measures.results.faults import fault_sentence
from polias.measures.words import _


@dataclass(frozen=True)
class FigureRow:
    """One figure; `why_not` says in a sentence why a value is not there, and is empty where it is."""

    measure: str
    force: str
    group: str
    month: str
    value: float | None
    numerator: float | None
    denominator: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    exception: str
    why_not: str


@dataclass(frozen=True)
class PlaceRow:
    """One of the places with most."""

    measure: str
    force: str
    place: int
    group: str
    count: float


@dataclass(frozen=True)
class FileRow:
    """One partition version behind the pack, with the hash of what is in it."""

    dataset: str
    force: str
    month: str
    version: int
    rows: int
    known_from: str
    content_hash: str


def figure_rows(packed: Packed, settings: ChartSettings) -> Iterator[FigureRow]:
    """Every line, with the exception that its own series says."""
    for _series, found in groupby(packed.lines, key=lambda line: (line.measure, line.row.force, line.row.group)):
        lines = list(found)
        points = judged([line.row.value for line in lines], [line.limits for line in lines], settings=settings)
        for line, point in zip(lines, points, strict=True):
            yield _figure(line, point.exception or "")


def _figure(line: Line, exception: str) -> FigureRow:
    row, limits = line.row, line.limits
    return FigureRow(
        measure=line.measure,
        force=row.force,
        group=" · ".join(value or _("not stated") for _name, value in row.group),
        month=row.month,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        centre=limits.centre if limits else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        exception=exception,
        why_not=_why_not(line),
    )


def _why_not(line: Line) -> str:
    row = line.row
    if row.value is not None:
        return ""
    if row.fault:
        return fault_sentence(row.fault)
    if not row.held:
        return _("A month that it is counted from is not held.")
    return _("There is nothing to divide by.")


def place_rows(packed: Packed) -> Iterator[PlaceRow]:
    for ranking in packed.rankings:
        for row in ranking.rows:
            yield PlaceRow(ranking.measure, row.force, row.place, " · ".join(map(str, row.group)), row.value)


def file_rows(packed: Packed) -> list[FileRow]:
    used = {part for result in packed.results for part in result.lineage}
    used |= {part for ranking in packed.rankings for part in ranking.lineage}
    rows = [
        FileRow(p.dataset, p.force, p.month, p.version, p.rows, p.known_from.isoformat(), p.content_hash) for p in used
    ]
    return sorted(rows, key=lambda row: (row.dataset, row.force, row.month))
