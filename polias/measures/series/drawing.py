"""The chart of a judged series as SVG: expected range as a band, exceptions told apart by shape as well as colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from polias.measures.look import BAND, HIGH, INK, LOW, MUTED, as_svg
from polias.measures.series.judging import Row
from polias.measures.series.reading import Place

WIDTH, HEIGHT = 720, 260
LOOKS = {
    "special_cause_improvement": (LOW, "circle"),
    "special_cause_concern": (HIGH, "square"),
    "special_cause_neutral_high": ("#4c2c92", "triangle-up"),
    "special_cause_neutral_low": ("#4c2c92", "triangle-down"),
}


def draw(
    rows: Sequence[Row], places: Sequence[Place], *, title: str, target: float | None = None, said: Sequence[str] = ()
) -> str:
    """A whole SVG document; each stretch between two rebases has a band of its own. ``said`` stands under the title."""
    import altair as alt

    dated = isinstance(places[0], datetime)
    points = [
        {**asdict(row), "when": on.isoformat() if isinstance(on, datetime) else on}
        for row, on in zip(rows, places, strict=True)
    ]
    x = alt.X("when:T" if dated else "when:Q", axis=alt.Axis(title=None, grid=False))
    base = alt.Chart(alt.Data(values=points)).encode(x=x)
    y = alt.Y("y:Q", axis=alt.Axis(title=None), scale=alt.Scale(zero=False))
    group = alt.Detail("rebase_group:N")
    layers: list[Any] = [
        base.mark_area(color=BAND, interpolate="step").encode(y="lpl:Q", y2="upl:Q", detail=group),
        base.mark_line(color=MUTED, strokeDash=[4, 4], strokeWidth=1.2).encode(y="mean:Q", detail=group),
        base.mark_line(color=INK, strokeWidth=2, invalid="break-paths-show-domains").encode(y=y),
        base.mark_point(color=INK, filled=True, size=26, opacity=1).encode(y=y),
        *(_special(base, y, kind) for kind in LOOKS),
    ]
    if target is not None:
        aim = alt.Chart(alt.Data(values=[{"target": target}]))
        layers.append(aim.mark_rule(color=INK, strokeDash=[2, 3]).encode(y="target:Q"))
    heading = alt.TitleParams(text=title, subtitle=list(said), anchor="start", subtitleColor=MUTED)
    return as_svg(alt.layer(*layers, title=heading), width=WIDTH, height=HEIGHT)


def _special(base: Any, y: Any, kind: str) -> Any:
    colour, shape = LOOKS[kind]
    mark = {"color": colour, "shape": shape, "filled": True, "size": 120, "opacity": 1, "stroke": "white"}
    return base.transform_filter(f"datum.point_type == '{kind}'").mark_point(**mark).encode(y=y)
