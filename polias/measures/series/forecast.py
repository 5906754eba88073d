"""The next months of a monthly count, beside what was forecast a year ago and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from polias.measures.engine.months import shifted, span
from polias.measures.engine.stats.forecast import LEAST, LEAST_KNOWN, Ahead, TooShort, forecast
from polias.measures.engine.stats.rules import Value
from polias.measures.refusal import Refused
from polias.measures.series.exceptions import counts_by_month
from polias.measures.series.reading import Series
from polias.measures.words import _, month_name

#: Forecast now, or a year ago, from what was known then.
When = Literal["now", "a year ago"]


@dataclass(frozen=True)
class Row:
    """One month forecast: when, what is most likely, the intervals (None where the past is too short), what came.

    ``exceptional`` is 1 where the forecast itself lies outside the limits of rule E; ``within_80`` and ``within_95``
    are 1 or 0 once the month has come.
    """

    x: str
    forecast: When
    median: float
    lower_80: float | None
    upper_80: float | None
    lower_95: float | None
    upper_95: float | None
    exceptional: int
    y: Value
    within_80: int | None
    within_95: int | None


def look_ahead(series: Series, *, months: int, today: date) -> list[Row]:
    """The months after the last that is over, after those of last year. Raises Refused for what is no monthly count."""
    counts = {month: value for month, value in counts_by_month(series).items() if month < f"{today:%Y-%m}"}
    if not any(value is not None for value in counts.values()):
        raise _too_short()
    known = [month for month, value in counts.items() if value is not None]
    held = span(min(known), max(known))
    values = [counts.get(month) for month in held]
    try:
        ahead = forecast(values, months=months)
    except TooShort:
        raise _too_short() from None
    begin = shifted(held[-1], 1)
    rows = [_row(shifted(begin, step), "now", one, None) for step, one in enumerate(ahead)]
    return _last_year(held, values) + rows


def _too_short() -> Refused:
    return Refused(
        _("Nothing can be forecast from fewer than {months} months, of which {known} are known.").format(
            months=LEAST, known=LEAST_KNOWN
        ),
        do=_("Give more months; with 55 the wider interval can be given for a year ahead."),
    )


def _last_year(held: Sequence[str], values: Sequence[Value]) -> list[Row]:
    """What would have been forecast a year ago, beside what came; empty where too little was known then."""
    try:
        ahead = forecast(values[:-12], months=12)
    except TooShort:
        return []
    return [
        _row(month, "a year ago", one, came) for month, one, came in zip(held[-12:], ahead, values[-12:], strict=True)
    ]


def _row(month: str, when: When, one: Ahead, came: Value) -> Row:
    lower_80, upper_80 = one.eighty or (None, None)
    lower_95, upper_95 = one.ninety_five or (None, None)
    return Row(
        x=month,
        forecast=when,
        median=one.median,
        lower_80=lower_80,
        upper_80=upper_80,
        lower_95=lower_95,
        upper_95=upper_95,
        exceptional=int(one.exceptional),
        y=came,
        within_80=_within(one.eighty, came),
        within_95=_within(one.ninety_five, came),
    )


def _within(interval: tuple[float, float] | None, came: Value) -> int | None:
    return None if interval is None or came is None else int(interval[0] <= came <= interval[1])


def in_short(rows: Sequence[Row]) -> Iterator[str]:
    """What a reader is told: the months ahead, and how last year's forecast did."""
    for row in rows:
        if row.forecast == "now":
            yield _line(row)
    checked = [row for row in rows if row.within_80 is not None]
    if not checked:
        yield _("Last year's forecast cannot be checked: too little was known then.")
        return
    yield _("Of last year's {months} months, {within} came within the interval of 80 in 100.").format(
        months=len(checked), within=sum(row.within_80 or 0 for row in checked)
    )
    off = sorted(abs((row.y or 0) - row.median) / max(row.median, 1) for row in checked)
    yield _("Half of them came within {off} % of the most likely.").format(off=f"{100 * off[len(off) // 2]:.0f}")


def _line(row: Row) -> str:
    said = _("{month}: {median} most likely").format(month=month_name(row.x), median=f"{row.median:,.0f}")
    if row.lower_80 is not None and row.upper_80 is not None:
        said += ", " + _("{lower} to {upper} in 80 of 100").format(
            lower=f"{row.lower_80:,.0f}", upper=f"{row.upper_80:,.0f}"
        )
    if row.lower_95 is not None and row.upper_95 is not None:
        said += ", " + _("{lower} to {upper} in 95").format(lower=f"{row.lower_95:,.0f}", upper=f"{row.upper_95:,.0f}")
    if row.exceptional:
        said += "; " + _("it would be a statistical exception")
    return said + "."
