"""The processing queue: a crime enters when it is recorded, and the oldest are processed first each working day."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import date, datetime, timedelta

from demo.plan import LONDON, Plan, instant
from demo.records import ForceCode

# What is processed for each record that comes in: usually, in the month when people were missing, and since.
PACE: dict[ForceCode, tuple[float, float, float]] = {
    "NSH": (1.25, 0.38, 1.04),
    "EMR": (1.30, 1.30, 1.30),
    "WVL": (1.30, 1.30, 1.30),
}
FRIDAY = 4


def processed(rng: random.Random, entered: list[datetime], *, plan: Plan, force: ForceCode) -> list[datetime | None]:
    """When each record was processed, in the order given; None while it still waits."""
    arrivals: dict[date, list[int]] = defaultdict(list)
    for position, moment in enumerate(entered):
        arrivals[moment.astimezone(LONDON).date()].append(position)
    waiting: deque[int] = deque()
    done: list[datetime | None] = [None] * len(entered)
    rate = _arrivals_a_working_day(arrivals, plan)
    carried = 0.0
    for day in plan.days:
        if day.weekday() <= FRIDAY:
            carried = min(carried + rate(day) * _pace(plan, force, day) * rng.uniform(0.8, 1.2), 40.0)
            # What enters during the day waits for the next one.
            while waiting and carried >= 1:
                carried -= 1
                done[waiting.popleft()] = instant(day, 8 + rng.random() * 9)
            carried = min(carried, 1.0)
        waiting.extend(arrivals[day])
    return done


def waiting_on(entered: list[datetime], left: list[datetime | None], moment: datetime) -> int:
    """How many records waited at the moment."""
    return sum(came <= moment and (gone is None or gone > moment) for came, gone in zip(entered, left, strict=True))


def _arrivals_a_working_day(arrivals: dict[date, list[int]], plan: Plan) -> Callable[[date], float]:
    """Records a working day, before the end of the short month and after it."""
    turn = plan.backlog_month + timedelta(days=31)
    means = []
    for span in ([d for d in plan.days if d < turn], [d for d in plan.days if d >= turn]):
        working = sum(day.weekday() <= FRIDAY for day in span)
        means.append(sum(len(arrivals[day]) for day in span) / max(1, working))
    return lambda day: means[day >= turn]


def _pace(plan: Plan, force: ForceCode, day: date) -> float:
    usual, short, since = PACE[force]
    if day.replace(day=1) == plan.backlog_month:
        return short
    return since if day > plan.backlog_month + timedelta(days=30) else usual
