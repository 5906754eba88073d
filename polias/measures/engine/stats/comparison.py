"""Figures of one area beside those of others: rates and shares with their intervals, weighted averages, changes.

Byar's interval (Breslow and Day 1987, volume II, page 69) for counts, exact (Garwood 1936) below ten; Wilson's (1927)
for shares. Pure functions on numbers. An average of areas is their events over all their people, never a mean of rates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: Below so many events Byar's formula is not used, as the public health guidance has it.
EXACT_BELOW = 10
#: A percentage change from or to fewer than so many is not given. The official tables say so of the earlier number; in
#: those for the year ending December 2024 none is given either where the later one alone is smaller.
BASE_OF_A_CHANGE = 50
LEVEL = 0.95


class Interval(NamedTuple):
    """The lower and the upper end."""

    low: float
    high: float


class NoPeople(ValueError):
    """A rate or share is asked for among none."""


def byar(events: float, *, level: float = LEVEL) -> Interval:
    """The interval of the number of events that is to be expected where so many were counted, by Byar's formula."""
    if events < 0:
        raise ValueError("a number of events is not below nought")
    z = deviation(level)
    more = events + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    if events == 0:
        return Interval(0.0, high)
    return Interval(max(0.0, events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3), high)


def exact(events: float, *, level: float = LEVEL) -> Interval:
    """The exact interval of a Poisson mean, from the chi-squared distribution."""
    from scipy import stats

    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * events)) / 2 if events else 0.0
    return Interval(low, float(stats.chi2.isf(tail, 2 * events + 2)) / 2)


def of_a_rate(events: float, people: float, *, level: float = LEVEL) -> Interval:
    """The interval of events for each of ``people``: exact below ten events, Byar's from there on. Raises NoPeople."""
    if people <= 0:
        raise NoPeople
    low, high = (exact if events < EXACT_BELOW else byar)(events, level=level)
    return Interval(low / people, high / people)


def wilson(some: float, among: float, *, level: float = LEVEL) -> Interval:
    """The interval of a share, ``some`` among so many. Raises NoPeople."""
    if among <= 0:
        raise NoPeople
    if not 0 <= some <= among:
        raise ValueError("a share is of some among all")
    z = deviation(level)
    share, beside = some / among, z * z / among
    middle = (share + beside / 2) / (1 + beside)
    reach = z * math.sqrt(share * (1 - share) / among + beside / (4 * among)) / (1 + beside)
    # At nought and at all of them one end is the share itself; sums of fractions would miss it by a hair.
    return Interval(0.0 if some == 0 else middle - reach, 1.0 if some == among else middle + reach)


def deviation(level: float) -> float:
    """How many standard deviations on either side hold such a share of a normal distribution."""
    from scipy import stats

    return float(stats.norm.isf((1 - level) / 2))


def weighted_average(events: Sequence[float], people: Sequence[float], *, without: int | None = None) -> float:
    """All events over all people, ``without`` one of the areas: the one that is held against it. Raises NoPeople."""
    kept = [place for place in range(len(events)) if place != without]
    among = math.fsum(people[place] for place in kept)
    if among <= 0:
        raise NoPeople
    return math.fsum(events[place] for place in kept) / among


def change_pct(now: float, before: float, *, least: float = BASE_OF_A_CHANGE) -> float | None:
    """By how many per cent there are more or fewer; None where there were, or are, fewer than ``least``."""
    if min(now, before) < least or before <= 0:
        return None
    return 100 * (now - before) / before


def number_up(changes: Iterable[float | None]) -> tuple[int, int]:
    """How many of the changes that are known are rises, and how many are known."""
    known = [change for change in changes if change is not None]
    return sum(change > 0 for change in known), len(known)
