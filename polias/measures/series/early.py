"""A series of counts watched for the week in which something begins."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal, get_args

from polias.measures.engine.stats import ears, farrington
from polias.measures.refusal import Refused
from polias.measures.series.reading import Place, Series, place_of
from polias.measures.words import _

Method = Literal["farrington-original", "farrington-improved", "ears-c1", "ears-c2", "ears-c3"]
METHODS: tuple[Method, ...] = get_args(Method)
SETTINGS = {"farrington-original": farrington.ORIGINAL, "farrington-improved": farrington.IMPROVED}
_EARS: dict[str, ears.Ears] = {"ears-c1": "c1", "ears-c2": "c2", "ears-c3": "c3"}

#: Expected, bound, p and alarm of one week.
Told = tuple[float | None, float, float | None, bool]


@dataclass(frozen=True)
class Row:
    """One week as it is written; None where the method says nothing. ``alarm`` is 1 or 0."""

    x: str
    y: float | None
    expected: float | None
    bound: float | None
    p: float | None
    alarm: int | None


def watch(series: Series, *, method: Method, season: int, as_surveillance: bool, begin: Place | None) -> list[Row]:
    """Each week from ``begin`` on, or from the first with enough before it.

    Raises Refused for a count below nought and for a series too short.
    """
    counts = [math.nan if value is None else value for value in series.values]
    for place, count in enumerate(counts):
        if count < 0:
            raise Refused(
                _("Line {line}: {value} is below nought, and these methods are for counts.").format(
                    line=series.lines[place], value=f"{count:g}"
                ),
                do=_("Give counts."),
            )
    first = _first(method, season)
    start = first if begin is None else place_of(series, begin)
    if start >= len(counts) or first >= len(counts):
        raise Refused(
            _("{method} needs {first} counts before the first that it judges; there are {there}.").format(
                method=method, first=first, there=len(counts)
            ),
            do=_("Give more weeks, or use an EARS method, which needs seven to eleven."),
        )
    weeks: list[Told | None]
    if method in _EARS:
        judged = ears.ears(counts, method=_EARS[method], start=start)
        weeks = [None if one is None else (None, one.bound, None, one.alarm) for one in judged]
    else:
        settings = replace(SETTINGS[method], as_surveillance=as_surveillance)
        found = farrington.farrington(counts, season=season, settings=settings, start=start)
        weeks = [None if one is None else (one.expected, one.bound, one.p, one.alarm) for one in found]
    return [_row(series, place, week) for place, week in enumerate(weeks, start=start)]


def _first(method: Method, season: int) -> int:
    if method in _EARS:
        return ears.first_place(_EARS[method])
    return farrington.first_place(season, SETTINGS[method])


def _row(series: Series, place: int, week: Told | None) -> Row:
    expected, bound, p, alarm = week or (None, None, None, None)
    return Row(series.labels[place], series.values[place], expected, bound, p, None if alarm is None else int(alarm))


def gap_in(series: Series) -> str:
    """The label before which rows are missing, so that the season would shift; empty where none are."""
    apart = [(later - earlier).total_seconds() for earlier, later in pairwise(series.dated)]
    usual = median(apart) if apart else 0
    return next((label for label, one in zip(series.labels[1:], apart, strict=False) if one > 1.5 * usual), "")
