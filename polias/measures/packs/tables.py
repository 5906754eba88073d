"""A pack as rows for a table: figures with their limits, places with most, and the files that all of it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from polias.measures.engine import Measure, MeasureResult
from polias.measures.engine.pack import Line, Packed
from polias.measures.engine.stats.xmr import limits_of
from polias.measures.packs.doubted import Doubted
from polias.measures.results import JudgedFigure, Together, judge, what_stands
from polias.measures.results.faults import fault_sentence
from polias.measures.results.judgement import HOUSE_SETTINGS, Group
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
    why_not: str


@dataclass(frozen=True)
class ExceptionRow:
    """One line of the month judged: by the house rule where it can (docs/how-to/judge-a-series.md), else as `judged_by`
    says. Of the exceptions in a pack a tenth or fewer are by chance; one that so many lines explain is in `explained`.

    `one_month_pct` is the smallest rise that would have been seen in this month alone, `lasting_pct` the smallest that
    would be seen within three months four times out of five, per cent of what was expected.
    """

    measure: str
    force: str
    group: str
    value: float | None
    year_before: float | None
    change_pct: float | None
    expected: float | None
    lower: float | None
    upper: float | None
    exception: str
    rule: str
    judged_by: str
    chance: float | None
    one_month_pct: float | None
    lasting_pct: float | None
    explained: str


@dataclass(frozen=True)
class EarlierRow:
    """A month before that of the pack in which a line would be an exception alone, looked at within its own month.

    `exception` is empty and `explained` its side where so many lines of that month explain it.
    """

    month: str
    measure: str
    force: str
    group: str
    value: float | None
    expected: float | None
    lower: float | None
    upper: float | None
    exception: str
    rule: str
    chance: float | None
    explained: str


@dataclass(frozen=True)
class TogetherRow:
    """What looking at all lines of one month together came to: how many the house rule judged, how many would be
    exceptions alone, how many stand, and how many of these are expected to be false, at most."""

    month: str
    judged: int
    exceptional: int
    standing: int
    false_at_most: float


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


def figure_rows(packed: Packed, measures: Mapping[str, Measure], doubted: Doubted) -> Iterator[FigureRow]:
    """Every line of every month, with the limits of its series; a doubted month has no value and draws no limits."""
    for (name, force, group), lines in groupby(
        packed.lines, key=lambda one: (one.measure, one.row.force, one.row.group)
    ):
        gaps = doubted.gaps(measures[name], force=force, group=group)
        for line in _without(list(lines), gaps):
            row, limits, why = line.row, line.limits, gaps.get(line.row.month, "")
            yield FigureRow(
                measure=line.measure,
                force=row.force,
                group=_named(row.group),
                month=row.month,
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                centre=limits.centre if limits else None,
                lower=limits.lower if limits else None,
                upper=limits.upper if limits else None,
                why_not=why if why and row.fault is None else _why_not(line),
            )


def _without(lines: list[Line], gaps: Mapping[str, str]) -> list[Line]:
    """A series without the values of some months, and with limits that these do not draw."""
    if gaps.keys().isdisjoint(line.row.month for line in lines):
        return lines
    nothing: dict[str, Any] = {"value": None, "numerator": None, "denominator": None}
    rows = [replace(line.row, **nothing) if line.row.month in gaps else line.row for line in lines]
    has_limits = any(line.limits for line in lines)
    limits = limits_of([row.value for row in rows], settings=HOUSE_SETTINGS) if has_limits else None
    return [replace(line, row=row, limits=limits) for line, row in zip(lines, rows, strict=True)]


def _why_not(line: Line) -> str:
    row = line.row
    if row.value is not None:
        return ""
    if row.fault:
        return fault_sentence(row.fault)
    if not row.held:
        return _("A month that it is counted from is not held.")
    return _("There is nothing to divide by.")


def judged_together(packed: Packed, measures: Mapping[str, Measure], doubted: Doubted) -> list[JudgedFigure]:
    """Every line of the pack; each of its months is looked at together with the others of that month."""

    def judged(result: MeasureResult, force: str, group: Group) -> JudgedFigure:
        measure, of = measures[result.measure], {"force": force, "group": group}
        gaps = doubted.gaps(measure, **of)  # type: ignore[arg-type]
        since = doubted.since(measure, month=packed.month, **of)  # type: ignore[arg-type]
        return judge(measure, result, month=packed.month, rule="house", gaps=gaps, since=since, **of)  # type: ignore[arg-type]

    return what_stands(
        [
            judged(result, force, group)
            for result in packed.results
            for force in dict.fromkeys(row.force for row in result.rows)
            for group in result.groups(force=force)
        ]
    )


def exception_rows(figures: Sequence[JudgedFigure]) -> Iterator[ExceptionRow]:
    """The month of the pack, every line of it."""
    for figure in figures:
        yield ExceptionRow(
            measure=figure.measure.name,
            force=figure.force,
            group=_named(figure.group),
            value=figure.value,
            year_before=figure.previous_year,
            change_pct=figure.change_pct,
            expected=figure.centre,
            lower=figure.lower,
            upper=figure.upper,
            exception=figure.exception or "",
            rule=figure.rule or "",
            judged_by=figure.judged_by,
            chance=figure.chance,
            one_month_pct=None if figure.detectable is None else 100 * figure.detectable,
            lasting_pct=None if figure.lasting is None else 100 * figure.lasting,
            explained=figure.explained or "",
        )


def earlier_rows(figures: Sequence[JudgedFigure]) -> list[EarlierRow]:
    """The newest month first, and in a month the lines as in the pack."""
    rows = [
        EarlierRow(
            month=one.month,
            measure=figure.measure.name,
            force=figure.force,
            group=_named(figure.group),
            value=one.value,
            expected=one.centre,
            lower=one.lower,
            upper=one.upper,
            exception=one.exception or "",
            rule=one.rule or "",
            chance=one.chance,
            explained=one.explained or "",
        )
        for figure in figures
        for one in figure.months[:-1]
        if one.chance is not None and (one.exception or one.explained)
    ]
    return sorted(rows, key=lambda row: row.month, reverse=True)


def together_rows(looked: Sequence[Together]) -> list[TogetherRow]:
    return [TogetherRow(one.month, one.judged, one.exceptional, one.standing, one.false_at_most) for one in looked]


def _named(group: Group) -> str:
    return " · ".join(value or _("not stated") for _name, value in group)


def place_rows(packed: Packed, *, doubted: Mapping[tuple[str, str], int]) -> Iterator[PlaceRow]:
    """Of no force of which a month is doubted: an order with a gap is wrong. `doubted` are how many, by measure and
    force."""
    for ranking in packed.rankings:
        for row in ranking.rows:
            if (ranking.measure, row.force) not in doubted:
                yield PlaceRow(ranking.measure, row.force, row.place, " · ".join(map(str, row.group)), row.value)


def file_rows(packed: Packed) -> list[FileRow]:
    used = {part for result in packed.results for part in result.lineage}
    used |= {part for ranking in packed.rankings for part in ranking.lineage}
    rows = [
        FileRow(p.dataset, p.force, p.month, p.version, p.rows, p.known_from.isoformat(), p.content_hash) for p in used
    ]
    return sorted(rows, key=lambda row: (row.dataset, row.force, row.month))
