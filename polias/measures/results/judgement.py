"""Judges one month's figure against its own history: expected range, exception, and change on the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from polias.measures.engine import Measure, MeasureResult, ResultRow
from polias.measures.engine.months import shifted
from polias.measures.engine.stats.rules import ChartSettings, Limits, Point, Rule
from polias.measures.engine.stats.xmr import xmr
from polias.measures.results.faults import fault_sentence

if TYPE_CHECKING:
    from polias.measures.engine.stats.exceptions import MonthJudged

Group = tuple[tuple[str, str | None], ...]

#: The NHS rules as they stand, with no limits at all before six months are known: fewer say nothing.
HOUSE_SETTINGS = ChartSettings(least=6)
#: How far back a chart looks: monitoring charts are kept to two or three years (NHS "Making data count").
HISTORY_MONTHS = 36
#: Which rule says what is an exception: `house` is rule E (`engine/stats/exceptions.py`), `nhs` XmR with the NHS rules.
RuleName = Literal["house", "nhs"]
RULE_NAMES: tuple[RuleName, ...] = get_args(RuleName)
#: Months that the house rule needs before the first of a chart: 36 to hold it against, six left out, two for the run.
BEFORE_THE_CHART = 44
#: With fewer known the house rule judges no month: 30 of those it is held against, and itself.
LEAST_KNOWN = 31


@dataclass(frozen=True, kw_only=True)
class JudgedMonth:
    """One month of the chart. `held` is False where no data was loaded; limits are None where none can be drawn.

    `why_not` says in a sentence why a month that was supplied is shown as a gap all the same. `chance` is how likely it
    is by chance, of the house rule alone; `explained` the side of an exception that the figures beside it explain.
    """

    month: str
    value: float | None
    held: bool
    centre: float | None
    lower: float | None
    upper: float | None
    exception: Literal["high", "low"] | None
    rule: Rule | None
    why_not: str = ""
    chance: float | None = None
    explained: Literal["high", "low"] | None = None


@dataclass(frozen=True, kw_only=True)
class JudgedFigure:
    """One line of a report: a measure for one force, one group, one month.

    `months` runs from the first month known to this one. `trial` says that the limits rest on few months. `lasting` and
    `chance` come from the house rule alone: the smallest lasting rise that it would have seen, as a share, and how
    likely the month is by chance. `explained` is the side of an exception that so many lines explain: it is none then.
    `faults` are the gaps that come of files which cannot be counted. It was judged by the months from `looked_from` on
    without those in `left_out`, which are not to be trusted: by the house rule they begin before the chart does.
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
    judged_by: RuleName = "nhs"
    lasting: float | None = None
    chance: float | None = None
    explained: Literal["high", "low"] | None = None
    numerator: float | None = None
    denominator: float | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    looked_from: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def detectable(self) -> float | None:
        """The smallest rise that would have lain outside the range in this month alone, as a share of the centre."""
        return self.upper / self.centre - 1 if self.upper is not None and self.centre else None

    @property
    def history_months(self) -> int:
        """How many months, this one included, have a value."""
        return sum(month.value is not None for month in self.months)

    @property
    def missing_months(self) -> tuple[str, ...]:
        return tuple(month.month for month in self.months if not month.held and not month.why_not)

    @property
    def gaps(self) -> Mapping[str, str]:
        """Months that were supplied and are not shown, each with the reason in a sentence."""
        return {month.month: month.why_not for month in self.months if month.why_not}

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
    rule: RuleName = "nhs",
    gaps: Mapping[str, str] | None = None,
    since: str = "",
) -> JudgedFigure:
    """Judge the figure of `month` on what is known up to it, never on what came after.

    `result` must hold the months before it; those from the first known one on are its history. A month that the house
    rule cannot judge, and a share, which it is not made for, is judged by the NHS rules; `judged_by` says which it was.
    A month in `gaps` is not to be trusted, for the reason given: it has no value here, and no other is judged by it.
    Months before `since` do not compare with later ones, and are left out.
    """
    looked_at, reasons = rows_looked_at(result, force=force, month=month, group=group, gaps=gaps, since=since)
    by_house = _by_house_rule(measure, looked_at) if rule == "house" else None
    rows = looked_at[-HISTORY_MONTHS:]
    rows = rows[next((place for place, row in enumerate(rows) if row.held or row.month in reasons), len(rows) - 1) :]
    values = [row.value for row in rows]
    if by_house:
        points = [_as_point(one) for one in by_house[-len(rows) :]]
    else:
        points = [Point(value, None) for value in values] if measure.matures else xmr(values, settings=settings)
    faults = {row.month: fault_sentence(row.fault) for row in rows if row.fault}
    chances = [one.p for one in by_house[-len(rows) :]] if by_house else [None] * len(rows)
    months = tuple(
        replace(_month(measure, row.month, point, held=row.held), why_not=reasons.get(row.month, ""), chance=chance)
        for row, point, chance in zip(rows, points, chances, strict=True)
    )
    by_month = {row.month: row.value for row in rows}
    value, previous = by_month.get(month), by_month.get(shifted(month, -12))
    last = months[-1] if months else None
    limits = points[-1].limits if points else None
    judged_from = (looked_at if by_house else rows)[0].month if rows else month
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
        judged_by="nhs" if by_house is None else "house",
        lasting=by_house[-1].lasting if by_house else None,
        chance=by_house[-1].p if by_house else None,
        numerator=rows[-1].numerator if value is not None else None,
        denominator=rows[-1].denominator if value is not None else None,
        faults=faults,
        looked_from=judged_from,
        left_out=tuple(sorted(one for one in reasons if judged_from <= one <= month)),
    )


