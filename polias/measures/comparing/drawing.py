"""The funnel as SVG: each area by its people and its rate, between limits that take the usual spread into account."""

from __future__ import annotations

import math
from typing import Any

from polias.measures.comparing.compare import Comparison
from polias.measures.comparing.sentences import unit
from polias.measures.look import BAND, HIGH, INK, LOW, MUTED, as_svg
from polias.measures.refusal import Refused
from polias.measures.words import _

WIDTH, HEIGHT, STEPS = 720, 420, 120


def draw(found: Comparison, *, title: str, own: str = "") -> str:
    """A whole SVG document. Raises Refused where the areas are too few for a funnel."""
    import altair as alt

    judged = found.funnel
    if judged is None:
        raise Refused(
            _("{count} areas are too few for a funnel.").format(count=len(found.rows)),
            do=_("Give ten or more, or leave --svg out."),
        )
    people = [row.people for row in found.rows]
    x = alt.X(
        "people:Q",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(title=_("People"), grid=False, format="~s", tickCount=6),
    )
    y = alt.Y("rate:Q", axis=alt.Axis(title=unit(found)), scale=alt.Scale(zero=False))
    limits = alt.Chart(alt.Data(values=_limits(found, min(people) * 0.9, max(people) * 1.1)))
    points = alt.Chart(alt.Data(values=_points(found, own))).encode(x=x, y=y)
    layers: list[Any] = [
        limits.mark_area(color=BAND).encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q"),
        limits.mark_line(color=MUTED, strokeWidth=1).encode(x=x, y=alt.Y("near_low:Q", title=None)),
        limits.mark_line(color=MUTED, strokeWidth=1).encode(x=x, y=alt.Y("near_high:Q", title=None)),
        limits.mark_line(color=MUTED, strokeDash=[4, 4], strokeWidth=1.2).encode(x=x, y=alt.Y("average:Q", title=None)),
        points.mark_point(filled=True, size=34, color=INK, opacity=1).transform_filter("datum.verdict == 'within'"),
        *(
            points.transform_filter(f"datum.verdict == '{verdict}'").mark_point(
                filled=True, size=120, color=colour, shape=shape, stroke="white", opacity=1
            )
            for verdict, colour, shape in (("above", HIGH, "triangle-up"), ("below", LOW, "triangle-down"))
        ),
        points.transform_filter("datum.own").mark_point(filled=False, size=230, color=INK, strokeWidth=1.8, opacity=1),
        points.transform_filter("datum.own || datum.verdict != 'within'")
        .mark_text(dy=-13, fontSize=12, color=INK)
        .encode(text="area:N"),
    ]
    said = [
        _(
            "Band: {beyond:g} deviations, lines: {near:g}; chance and the usual spread between areas ({spread:.0f}%)."
        ).format(beyond=judged.settings.beyond, near=judged.settings.near, spread=100 * judged.spread)
    ]
    heading = alt.TitleParams(text=title, subtitle=said, anchor="start", subtitleColor=MUTED)
    return as_svg(alt.layer(*layers, title=heading), width=WIDTH, height=HEIGHT)


def _limits(found: Comparison, first: float, last: float) -> list[dict[str, float]]:
    judged = found.funnel
    assert judged is not None
    rows = []
    for step in range(STEPS + 1):
        people = math.exp(math.log(first) + (math.log(last) - math.log(first)) * step / STEPS)
        beyond, near = judged.limits(people), judged.limits(people, judged.settings.near)
        rows.append(
            {
                "people": people,
                "average": found.per * judged.average,
                "low": found.per * beyond.low,
                "high": found.per * beyond.high,
                "near_low": found.per * near.low,
                "near_high": found.per * near.high,
            }
        )
    return rows


def _points(found: Comparison, own: str) -> list[dict[str, Any]]:
    return [
        {"area": row.area, "people": row.people, "rate": row.rate, "verdict": row.verdict, "own": row.area == own}
        for row in found.rows
    ]
