"""Control charts for counts, rates, proportions and rare events, judged by the same four rules as an XmR chart.

Formulas: those of qicharts2 0.8.1 (`R/helper.functions.R`), written anew; Laney (2002) for the primed charts, Nelson
(1994) for the power that makes times between events nearly normal. Pure functions on numbers; None is a point without
a value. What no such chart can hold raises Unfit, which says at which place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal, get_args

from polias.measures.engine.stats.rules import ChartSettings, Limits, Point, Value, judged
from polias.measures.engine.stats.xmr import (
    first_known,
    limits_of,
    mean,
    mean_moving_range,
    moving_ranges,
    stretches,
    xmr,
)

Kind = Literal["xmr", "c", "u", "p", "pp", "up", "g", "t"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Charts of so many among so many: they need a denominator at every point.
BY_DENOMINATOR: frozenset[Kind] = frozenset({"u", "p", "pp", "up"})
#: The mean moving range over this estimates the standard deviation (d2 of two neighbours).
D2 = 1.128
#: Times between events of a Poisson process, to one over this, are nearly normal.
TIME_POWER = 3.6
Count = tuple[float, float]


@dataclass(frozen=True)
class Unfit(Exception):
    """A number that the chart cannot hold: its place in the series, counted from nought, and which fault it is."""

    place: int
    fault: Literal["negative", "not whole", "no denominator", "more than there are", "nought"]


def chart(
    kind: Kind,
    values: Sequence[Value],
    *,
    denominators: Sequence[Value] = (),
    settings: ChartSettings | None = None,
    rebase_at: Sequence[int] = (),
) -> list[Point]:
    """Judge a series, one point per value: counts for c, u and p, of which u and p are divided by the denominators.

    ``settings.k`` is used by XmR alone; the others have limits at three standard deviations. Raises Unfit.
    """
    settings = settings or ChartSettings()
    _check(kind, values, denominators)
    if kind == "xmr":
        return xmr(values, settings=settings, rebase_at=rebase_at)
    if kind in BY_DENOMINATOR:
        return _by_denominator(kind, values, denominators, settings, rebase_at)
    limits = {"c": _of_counts, "g": _of_events_between, "t": _of_times_between}[kind]
    points: list[Point] = []
    for stretch in stretches(values, rebase_at):
        line = limits(first_known(stretch, settings.fix_after), settings)
        points += judged(stretch, [line] * len(stretch), settings=settings)
    return points


def _check(kind: Kind, values: Sequence[Value], denominators: Sequence[Value]) -> None:
    for place, value in enumerate(values):
        if value is None or kind == "xmr":
            continue
        if value < 0:
            raise Unfit(place, "negative")
        if kind == "t" and value == 0:
            raise Unfit(place, "nought")
        if kind == "c" and value != int(value):
            raise Unfit(place, "not whole")
        if kind in BY_DENOMINATOR:
            among = denominators[place] if place < len(denominators) else None
            if among is None or among <= 0:
                raise Unfit(place, "no denominator")
            if kind in ("p", "pp") and value > among:
                raise Unfit(place, "more than there are")


def _of_counts(values: Sequence[Value], settings: ChartSettings) -> Limits | None:
    """Counts in equal spans: the variance of a Poisson count is its mean."""
    known = [value for value in values if value is not None]
    if len(known) < settings.least:
        return None
    return _lines(mean(known), math.sqrt(mean(known)), len(known), settings)


def _of_events_between(values: Sequence[Value], settings: ChartSettings) -> Limits | None:
    """Events between two of a rare kind: geometric, so that its middle is the median and its mean lies above."""
    known = [value for value in values if value is not None]
    if len(known) < settings.least:
        return None
    around = mean(known)
    return replace(_lines(around, math.sqrt(around * (around + 1)), len(known), settings), centre=median(known))


def _of_times_between(values: Sequence[Value], settings: ChartSettings) -> Limits | None:
    """Times between two rare events: an individuals chart of their roots, brought back."""
    roots = [None if value is None else value ** (1 / TIME_POWER) for value in values]
    line = limits_of(roots, settings=replace(settings, k=3 / D2, fix_after=None))
    if line is None:
        return None

    def back(root: float) -> float:
        return math.pow(max(root, 0.0), TIME_POWER)

    near = (back(line.near_lower), back(line.near_upper))
    return replace(line, centre=back(line.centre), lower=back(line.lower), upper=back(line.upper), near=near)


def _by_denominator(
    kind: Kind,
    values: Sequence[Value],
    denominators: Sequence[Value],
    settings: ChartSettings,
    rebase_at: Sequence[int],
) -> list[Point]:
    pairs = [
        None if value is None or among is None else (value, among)
        for value, among in zip(values, denominators, strict=True)
    ]
    points: list[Point] = []
    for stretch in stretches(pairs, rebase_at):
        shares = [None if one is None else one[0] / one[1] for one in stretch]
        points += judged(shares, _limits_of_each(kind, stretch, shares, settings), settings=settings)
    return points


def _limits_of_each(
    kind: Kind, pairs: Sequence[Count | None], shares: Sequence[Value], settings: ChartSettings
) -> list[Limits | None]:
    """Limits as wide at each point as its denominator is small."""
    base = pairs[: len(first_known(shares, settings.fix_after))]
    known = [pair for pair in base if pair is not None]
    if len(known) < settings.least:
        return [None] * len(pairs)
    centre = sum(count for count, _among in known) / sum(among for _count, among in known)
    deviation = _deviation(kind, centre)
    widened = _laney(base, centre, deviation, settings) if kind in ("pp", "up") else 1.0
    most = 1.0 if kind in ("p", "pp") else math.inf
    return [
        None if pair is None else _lines(centre, deviation(pair[1]) * widened, len(known), settings, most=most)
        for pair in pairs
    ]


def _deviation(kind: Kind, centre: float) -> Callable[[float], float]:
    """The standard deviation of a rate (Poisson) or of a share (binomial), by its denominator."""
    variance = centre * (1 - centre) if kind in ("p", "pp") else centre
    return lambda among: math.sqrt(variance / among)


def _laney(
    pairs: Sequence[Count | None], centre: float, deviation: Callable[[float], float], settings: ChartSettings
) -> float:
    """How much more the points differ from their neighbours than chance alone would have them: sigma of z."""
    scores: list[Value] = [
        None if pair is None or not deviation(pair[1]) else (pair[0] / pair[1] - centre) / deviation(pair[1])
        for pair in pairs
    ]
    ranges = moving_ranges(scores)
    return mean_moving_range(ranges, settings=settings) / D2 if ranges else 1.0


def _lines(centre: float, deviation: float, points: int, settings: ChartSettings, *, most: float = math.inf) -> Limits:
    """Limits at three standard deviations and near ones at two; nothing counted lies below nought."""
    lower, upper = max(0.0, centre - 3 * deviation), min(most, centre + 3 * deviation)
    near = (centre - 2 * deviation, centre + 2 * deviation)
    return Limits(centre, lower, upper, None, points, points < settings.trial_below, near)
