"""Which points of a control chart differ by more than chance would explain: the four rules, for every kind of chart.

Source: NHSRplotthedots 0.2.2, `R/ptd_calculate_point_type.R`. Pure functions on numbers. A month without a value is
None: no run reaches across it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Value = float | None
Side = Literal[-1, 0, 1]
Exception_ = Literal["high", "low"]
Rule = Literal["outside limits", "trend", "two of three", "shift"]


@dataclass(frozen=True, kw_only=True)
class ChartSettings:
    """The rule, printed with every chart.

    `k` times the mean moving range is the distance of the limits (2.66; 3/1.128 in qicharts2). `screening` leaves out
    moving ranges of at least `screen_at` times their mean once (on in NHSRplotthedots, off in the NHS Excel tool).
    `near_counts_outside`: whether a point beyond the limits counts towards two of three beyond the near limits (in
    some tellings of the rule; in NHSRplotthedots only points between near limit and limit do). Fewer than
    `trial_below` points give trial limits, fewer than `least` none. `fix_after` takes the limits from so many points.
    """

    k: float = 2.66
    screening: bool = True
    screen_at: float = 3.267
    trend_length: int = 7
    shift_length: int = 7
    near_counts_outside: bool = False
    trial_below: int = 13
    least: int = 2
    fix_after: int | None = None


@dataclass(frozen=True)
class Limits:
    """Centre line and limits, of one stretch of the chart or of one point of it; `trial` while there are few points.

    `near` are the lines at two thirds of the way to limits that are not as far from the centre on both sides.
    """

    centre: float
    lower: float
    upper: float
    mean_moving_range: float | None
    points: int
    trial: bool
    near: tuple[float, float] | None = None

    @property
    def near_lower(self) -> float:
        if self.near:
            return self.near[0]
        return self.centre - (self.centre - self.lower) * 2 / 3

    @property
    def near_upper(self) -> float:
        if self.near:
            return self.near[1]
        return self.centre + (self.upper - self.centre) * 2 / 3


@dataclass(frozen=True)
class Point:
    """One month judged. `exception` is its direction, `rule` the first rule in order of precedence that fired."""

    value: Value
    limits: Limits | None
    exception: Exception_ | None = None
    rule: Rule | None = None


def judged(values: Sequence[Value], limits: Sequence[Limits | None], *, settings: ChartSettings) -> list[Point]:
    """One stretch judged, each point by its own limits; one without limits by none, and no run reaches across it."""
    pairs = list(zip(values, limits, strict=True))
    values = [value if line else None for value, line in pairs]
    sides = [_side(value, line.centre) if line else 0 for value, line in pairs]
    outside: list[Side] = [_beyond(value, line.lower, line.upper) if line else 0 for value, line in pairs]
    near: list[Side] = [_beyond(value, line.near_lower, line.near_upper) if line else 0 for value, line in pairs]
    if not settings.near_counts_outside:
        near = [0 if beyond else close for beyond, close in zip(outside, near, strict=True)]
    found: list[tuple[Rule, list[Side]]] = [
        ("outside limits", outside),
        ("trend", trend_marks(values, length=settings.trend_length)),
        ("two of three", two_of_three_marks(values, near, sides)),
        ("shift", run_marks(sides, length=settings.shift_length)),
    ]
    return [_point(place, value, line, found) for place, (value, line) in enumerate(pairs)]


def _point(place: int, value: Value, limits: Limits | None, found: list[tuple[Rule, list[Side]]]) -> Point:
    for rule, marks in found:
        if marks[place]:
            return Point(value, limits, "high" if marks[place] > 0 else "low", rule)
    return Point(value, limits)


def run_marks(sides: Sequence[Side], *, length: int) -> list[Side]:
    """All points of each run of at least so many strictly on one side; a point on the line (0) ends a run."""
    marks: list[Side] = [0] * len(sides)
    for start, end in _runs(sides, same=lambda a, b: a == b):
        if sides[start] and end - start >= length:
            marks[start:end] = sides[start:end]
    return marks


def trend_marks(values: Sequence[Value], *, length: int) -> list[Side]:
    """All points of each run of so many that rise, or fall, at every step."""
    steps: list[Side] = [_step(a, b) for a, b in itertools.pairwise(values)]
    marks: list[Side] = [0] * len(values)
    for start, end in _runs(steps, same=lambda a, b: a == b):
        if steps[start] and end - start >= length - 1:
            for place in range(start, end + 1):
                # A turning point ends one trend and starts the next: it takes the direction of the next, as in R.
                marks[place] = steps[start]
    return marks


def two_of_three_marks(values: Sequence[Value], near: Sequence[Side], sides: Sequence[Side]) -> list[Side]:
    """Points beyond a near limit, where two of three neighbouring points are, and all three lie on that side."""
    marks: list[Side] = [0] * len(values)
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        side = sides[start]
        if side and all(sides[i] == side for i in window) and sum(near[i] == side for i in window) >= 2:
            for place in window:
                if near[place] == side:
                    marks[place] = side
    return marks


def _runs(items: Sequence[Side], *, same: Callable[[Side, Side], bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(items) + 1):
        if place == len(items) or not same(items[place - 1], items[place]):
            yield start, place
            start = place


def _side(value: Value, centre: float) -> Side:
    if value is None or _is_on(value, centre):
        return 0
    return 1 if value > centre else -1


def _beyond(value: Value, lower: float, upper: float) -> Side:
    if value is None or _is_on(value, lower) or _is_on(value, upper):
        return 0
    return 1 if value > upper else -1 if value < lower else 0


def _is_on(value: float, line: float) -> bool:
    """Whether a value is a line: dividing and taking roots move both by their last digits, which say nothing."""
    return math.isclose(value, line, rel_tol=1e-12)


def _step(earlier: Value, later: Value) -> Side:
    if earlier is None or later is None or earlier == later:
        return 0
    return 1 if later > earlier else -1
