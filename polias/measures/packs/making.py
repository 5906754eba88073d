"""Makes a pack as it was asked for, and says in short what is in it and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from polias.kit.datasets.months import month_of
from polias.measures.as_at import end_of_day
from polias.measures.engine import Measure
from polias.measures.engine.compute import ColumnNotPublished
from polias.measures.engine.machines import Machine, OnSpark
from polias.measures.engine.months import shifted, span
from polias.measures.engine.pack import Packed, packed
from polias.measures.packs.declared import PACKS
from polias.measures.packs.doubted import Doubted, looked_over
from polias.measures.packs.tables import (
    EarlierRow,
    ExceptionRow,
    FigureRow,
    FileRow,
    PlaceRow,
    TogetherRow,
    earlier_rows,
    exception_rows,
    figure_rows,
    file_rows,
    judged_together,
    place_rows,
    together_rows,
)
from polias.measures.refusal import Refused
from polias.measures.reports.monthly.build import month_named
from polias.measures.results import Together, looked_together
from polias.measures.results.faults import not_published
from polias.measures.results.judgement import HOUSE_SETTINGS
from polias.measures.words import _, month_name, ngettext


@dataclass(frozen=True)
class Asked:
    """What the command was asked for."""

    forces: tuple[str, ...]
    month: str
    source: str
    months: int
    as_at: str = ""
    engine: Literal["duckdb", "spark"] = "duckdb"


@dataclass(frozen=True)
class Made:
    """The tables of a pack, and what is said of them."""

    pack: Packed
    figures: list[FigureRow]
    exceptions: list[ExceptionRow]
    earlier: list[EarlierRow]
    together: list[Together]
    places: list[PlaceRow]
    files: list[FileRow]
    doubted: Mapping[tuple[str, str], int]

    @property
    def tables(self) -> tuple[tuple[str, Sequence[Any], type], ...]:
        """Name of the file, rows, and what a row is."""
        return (
            ("figures.csv", self.figures, FigureRow),
            ("exceptions.csv", self.exceptions, ExceptionRow),
            ("earlier.csv", self.earlier, EarlierRow),
            ("together.csv", together_rows(self.together), TogetherRow),
            ("places.csv", self.places, PlaceRow),
            ("files.csv", self.files, FileRow),
        )

    @property
    def told(self) -> dict[str, Any]:
        unknown = sum(row.value is None for row in self.figures)
        return {"month": self.pack.month, "figures": len(self.figures), "unknown": unknown, "files": len(self.files),
                "exceptions": sum(bool(row.exception) for row in self.exceptions)}  # fmt: skip

    def sentences(self) -> Iterator[str]:
        yield _("Pack of {month}: {figures} figures from {files} files.").format(
            month=month_name(self.pack.month), figures=len(self.figures), files=len(self.files)
        )
        flagged = [row for row in self.exceptions if row.exception]
        yield ngettext(
            "Of {lines} lines {n} is an exception this month.",
            "Of {lines} lines {n} are exceptions this month.",
            len(flagged),
        ).format(lines=len(self.exceptions), n=len(flagged))
        yield from (one.sentence for one in self.together if one.month == self.pack.month)
        if unknown := self.told["unknown"]:
            yield ngettext(
                "{n} figure is not known; why is written beside it.",
                "{n} figures are not known; why is written beside each.",
                unknown,
            ).format(n=unknown)
        for ranking in self.pack.rankings:
            gaps = {(force, month) for _dataset, force, month in ranking.missing}
            gaps |= {(fault.force, fault.month) for fault in ranking.faults}
            doubted = {force: many for (measure, force), many in self.doubted.items() if measure == ranking.measure}
            for force in sorted({*(force for force, _month in gaps), *doubted}):
                missing = sum(each == force for each, _month in gaps) + doubted.get(force, 0)
                yield _(
                    "Where most happens is not said of {force}: of {months} months {missing} cannot be counted."
                ).format(force=force, months=len(ranking.months), missing=missing)


def made(asked: Asked, *, datasets: Path) -> Made:
    """Raises Refused for a month that is none or not over, where nothing is held of a force, and without Spark."""
    month, as_at = month_named(asked.month), end_of_day(asked.as_at) if asked.as_at else None
    if month >= month_of(as_at or datetime.now(UTC)):
        raise Refused(
            _("{month} is not over: its figures would be taken for low ones.").format(month=month_name(month)),
            do=_("Ask for the month before it."),
        )
    pack = replace(PACKS[asked.source], history=asked.months)
    with _machine(asked.engine) as machine:
        how: dict[str, Any] = {"forces": asked.forces, "month": month, "as_at": as_at, "settings": HOUSE_SETTINGS}
        try:
            found = packed(pack, datasets, **how, machine=machine, every_byte=True)
        except ColumnNotPublished as error:
            raise not_published(error) from error
    used = [part for result in found.results for part in result.lineage]
    held = {part.force for part in used}
    for force in asked.forces:
        if force not in held:
            raise Refused(
                _("Nothing is held of “{force}” in these months.").format(force=force),
                do=_("Use the short name under which its figures were taken in, and take them in first."),
            )
    first = min(part.month for part in used)
    measures = {measure.name: measure for measure in pack.measures}
    earliest = shifted(month, 1 - pack.history)
    looked_at = span(min(measure.months_for(earliest)[0] for measure in pack.measures), month)
    doubts = looked_over(pack.measures, datasets, forces=asked.forces, months=looked_at, as_at=as_at)
    # Before the first month of all there is nothing to be missing.
    figures = [row for row in figure_rows(found, measures, doubts) if row.month >= first]
    judged = judged_together(found, measures, doubts)
    doubted = _doubted_places(found, measures, doubts, forces=asked.forces)
    return Made(
        found,
        figures,
        list(exception_rows(judged)),
        earlier_rows(judged),
        looked_together(judged),
        list(place_rows(found, doubted=doubted)),
        file_rows(found),
        doubted,
    )


def _doubted_places(
    found: Packed, measures: Mapping[str, Measure], doubts: Doubted, *, forces: Sequence[str]
) -> dict[tuple[str, str], int]:
    """How many months are doubted of those over which places are ranked, by measure and force; none are left out."""
    many = {
        (ranking.measure, force): len(
            set(doubts.gaps(measures[ranking.measure], force=force, group=())) & set(ranking.months)
        )
        for ranking in found.rankings
        for force in forces
    }
    return {key: number for key, number in many.items() if number}


@contextmanager
def _machine(engine: str) -> Iterator[Machine | None]:
    """Spark where it was asked for; otherwise nothing, and the engine takes DuckDB."""
    if engine == "duckdb":
        yield None
        return
    from polias.kit.spark import SparkMissing, spark_session

    try:
        with spark_session("polias measures pack") as session:
            yield OnSpark(session)
    except SparkMissing as missing:
        raise Refused(missing.sentence, do=missing.do) from missing
