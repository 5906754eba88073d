"""The monthly pack: every figure that is asked for each month, with the limits of its chart, and where most happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from polias.measures.engine.compute import compute_all
from polias.measures.engine.declaration import Measure
from polias.measures.engine.machines import Machine, in_process
from polias.measures.engine.months import shifted, span
from polias.measures.engine.ranking import Ranking, ranked
from polias.measures.engine.result import MeasureResult, ResultRow
from polias.measures.engine.stats.rules import ChartSettings, Limits
from polias.measures.engine.stats.xmr import limits_of


@dataclass(frozen=True, kw_only=True)
class Hotspots:
    """Where most of a measure happens: so many groups, over so many months up to that of the pack."""

    measure: Measure
    by: tuple[str, ...]
    months: int = 12
    most: int = 20


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What a monthly pack holds: each measure by each of its `groupings`, over `history` months, and hotspots."""

    name: str
    measures: tuple[Measure, ...]
    groupings: tuple[tuple[str, ...], ...] = ((),)
    hotspots: tuple[Hotspots, ...] = ()
    history: int = 48

    def measures_by(self, grouping: tuple[str, ...]) -> list[Measure]:
        """Those that are declared to be grouped so."""
        return [measure for measure in self.measures if set(grouping) <= set(measure.group_by)]


@dataclass(frozen=True)
class Line:
    """One figure of the pack, with the limits of its series up to the month of the pack; None where none are drawn."""

    measure: str
    row: ResultRow
    limits: Limits | None


@dataclass(frozen=True, kw_only=True)
class Packed:
    """The figures of a pack and everything they stand on."""

    pack: str
    month: str
    lines: tuple[Line, ...]
    rankings: tuple[Ranking, ...]
    results: tuple[MeasureResult, ...]


def packed(
    pack: Pack,
    datasets: Path,
    *,
    forces: Sequence[str],
    month: str,
    as_at: datetime | None = None,
    machine: Machine | None = None,
    settings: ChartSettings | None = None,
    every_byte: bool = False,
) -> Packed:
    """The whole pack for a month, each dataset read once for each grouping; otherwise, and raises, as `compute`."""
    asked: dict[str, Any] = {"forces": forces, "as_at": as_at, "every_byte": every_byte}
    if machine is None:
        with in_process() as here:
            return packed(pack, datasets, month=month, machine=here, settings=settings, **asked)
    months = span(shifted(month, 1 - pack.history), month)
    results = [
        result
        for grouping in pack.groupings
        for result in compute_all(
            pack.measures_by(grouping), datasets, months=months, group_by=grouping, machine=machine, **asked
        )
    ]  # fmt: skip
    rankings = [
        ranked(
            each.measure, datasets, months=span(shifted(month, 1 - each.months), month), by=each.by, most=each.most,
            machine=machine, **asked,
        )
        for each in pack.hotspots
    ]  # fmt: skip
    # Of values that go on changing after their month, no two months compare.
    maturing = {measure.name for measure in pack.measures if measure.matures}
    lines = [
        line
        for result in results
        for line in _lines(result, None if result.measure in maturing else settings or ChartSettings())
    ]
    return Packed(pack=pack.name, month=month, lines=tuple(lines), rankings=tuple(rankings), results=tuple(results))


def _lines(result: MeasureResult, settings: ChartSettings | None) -> Iterator[Line]:
    """Rows come by force and group, months in order: each series has limits of its own, or none without settings."""
    for _series, rows in groupby(result.rows, key=lambda row: (row.force, row.group)):
        series = list(rows)
        limits = limits_of([row.value for row in series], settings=settings) if settings else None
        yield from (Line(result.measure, row, limits) for row in series)
