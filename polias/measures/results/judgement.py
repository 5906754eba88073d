"""Judges one month's figure against its own history: expected range, exception, and change on the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polias.measures.engine import Measure, MeasureResult
from polias.measures.engine.months import shifted
from polias.measures.engine.stats.rules import ChartSettings, Point, Rule
from polias.measures.engine.stats.xmr import xmr

Group = tuple[tuple[str, str | None], ...]

#: The NHS rules as they stand, with no limits at all before six months are known: fewer say nothing.
HOUSE_SETTINGS = ChartSettings(least=6)
#: How far back a chart looks: monitoring charts are kept to two or three years (NHS "Making data count").
HISTORY_MONTHS = 36


@dataclass(frozen=True, kw_only=True)
class JudgedMonth:
    """One month of the chart. `held` is False where no data was loaded; limits are None where none can be drawn."""

    month: str
    value: float | None
    held: bool
    centre: float | None
    lower: float | None
    upper: float | None
    exception: Literal["high", "low"] | None
    rule: Rule | None


@dataclass(frozen=True, kw_only=True)
class JudgedFigure:
    """One line of a report: a measure for one force, one group, one month.

    `months` runs from the first month known to this one. `trial` says that the limits rest on few months.
    """

    measure: Measure
    force: str
    group: Group
    month: str
    value: float | None
    previous_year: float | None
    change_pct: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    exception: Literal["high", "low"] | None
    rule: Rule | None
    trial: bool
    months: tuple[JudgedMonth, ...]

    @property
    def history_months(self) -> int:
        """How many months, this one included, have a value."""
        return sum(month.value is not None for month in self.months)

    @property
    def missing_months(self) -> tuple[str, ...]:
        return tuple(month.month for month in self.months if not month.held)

    @property
    def category(self) -> str | None:
        """The name of the group, or None for the force as a whole."""
        return " · ".join(value or "" for _, value in self.group) or None

    def run_length(self) -> int:
        """How many months in a row, ending with this one, carry the same exception by the same rule."""
        length = 0
        for month in reversed(self.months):
            if month.value is None or (month.exception, month.rule) != (self.exception, self.rule):
                break
            length += 1
        return length


def judge(
    measure: Measure,
    result: MeasureResult,
    *,
    force: str,
    month: str,
    group: Group = (),
    settings: ChartSettings = HOUSE_SETTINGS,
) -> JudgedFigure:
    """Judge the figure of `month` on what is known up to it, never on what came after.

    `result` must hold the months before it; those from the first known one on are its history.
    """
    rows = [row for row in result.series(force=force, group=group) if row.month <= month]
    first = next((place for place, row in enumerate(rows) if row.held), len(rows) - 1)
    rows = rows[first:]
    values = [row.value for row in rows]
    points = [Point(value, None) for value in values] if measure.matures else xmr(values, settings=settings)
    months = tuple(_month(measure, row.month, point, held=row.held) for row, point in zip(rows, points, strict=True))
    by_month = {row.month: row.value for row in rows}
    value, previous = by_month.get(month), by_month.get(shifted(month, -12))
    last = months[-1] if months else None
    limits = points[-1].limits if points else None
    return JudgedFigure(
        measure=measure,
        force=force,
        group=group,
        month=month,
        value=value,
        previous_year=previous,
        change_pct=_change(measure, value, previous),
        centre=last.centre if last else None,
        lower=last.lower if last else None,
        upper=last.upper if last else None,
        exception=last.exception if last else None,
        rule=last.rule if last else None,
        trial=limits.trial if limits else False,
        months=months,
    )


def _month(measure: Measure, month: str, point: Point, *, held: bool) -> JudgedMonth:
    limits = point.limits
    return JudgedMonth(
        month=month,
        value=point.value,
        held=held,
        centre=limits.centre if limits else None,
        lower=_bounded(measure, limits.lower) if limits else None,
        upper=_bounded(measure, limits.upper) if limits else None,
        exception=point.exception,
        rule=point.rule,
    )


def _bounded(measure: Measure, limit: float) -> float:
    """No count is below nought and no share above a hundred, whatever the arithmetic of the limits says."""
    limit = max(limit, 0.0)
    return min(limit, 100.0) if measure.unit == "per cent" else limit


def _change(measure: Measure, value: float | None, previous: float | None) -> float | None:
    """Per cent more or less than a year before; for shares, per cent of the share and not percentage points."""
    if measure.matures or value is None or not previous:
        return None
    return 100 * (value - previous) / previous
