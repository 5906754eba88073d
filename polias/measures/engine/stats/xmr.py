"""XmR charts with the NHS "plot the dots" rules: which months differ by more than chance would explain.

Source: NHSRplotthedots 0.2.2, `R/ptd_spc_standard.R`; Nelson (1982) for the screening of moving ranges. Pure functions
on numbers. A month without a value is None: it has no moving range to either side, and no run reaches across it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from polias.measures.engine.stats.rules import ChartSettings, Limits, Point, Value, judged

T = TypeVar("T")
Assurance = Literal["consistently pass", "consistently fail", "inconsistent"]


def xmr(
    values: Sequence[Value], *, settings: ChartSettings | None = None, rebase_at: Sequence[int] = ()
) -> list[Point]:
    """Judge a series, one point per value; each index in `rebase_at` starts a stretch with limits of its own."""
    settings = settings or ChartSettings()
    points: list[Point] = []
    for stretch in stretches(values, rebase_at):
        limits = limits_of(stretch, settings=settings)
        points += judged(stretch, [limits] * len(stretch), settings=settings)
    return points


def limits_of(values: Sequence[Value], *, settings: ChartSettings) -> Limits | None:
    """Limits of one stretch; None while there are too few points, or no two neighbouring ones."""
    counted = first_known(values, settings.fix_after)
    known = [value for value in counted if value is not None]
    ranges = moving_ranges(counted)
    if len(known) < settings.least or not ranges:
        return None
    mean_range = mean_moving_range(ranges, settings=settings)
    centre, reach = mean(known), settings.k * mean_range
    return Limits(centre, centre - reach, centre + reach, mean_range, len(known), len(known) < settings.trial_below)


def mean_moving_range(ranges: Sequence[float], *, settings: ChartSettings) -> float:
    """The mean of moving ranges, without the few that one leap has made, where they are screened.

    Where only ranges of nought would be left, as of a kind that happens once in two years, none is left out: limits
    without any width would make every month an exception. The source does, and marks them all.
    """
    mean_range = mean(ranges)
    if settings.screening:
        # Strictly below, as in the source: a flat series keeps its moving ranges of nought.
        kept = [r for r in ranges if r < settings.screen_at * mean_range]
        mean_range = mean(kept) if any(kept) else mean_range
    return mean_range


def moving_ranges(values: Sequence[Value]) -> list[float]:
    """Distances between neighbouring months; none where either month is unknown."""
    pairs = itertools.pairwise(values)
    return [abs(later - earlier) for earlier, later in pairs if earlier is not None and later is not None]


def assurance(limits: Limits, *, target: float, better: Literal["higher", "lower", "neutral"]) -> Assurance | None:
    """Whether a target will be met as things stand: it lies beyond one limit, beyond the other, or between them."""
    if better == "neutral":
        return None
    if limits.lower <= target <= limits.upper:
        return "inconsistent"
    met = target < limits.lower if better == "higher" else target > limits.upper
    return "consistently pass" if met else "consistently fail"


def stretches(values: Sequence[T], rebase_at: Sequence[int]) -> Iterator[Sequence[T]]:
    """The series between one rebase and the next."""
    edges = [0, *sorted({place for place in rebase_at if 0 < place < len(values)}), len(values)]
    for start, end in itertools.pairwise(edges):
        if end > start:
            yield values[start:end]


def first_known(values: Sequence[Value], wanted: int | None) -> Sequence[Value]:
    """The values up to the one that completes the wanted number of known ones."""
    if wanted is None:
        return values
    seen = 0
    for place, value in enumerate(values):
        seen += value is not None
        if seen == wanted:
            return values[: place + 1]
    return values


def mean(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) / len(numbers)
