"""A series judged: one row for each point, in the words of NHSRplotthedots, whose charts others read already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from polias.measures.engine.stats.charts import Kind, Unfit, chart
from polias.measures.engine.stats.rules import ChartSettings, Point
from polias.measures.engine.stats.xmr import assurance
from polias.measures.refusal import Refused
from polias.measures.series.reading import Place, Series, place_of
from polias.measures.words import _

Improve = Literal["up", "down", "neutral"]
BETTER: dict[Improve, Literal["higher", "lower", "neutral"]] = {"up": "higher", "down": "lower", "neutral": "neutral"}
CAUSES = {
    ("outside limits", "high"): "Above UCL",
    ("outside limits", "low"): "Below LCL",
    ("shift", "high"): "7 Points Above CL",
    ("shift", "low"): "7 Points Below CL",
    ("two of three", "high"): "2 in 3 Above CL",
    ("two of three", "low"): "2 in 3 Below CL",
    ("trend", "high"): "7 Point Trend (Increasing)",
    ("trend", "low"): "7 Point Trend (Decreasing)",
}
ASSURED = {
    "consistently pass": "consistent_pass",
    "consistently fail": "consistent_fail",
    "inconsistent": "inconsistent",
}
COMMON = "Common Cause"


@dataclass(frozen=True)
class Asked:
    """What is asked of a chart; ``rebase`` are the dates, or numbers, at which new limits begin."""

    kind: Kind
    improve: Improve
    rebase: Sequence[Place] = ()
    fix_after: int | None = None
    screening: bool = True
    target: float | None = None


@dataclass(frozen=True)
class Row:
    """One point as it is written; None where there is nothing to say."""

    x: str
    y: float | None
    rebase_group: int
    mean: float | None
    lpl: float | None
    upl: float | None
    special_cause_type: str
    point_type: str
    assurance: str


def judge(series: Series, asked: Asked) -> list[Row]:
    """Every point with its limits and what they say of it. Raises Refused for what the chart cannot hold."""
    begins = sorted({place for day in asked.rebase if (place := place_of(series, day)) > 0})
    points = _points(series, asked, begins)
    assured = _assured(points[begins[-1] if begins else 0 :], asked)
    return [
        Row(
            x=series.labels[place],
            y=point.value,
            rebase_group=sum(begin <= place for begin in begins),
            mean=point.limits.centre if point.limits else None,
            lpl=point.limits.lower if point.limits else None,
            upl=point.limits.upper if point.limits else None,
            special_cause_type=CAUSES[point.rule, point.exception] if point.rule and point.exception else COMMON,
            point_type=_point_type(point, asked.improve),
            assurance=assured,
        )
        for place, point in enumerate(points)
    ]


def _points(series: Series, asked: Asked, begins: Sequence[int]) -> list[Point]:
    known = sum(value is not None for value in series.values)
    if known < ChartSettings.least:
        raise Refused(
            _("There is no chart of fewer than two values."), do=_("Give more rows, one for each date."),
        )  # fmt: skip
    settings = ChartSettings(screening=asked.screening, fix_after=asked.fix_after)
    try:
        return chart(
            asked.kind, series.values, denominators=series.denominators, settings=settings, rebase_at=begins
        )  # fmt: skip
    except Unfit as unfit:
        raise _refusal(unfit, series, asked.kind) from None


def _refusal(unfit: Unfit, series: Series, kind: Kind) -> Refused:
    sentence, do = {
        "negative": (
            _("Line {line}: {value} is below nought, which no {kind} chart can hold."),
            _("Look at the value, or use --chart xmr."),
        ),
        "not whole": (
            _("Line {line}: {value} is no whole number, and a {kind} chart is of counts."),
            _("Give counts, or use --chart xmr."),
        ),
        "no denominator": (
            _("Line {line} has no denominator above nought."),
            _(
                "Give --denominator COLUMN with a number in each row; where it is nought, leave the value empty. "
                "Or use --chart c or xmr."
            ),
        ),
        "more than there are": (
            _("Line {line}: {value} is more than its denominator, so it is no share."),
            _("Look at both columns, or use --chart u for a rate."),
        ),
        "nought": (
            _("Line {line}: two events with no time between them cannot stand on a t chart."),
            _("Give times as well as dates, or count such a pair as half a day apart."),
        ),
    }[unfit.fault]
    value = series.values[unfit.place]
    return Refused(sentence.format(line=series.lines[unfit.place], value=f"{value:g}", kind=kind), do=do)


def _assured(last_stretch: Sequence[Point], asked: Asked) -> str:
    """Whether the target will be met as things stand now: by the limits of the last point that has any."""
    limits = next((point.limits for point in reversed(last_stretch) if point.limits), None)
    if limits is None or asked.target is None:
        return ""
    return ASSURED.get(assurance(limits, target=asked.target, better=BETTER[asked.improve]) or "", "")


def _point_type(point: Point, improve: Improve) -> str:
    return "common_cause" if point.exception is None else point_type(point.exception, improve)


def point_type(exception: str, improve: Improve) -> str:
    """What an exception, `high` or `low`, means where up or down is better."""
    if improve == "neutral":
        return f"special_cause_neutral_{exception}"
    return "special_cause_improvement" if (exception == "high") == (improve == "up") else "special_cause_concern"
