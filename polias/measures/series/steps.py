"""New levels of a monthly series, each as a proposal: told by month and size, with the options that would apply it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from polias.measures.engine.months import span
from polias.measures.engine.stats.steps import Step, StepSettings, TooShort, steps
from polias.measures.refusal import Refused
from polias.measures.series.reading import Series, by_month
from polias.measures.words import _, month_name


@dataclass(frozen=True)
class Row:
    """One proposal: from which month on, of what (the value, or with items their number and the value of each).

    ``before`` and ``after`` are the typical month, its season apart; ``steady_change_explains`` is 1 where one steady
    change over the whole series fits as well as its steps.
    """

    x: str
    of: str
    before: float
    after: float
    change_pct: float
    steady_change_explains: int


def find_steps(series: Series, *, value: str, items: str = "") -> list[Row]:
    """The steps of a series by month; with ``items`` (its denominators), of their number and of the value of each.

    Raises Refused for what is no month, below nought, or too short.
    """
    values = by_month(series)
    months = span(min(values), max(values))
    _check(series.values, series)
    known = [values.get(month) for month in months]
    if not items:
        return _rows(months, value, known, whole=_whole(known))
    _check(series.denominators, series)
    counted = by_month(replace(series, values=series.denominators))
    number = [counted.get(month) for month in months]
    each = [one / many if one is not None and many else None for one, many in zip(known, number, strict=True)]
    per_item = _("{value} for each of {items}").format(value=value, items=items)
    return _rows(months, items, number, whole=_whole(number)) + _rows(months, per_item, each, whole=False)


def _check(values: Sequence[float | None], series: Series) -> None:
    for value, line in zip(values, series.lines, strict=True):
        if value is not None and value < 0:
            raise Refused(
                _("Line {line}: {value} is below nought, and levels are of what is counted or measured.").format(
                    line=line, value=f"{value:g}"
                ),
                do=_("Look at the value."),
            )


def _whole(values: Sequence[float | None]) -> bool:
    return all(value is None or value == int(value) for value in values)


def _rows(months: Sequence[str], of: str, values: Sequence[float | None], *, whole: bool) -> list[Row]:
    try:
        found = steps(values, settings=StepSettings(counts=whole))
    except TooShort:
        raise Refused(
            _("A step cannot be told from a season in fewer than {least} known months.").format(
                least=StepSettings.least
            ),
            do=_("Give more months."),
        ) from None
    return [_row(months, of, step) for step in found]


def _row(months: Sequence[str], of: str, step: Step) -> Row:
    change, drift = 100 * step.change, int(step.drift_explains)
    return Row(months[step.place], of, step.before, step.after, change, drift)


def in_short(rows: Sequence[Row]) -> Iterator[str]:
    """What a reader is told: each step as a proposal, and that nothing was changed."""
    if not rows:
        yield _("No step: one level holds throughout.")
        return
    for row in rows:
        yield _("{month}: {of} changed from about {before} to {after} a month ({change} %).").format(
            month=month_name(row.x),
            of=row.of,
            before=_number(row.before),
            after=_number(row.after),
            change=f"{row.change_pct:+.0f}",
        )
    for of in dict.fromkeys(row.of for row in rows if row.steady_change_explains):
        yield _("A steady change of {of} explains these steps as well.").format(of=of)
    options = " ".join(f"--rebase {month}" for month in sorted({row.x for row in rows}))
    yield _("Proposed, not applied: {options} for polias measures spc. Say who decides it, and why.").format(
        options=options
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