def rows_looked_at(
    result: MeasureResult,
    *,
    force: str,
    month: str,
    group: Group = (),
    gaps: Mapping[str, str] | None = None,
    since: str = "",
) -> tuple[list[ResultRow], dict[str, str]]:
    """The rows that a figure is judged by, and why some of their months have no value, each in a sentence."""
    reasons = dict(gaps or {})
    series = result.series(force=force, group=group)
    return [_without_doubt(row, reasons) for row in series if since <= row.month <= month], reasons


def _without_doubt(row: ResultRow, reasons: dict[str, str]) -> ResultRow:
    """The row without its value where that is not to be trusted; the reason of a faulty file is put to the others."""
    if row.fault is not None:
        reasons.setdefault(row.month, fault_sentence(row.fault))
    return replace(row, value=None) if row.month in reasons else row


def is_for_house_rule(measure: Measure) -> bool:
    """Whether the house rule is made for it: counts of months that compare."""
    return measure.unit == "count" and not measure.matures


def _by_house_rule(measure: Measure, rows: Sequence[ResultRow]) -> Sequence[MonthJudged] | None:
    """The months of the chart by rule E; None where the newest cannot be judged so."""
    values = tuple(row.value for row in rows)
    if not is_for_house_rule(measure) or sum(value is not None for value in values) < LEAST_KNOWN:
        return None
    judged = _months_of_chart(values)
    return judged if judged[-1].why_not is None else None


@lru_cache(maxsize=500)
def _months_of_chart(values: tuple[float | None, ...]) -> Sequence[MonthJudged]:
    """Remembered, since a page asks for the same series again and again, and each time is a tenth of a second."""
    from polias.measures.engine.stats.exceptions import exceptions_of_many

    return exceptions_of_many([values], start=max(0, len(values) - HISTORY_MONTHS))[0]


def _as_point(one: MonthJudged) -> Point:
    """A month by rule E as a point of a chart, whose limits are its own."""
    if one.expected is None or one.lower is None or one.upper is None:
        return Point(one.value, None)
    limits = Limits(one.expected, one.lower, one.upper, None, HISTORY_MONTHS, trial=False)
    named: dict[str | None, Rule] = {"far off": "outside limits", "two of three": "two of three"}
    return Point(one.value, limits, one.exception, named.get(one.fired))


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
