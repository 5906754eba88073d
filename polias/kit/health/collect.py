"""Counts the pages of minutes that are over into the tables, once each, and keeps the slow ones apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from polias.kit.calendar.london import london_date
from polias.kit.health.model import HealthMinute, PageTimes, SlowPage
from polias.kit.health.spool import Page, Process, finished, lines_of
from polias.kit.health.times import bucket_of, nothing, together

#: The day of the rows that hold all days.
EVER = date(1, 1, 1)
MOST_SLOW_OF_A_MINUTE = 50
SLOW_PAGES_ARE_KEPT = timedelta(days=90)
MINUTES_ARE_KEPT = timedelta(days=400)

Key = tuple[date, str, str, int]


def collect(*, now: datetime | None = None) -> int:
    """Count every finished minute and take its file away; how many. One worker at a time: the job has a lock."""
    files = finished(now=now or datetime.now(UTC))
    for minute, path in files:
        lines = list(lines_of(path))
        with transaction.atomic():
            _count(minute, lines)
        path.unlink(missing_ok=True)
    return len(files)


def _count(minute: datetime, lines: Iterable[Page | Process]) -> None:
    """Nothing when the minute was counted before: its file outlived a crash."""
    row, _made = HealthMinute.objects.select_for_update().get_or_create(minute=minute)
    if row.pages is not None:
        return
    pages = [line for line in lines if isinstance(line, Page)]
    processes = [line for line in lines if isinstance(line, Process)]
    slow = sorted((p for p in pages if p.milliseconds > settings.POLIAS_SLOW_MS), key=lambda p: -p.milliseconds)
    row.pages, row.slow = len(pages), len(slow)
    row.faults = sum(page.status >= 500 for page in pages)
    row.memory_kb = max((p.memory_kb for p in processes), default=None)
    row.open_files = max((p.open_files for p in processes), default=None)
    row.save()
    SlowPage.objects.bulk_create(SlowPage(minute=minute, **vars(page)) for page in slow[:MOST_SLOW_OF_A_MINUTE])
    _add(_by_route(pages, day=london_date(minute)))


def _by_route(pages: list[Page], *, day: date) -> dict[Key, PageTimes]:
    """Each page counts four times: for its route and for all routes, on its day and for ever."""
    found: dict[Key, PageTimes] = {}
    for page in pages:
        for key in _keys(page, day):
            row = found.get(key) or found.setdefault(key, _empty(key))
            row.pages += 1
            row.slow += page.milliseconds > settings.POLIAS_SLOW_MS
            row.milliseconds += page.milliseconds
            row.queries += page.queries
            row.buckets[bucket_of(page.milliseconds)] += 1
    return found


def _keys(page: Page, day: date) -> list[Key]:
    kind = (page.route, page.method, page.status // 100)
    return [(when, *what) for when in (day, EVER) for what in (kind, ("", "", 0))]


def _empty(key: Key) -> PageTimes:
    day, route, method, status = key
    return PageTimes(day=day, route=route, method=method, status=status, buckets=nothing())


def _add(fresh: dict[Key, PageTimes]) -> None:
    days: dict[date, set[str]] = defaultdict(set)
    for day, route, _method, _status in fresh:
        days[day].add(route)
    for day, routes in days.items():
        for old in PageTimes.objects.filter(day=day, route__in=routes):
            row = fresh.get((old.day, old.route, old.method, old.status))
            if row is not None:
                _sum(row, old)
    counts = ["pages", "slow", "milliseconds", "queries", "buckets"]
    PageTimes.objects.bulk_create(
        fresh.values(), update_conflicts=True, unique_fields=["day", "route", "method", "status"], update_fields=counts
    )


def _sum(row: PageTimes, old: PageTimes) -> None:
    row.pages, row.slow = row.pages + old.pages, row.slow + old.slow
    row.milliseconds, row.queries = row.milliseconds + old.milliseconds, row.queries + old.queries
    row.buckets = together(row.buckets, old.buckets)


def forget_old(*, now: datetime) -> None:
    """Once a night; what is told of months needs thirteen of them."""
    SlowPage.objects.filter(minute__lt=now - SLOW_PAGES_ARE_KEPT).delete()
    HealthMinute.objects.filter(minute__lt=now - MINUTES_ARE_KEPT).delete()
    PageTimes.objects.filter(day__lt=(now - MINUTES_ARE_KEPT).date(), day__gt=EVER).delete()
