"""How long everything worked: each minute is up, degraded, down, or from before anybody measured.

Up: the worker asked and all was well, and hardly a page met a fault of ours. Degraded: pages were answered, and
something else did not work. Down: no sign of life in that minute, or none that a visitor could have seen. What
lies before the first minute on file is not known, and is counted as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from django.db import connection
from django.db.models import Min

from polias.kit.calendar.london import start_of_london_day
from polias.kit.health.model import HealthMinute

MINUTE = timedelta(minutes=1)
MinuteState = Literal["up", "degraded", "down"]

#: One fault in twenty pages is more than a page that somebody asked for in a wrong way.
_STATE = """
    case when beat = 'well' and faults * 20 <= coalesce(pages, 0) then 'up'
         when beat = 'well' or beat = 'degraded' or coalesce(pages, 0) > faults then 'degraded'
         else 'down' end
"""


@dataclass(frozen=True)
class Uptime:
    """Minutes of one span of time, each in one of the four ways."""

    up: int
    degraded: int
    down: int
    not_known: int

    @property
    def known(self) -> int:
        return self.up + self.degraded + self.down

    @property
    def per_cent_up(self) -> float | None:
        """Share of the known minutes in which everything worked; None when none is known.

        Cut, not rounded, so that a hundred means every minute.
        """
        return (self.up * 100_000 // self.known) / 1000 if self.known else None


@dataclass(frozen=True)
class Span:
    """An unbroken run of minutes in one state; ``ends_at`` is the first instant after it."""

    state: MinuteState
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // MINUTE


def last_counted(now: datetime) -> datetime:
    """Up to when minutes can be judged: the one running now and the one before are still being written."""
    return now.replace(second=0, microsecond=0) - MINUTE


def first_minute() -> datetime | None:
    """The first minute on file: since when anything is known."""
    found: datetime | None = HealthMinute.objects.aggregate(first=Min("minute"))["first"]
    return found


def uptime(*, start: datetime, end: datetime, first: datetime | None) -> Uptime:
    """The minutes from ``start`` up to ``end``."""
    whole = max(0, (end - start) // MINUTE)
    begins = min(max(start, first), end) if first else end
    known = max(0, (end - begins) // MINUTE) if first else 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) filter (where state = 'up'), count(*) filter (where state = 'degraded') from"  # noqa: S608
            f" (select {_STATE} as state from kit_healthminute where minute >= %s and minute < %s) m",
            [start, end],
        )
        up, degraded = cursor.fetchone()
    return Uptime(up=up, degraded=degraded, down=max(0, known - up - degraded), not_known=whole - known)


def uptime_by_day(days: list[date], *, end: datetime, first: datetime | None) -> dict[date, Uptime]:
    """The same for whole London days, the last of which may still be running."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select (minute at time zone 'Europe/London')::date, {_STATE}, count(*) from kit_healthminute"  # noqa: S608
            " where minute >= %s and minute < %s group by 1, 2",
            [start_of_london_day(days[0]), end],
        )
        counts = {(day, state): count for day, state, count in cursor.fetchall()}
    return {day: _of_day(day, counts, end=end, first=first) for day in days}


def _of_day(day: date, counts: dict[tuple[date, str], int], *, end: datetime, first: datetime | None) -> Uptime:
    start, stop = start_of_london_day(day), min(end, start_of_london_day(day + timedelta(days=1)))
    whole = max(0, (stop - start) // MINUTE)
    known = max(0, (stop - max(start, first)) // MINUTE) if first else 0
    up, degraded = counts.get((day, "up"), 0), counts.get((day, "degraded"), 0)
    return Uptime(up=up, degraded=degraded, down=max(0, known - up - degraded), not_known=whole - known)


def added(parts: list[Uptime]) -> Uptime:
    """Several spans as one."""
    return Uptime(*(sum(getattr(p, name) for p in parts) for name in ("up", "degraded", "down", "not_known")))


def interruptions(*, start: datetime, end: datetime) -> list[Span]:
    """Every run of minutes that were not up, oldest first; also those of which there is no row at all."""
    first = first_minute()
    if first is None or first >= end:
        return []
    start = max(start, first)
    rows = _not_up(start, end)
    gaps = [(at, "down") for begin, stop in _gaps(start, end) for at in _minutes(begin, stop)]
    return list(_runs(sorted([*rows, *gaps])))


def _not_up(start: datetime, end: datetime) -> list[tuple[datetime, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select minute, state from (select minute, {_STATE} as state from kit_healthminute"  # noqa: S608
            " where minute >= %s and minute < %s) m where state <> 'up'",
            [start, end],
        )
        return list(cursor.fetchall())


def _gaps(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select minute, next from (select minute, lead(minute, 1, %(end)s) over (order by minute) as next from"
            " (select minute from kit_healthminute where minute >= %(start)s and minute < %(end)s) m) n"
            " where next - minute > interval '1 minute'",
            {"start": start, "end": end},
        )
        found = [(minute + MINUTE, following) for minute, following in cursor.fetchall()]
        cursor.execute("select min(minute) from kit_healthminute where minute >= %s and minute < %s", [start, end])
        earliest = cursor.fetchone()[0] or end
    return found if earliest <= start else [(start, earliest), *found]


def _minutes(begin: datetime, stop: datetime) -> Iterator[datetime]:
    while begin < stop:
        yield begin
        begin += MINUTE


def _runs(minutes: list[tuple[datetime, str]]) -> Iterator[Span]:
    """Neighbouring minutes in one state belong to one run."""
    numbered = enumerate(minutes)
    for (_start, state), run in groupby(numbered, key=lambda each: (each[1][0] - each[0] * MINUTE, each[1][1])):
        members = [at for _number, (at, _state) in run]
        yield Span(state, members[0], members[-1] + MINUTE)  # type: ignore[arg-type]  # one of the three by _STATE


def working_since(*, end: datetime) -> datetime | None:
    """Since when there has been no interruption, as far as a month back; None when there is one now, or no minute."""
    first = first_minute()
    if first is None or first >= end:
        return None
    spans = interruptions(start=end - timedelta(days=31), end=end)
    if not spans:
        return first
    return spans[-1].ends_at if spans[-1].ends_at < end else None
