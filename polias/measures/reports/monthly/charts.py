"""Draws a line's chart as SVG, the same for page and PDF: counts from nought, the expected range as a band.

Exceptions differ by shape as well as colour (orange triangle up, blue triangle down); a missing month is a gap.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from polias.measures.look import BAND, HIGH, INK, LOW, MUTED, as_svg
from polias.measures.reports.monthly.facts import Line
from polias.measures.reports.monthly.sentences import finding, number
from polias.measures.results import could_be_seen
from polias.measures.words import _, month_name

if TYPE_CHECKING:
    import altair

WIDTH, HEIGHT = 640, 180


def chart_svg(line: Line, *, month: str) -> str:
    """The chart of one line as a whole SVG document."""
    return as_svg(_chart(line, month), width=WIDTH, height=HEIGHT)


def _chart(line: Line, month: str) -> Any:
    import altair as alt

    # Rows are handed over as they are: a data frame would turn unknown into not-a-number.
    rows = alt.Data(values=_rows(line))
    # Bars need room at both ends, or the first would stand on the axis labels.
    scale = alt.Scale(padding=14) if line.measure.matures else alt.Scale()
    x = alt.X(
        "when:T", axis=alt.Axis(format="%b %Y", labelAngle=0, values=_ticks(line), title=None, grid=False), scale=scale
    )
    base = alt.Chart(rows).encode(x=x)
    y = alt.Y("value:Q", axis=_y_axis(line), scale=alt.Scale(domain=[0, _top(line)], nice=line.measure.unit == "count"))
    layers: list[Any] = []
    if line.figure.lower is not None:
        layers += [
            base.mark_area(color=BAND).encode(y=alt.Y("lower:Q"), y2="upper:Q"),
            base.mark_line(color=MUTED, strokeDash=[4, 4], strokeWidth=1.2).encode(y="centre:Q"),
        ]
    layers += _of_ages(base, y) if line.measure.matures else _over_time(base, y)
    layers += [*_gaps(base), *_last(base, y, line)]
    return alt.layer(*layers, title=_title(line, month))


def _over_time(base: altair.Chart, y: altair.Y) -> list[altair.Chart]:
    return [
        base.mark_line(color=INK, strokeWidth=2, invalid="break-paths-show-domains").encode(y=y),
        base.mark_point(color=INK, filled=True, size=26, opacity=1).encode(y=y),
        _exceptions(base, y),
    ]


def _of_ages(base: altair.Chart, y: altair.Y) -> list[altair.Chart]:
    """Bars apart from each other: a line would claim that these months can be compared."""
    import altair as alt

    colour = alt.condition("datum.last", alt.value(INK), alt.value("#8d979d"))
    return [base.mark_bar(width=12).encode(y=y, color=colour)]


def _rows(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "when": f"{month.month}-01",
            "name": month_name(month.month),
            "value": month.value,
            "lower": month.lower,
            "upper": month.upper,
            "centre": month.centre,
            "exception": month.exception,
            "missing": month.value is None,
            "sign": _("not shown") if month.why_not else _("no file"),
            "last": place == len(line.figure.months) - 1,
        }
        for place, month in enumerate(line.figure.months)
    ]


def _ticks(line: Line) -> list[str]:
    """Every month named while they are few, then every second or sixth, counted back from the report's own."""
    months = [month.month for month in line.figure.months]
    step = next((step for step in (1, 2, 3, 6) if len(months) <= 7 * step), 12)
    return [f"{month}-01" for month in months[::-1][::step]]


def _top(line: Line) -> float:
    """A little above the highest value and limit; a share never above a hundred, but for its label."""
    highest = max([month.value or 0 for month in line.figure.months] + [line.figure.upper or 0]) or 1
    return min(highest * 1.12, 108) if line.measure.unit == "per cent" else highest * 1.12


def _y_axis(line: Line) -> altair.Axis:
    import altair as alt

    per_cent = line.measure.unit == "per cent"
    expression = "format(datum.value, ',') + '%'" if per_cent else "format(datum.value, ',')"
    return alt.Axis(labelExpr=expression, tickCount=5, title=None, domain=False, ticks=False)


def _exceptions(base: altair.Chart, y: altair.Y) -> altair.Chart:
    import altair as alt

    return (
        base.transform_filter(alt.FieldOneOfPredicate(field="exception", oneOf=["high", "low"]))
        .mark_point(filled=True, size=150, opacity=1, stroke="white", strokeWidth=1)
        .encode(
            y=y,
            color=alt.Color("exception:N", scale=alt.Scale(domain=["high", "low"], range=[HIGH, LOW]), legend=None),
            shape=alt.Shape(
                "exception:N",
                scale=alt.Scale(domain=["high", "low"], range=["triangle-up", "triangle-down"]),
                legend=None,
            ),
        )
    )


def _gaps(base: altair.Chart) -> list[altair.Chart]:
    """A quiet sign at the foot of each month that is not loaded or is doubted, so that a gap is seen to be meant."""
    import altair as alt

    missing = base.transform_filter("datum.missing")
    return [missing.mark_text(fontSize=10, color=MUTED, baseline="bottom", dy=-3).encode(
        y=alt.value(HEIGHT), text=alt.Text("sign:N")
    )]  # fmt: skip


def _last(base: altair.Chart, y: altair.Y, line: Line) -> list[altair.Chart]:
    """The report's own month, ringed and named by its value."""
    if line.value is None:
        return []
    last = base.transform_filter("datum.last")
    text = number(line.value, line.measure)
    ring = last.mark_point(filled=False, size=230, color=INK, strokeWidth=1.5, opacity=1).encode(y=y)
    label: dict[str, Any] = {"text": text, "fontSize": 13, "fontWeight": "bold", "dy": -17, "align": "right", "dx": 8}
    return [
        *([] if line.measure.matures else [ring]),
        # A white edge under the number keeps it readable where the line runs behind it.
        last.mark_text(**label, color="white", stroke="white", strokeWidth=5, strokeJoin="round").encode(y=y),
        last.mark_text(**label, color=INK).encode(y=y),
    ]


def _title(line: Line, month: str) -> altair.TitleParams:
    import altair as alt

    text = textwrap.wrap(finding(line, month=month), 82)
    return alt.TitleParams(
        text=text,
        subtitle=could_be_seen(line.figure),
        anchor="start",
        fontSize=14,
        fontWeight="bold",
        color=INK,
        subtitleColor=MUTED,
        offset=10,
    )
