"""Pages are counted once, whatever became of them, by route and time alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polias.kit.health import spool
from polias.kit.health.collect import EVER, collect, forget_old
from polias.kit.health.model import HealthMinute, PageTimes, SlowPage
from polias.kit.health.slow import worst_routes
from polias.kit.health.spool import Page, note
from polias.kit.health.times import BOUNDS_MS, BUCKETS, bucket_of, counted, quantile

NOW = datetime(2026, 11, 24, 12, 0, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_home(tmp_path, monkeypatch):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    return tmp_path


def some_pages(*milliseconds, status=200, at=NOW):
    for each in milliseconds:
        note(Page("crime.reports.list", "GET", status, each, 7), at=at)


def test_a_median_is_read_from_the_buckets_within_thirteen_per_cent():
    times = [n * n / 10 for n in range(1, 400)]
    for share in (0.5, 0.95, 0.99):
        true = sorted(times)[int(share * len(times)) - 1]
        assert quantile(counted(times), share) == pytest.approx(true, rel=0.13)
    assert quantile([0] * BUCKETS, 0.5) is None
    assert quantile(counted([10**9]), 0.5) == BOUNDS_MS[-1]
    assert [bucket_of(edge) for edge in (0, BOUNDS_MS[0], BOUNDS_MS[-1] + 1)] == [0, 0, BUCKETS - 1]


def test_the_pages_of_a_finished_minute_are_counted_and_their_file_goes(db, a_home):
    some_pages(40, 60, 900)
    some_pages(20, status=500)
    assert collect(now=NOW) == 0, "the minute is not over"
    assert collect(now=LATER) == 1
    minute = HealthMinute.objects.get()
    assert (minute.pages, minute.faults, minute.slow, minute.beat) == (4, 1, 1, "")
    assert minute.memory_kb > 1000
    assert minute.open_files > 3
    day = PageTimes.objects.get(day="2026-11-24", route="crime.reports.list", status=2)
    assert (day.pages, day.slow, day.milliseconds, day.queries) == (3, 1, 1000, 21)
    assert PageTimes.objects.get(day=EVER, route="").pages == 4
    assert list((a_home / "health" / "pages").iterdir()) == []


def test_a_file_that_outlived_a_crash_is_not_counted_twice(db, a_home):
    some_pages(40, 60)
    file = next((a_home / "health" / "pages").iterdir())
    before = file.read_text()
    collect(now=LATER)
    file.write_text(before)
    collect(now=LATER)
    assert HealthMinute.objects.get().pages == 2
    assert PageTimes.objects.get(day=EVER, route="").pages == 2


def test_counts_of_later_minutes_are_added(db):
    some_pages(40, 60)
    some_pages(70, at=LATER)
    collect(now=LATER + timedelta(minutes=1))
    assert PageTimes.objects.get(day=EVER, route="").pages == 3
    assert PageTimes.objects.get(day="2026-11-24", route="").buckets == counted([40, 60, 70])


def test_torn_lines_and_strange_files_are_passed_over(db, a_home):
    some_pages(40)
    file = next((a_home / "health" / "pages").iterdir())
    file.write_text(file.read_text() + "crime.reports.list\tGET\t20")
    (a_home / "health" / "pages" / "core.1234").write_text("x")
    assert collect(now=LATER) == 1
    assert HealthMinute.objects.get().pages == 1


def test_a_disk_that_cannot_be_written_to_stops_no_page(a_home):
    (a_home / "health").write_text("a file where the folder should be")
    some_pages(40)


def test_without_a_worker_no_more_than_a_day_is_kept(a_home, monkeypatch):
    monkeypatch.setattr(spool, "MOST_FILES", 3)
    for minute in range(10):
        some_pages(40, at=NOW + timedelta(minutes=minute))
    assert len(list((a_home / "health" / "pages").iterdir())) == 3


def test_the_worst_routes_come_first_by_the_time_lost(db):
    now = datetime.now(UTC)
    for route, times in {"search": [1800] * 3, "home": [900] * 5, "fast": [100]}.items():
        for each in times:
            note(Page(route, "GET", 200, each, 4), at=now)
    collect(now=now + timedelta(minutes=2))
    found = worst_routes(days=1)
    assert [(one.route, one.slow_pages, one.seconds_over_the_limit) for one in found] == [
        ("search", 3, 3),
        ("home", 5, 0),
    ]


def test_a_minute_of_nothing_but_slow_pages_keeps_the_slowest_and_counts_all(db):
    some_pages(*range(1000, 1080))
    collect(now=LATER)
    assert HealthMinute.objects.get().slow == 80
    assert sorted(SlowPage.objects.values_list("milliseconds", flat=True)) == list(range(1030, 1080))


def test_what_is_old_is_forgotten_and_the_counters_for_ever_stay(db):
    some_pages(900, at=NOW - timedelta(days=500))
    some_pages(900)
    collect(now=LATER)
    forget_old(now=NOW)
    assert HealthMinute.objects.count() == SlowPage.objects.count() == 1
    assert PageTimes.objects.get(day=EVER, route="").pages == 2
    assert set(PageTimes.objects.values_list("day", flat=True)) == {EVER, NOW.date()}
