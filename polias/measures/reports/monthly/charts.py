"""Draws a line's chart as SVG, the same for page and PDF: counts from nought, the expected range as a band.

Exceptions differ by shape as well as colour (orange triangle up, blue triangle down); a missing month is a gap.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from polias.measures.reports.monthly.facts import Line
from polias.measures.reports.monthly.sentences import finding, number
from polias.measures.words import _, month_name

if TYPE_CHECKING:
    import altair

FONT = "Noto Sans, Arial, Liberation Sans, DejaVu Sans, sans-serif"
WIDTH, HEIGHT = 640, 210
INK, MUTED, BAND, LINE = "#0b0c0c", "#505a5f", "#dfe6ea", "#0b0c0c"
HIGH, LOW = "#c75000", "#1d70b8"


def chart_svg(line: Line, *, month: str) -> str:
    """The chart of one line as a whole SVG document."""
    import vl_convert

    return vl_convert.vegalite_to_svg(_chart(line, month).to_dict())


def _chart(line: Line, month: str) -> altair.LayerChart:
    import altair as alt

    # Rows are handed over as they are: a data frame would turn unknown into not-a-number.
    rows = alt.Data(values=_rows(line))
    x = alt.X(
        "when:T",
        axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=8, title=None, grid=False, labelOverlap=True),
    )
    base = alt.Chart(rows).encode(x=x)
    top = max([row["value"] or 0 for row in _rows(line)] + [line.figure.upper or 0]) or 1
    y = alt.Y("value:Q", axis=_y_axis(line), scale=alt.Scale(domain=[0, top * 1.12], nice=True))
    layers: list[Any] = []
    if line.figure.lower is not None:
        layers += [
            base.mark_area(color=BAND).encode(y=alt.Y("lower:Q"), y2="upper:Q"),
            base.mark_line(color=MUTED, strokeDash=[4, 4], strokeWidth=1.2).encode(y="centre:Q"),
        ]
    layers += [
        base.mark_line(color=LINE, strokeWidth=2, invalid="break-paths-show-domains").encode(y=y),
        base.mark_point(color=LINE, filled=True, size=26, opacity=1).encode(y=y),
        _exceptions(base, y),
        *_gaps(base),
        *_last(base, y, line),
    ]
    return (
        alt.layer(*layers, title=_title(line, month))
        .properties(width=WIDTH, height=HEIGHT, background="white")
        .configure(font=FONT)
        .configure_axis(labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=INK, gridColor="#eceff1",
                        domainColor=MUTED, tickColor=MUTED)
        .configure_view(stroke=None)
    )  # fmt: skip


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
            "last": place == len(line.figure.months) - 1,
        }
        for place, month in enumerate(line.figure.months)
    ]


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
    """A quiet sign at the foot of each month that is not loaded, so that a gap is seen to be meant."""
    import altair as alt

    missing = base.transform_filter("datum.missing")
    return [missing.mark_text(text=_("no file"), fontSize=10, color=MUTED, baseline="bottom", dy=-3).encode(
        y=alt.value(HEIGHT)
    )]  # fmt: skip


def _last(base: altair.Chart, y: altair.Y, line: Line) -> list[altair.Chart]:
    """The report's own month, ringed and named by its value."""
    if line.value is None:
        return []
    last = base.transform_filter("datum.last")
    text = number(line.value, line.measure)
    return [
        last.mark_point(filled=False, size=230, color=LINE, strokeWidth=1.5, opacity=1).encode(y=y),
        last.mark_text(text=text, fontSize=13, fontWeight="bold", color=INK, dy=-17, align="right", dx=8).encode(y=y),
    ]


def _title(line: Line, month: str) -> altair.TitleParams:
    import altair as alt

    text = textwrap.wrap(finding(line, month=month), 78)
    return alt.TitleParams(text=text, anchor="start", fontSize=14, fontWeight="bold", color=INK, offset=10)
