"""Minutes: what was measured counts as it was, what was not written down counts as down, what was before as unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from polias.kit.health.heart import beat
from polias.kit.health.model import HealthMinute
from polias.kit.health.uptime import (
    Uptime,
    first_minute,
    interruptions,
    last_counted,
    uptime,
    uptime_by_day,
    working_since,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def minutes(pattern, *, start=NOON):
    """One letter a minute: w well, d degraded, x down, p pages without a beat, f faults alone, . nothing at all."""
    rows = {
        "w": {"beat": "well"},
        "d": {"beat": "degraded"},
        "x": {"beat": "down"},
        "p": {"pages": 5},
        "f": {"pages": 5, "faults": 5},
        "W": {"beat": "well", "pages": 19, "faults": 1},
        "F": {"beat": "well", "pages": 20, "faults": 1},
        "X": {"beat": "down", "pages": 4, "faults": 1},
    }
    HealthMinute.objects.bulk_create(
        HealthMinute(minute=start + timedelta(minutes=n), **rows[letter])
        for n, letter in enumerate(pattern)
        if letter != "."
    )
    return start + timedelta(minutes=len(pattern))


@pytest.mark.parametrize(
    ("letter", "counts"),
    [
        ("w", (1, 0, 0)),
        ("F", (1, 0, 0)),
        ("W", (0, 1, 0)),
        ("d", (0, 1, 0)),
        ("p", (0, 1, 0)),
        ("X", (0, 1, 0)),
        ("x", (0, 0, 1)),
        ("f", (0, 0, 1)),
        (".", (0, 0, 1)),
    ],
)
def test_what_each_minute_counts_as(db, letter, counts):
    end = minutes(f"w{letter}")
    found = uptime(start=NOON + timedelta(minutes=1), end=end, first=first_minute())
    assert (found.up, found.degraded, found.down) == counts


def test_what_was_before_the_first_minute_is_not_known_and_never_up(db):
    end = minutes("wwww")
    found = uptime(start=NOON - timedelta(minutes=6), end=end, first=first_minute())
    assert found == Uptime(up=4, degraded=0, down=0, not_known=6)
    assert found.per_cent_up == 100


def test_before_anything_was_measured_nothing_is_known(db):
    found = uptime(start=NOON - timedelta(days=1), end=NOON, first=first_minute())
    assert found == Uptime(0, 0, 0, not_known=1440)
    assert found.per_cent_up is None
    assert working_since(end=NOON) is None


def test_a_hundred_per_cent_is_said_only_of_every_minute():
    assert Uptime(up=99_999, degraded=0, down=1, not_known=0).per_cent_up == 99.999
    assert Uptime(up=999_999, degraded=1, down=0, not_known=0).per_cent_up < 100


def test_interruptions_are_runs_of_minutes_also_where_nothing_was_written(db):
    end = minutes("wwddxx..ww.wpw")
    found = interruptions(start=NOON - timedelta(days=30), end=end)
    assert [(s.state, (s.starts_at - NOON) // timedelta(minutes=1), s.minutes) for s in found] == [
        ("degraded", 2, 2),
        ("down", 4, 4),
        ("down", 10, 1),
        ("degraded", 12, 1),
    ]
    assert working_since(end=end) == NOON + timedelta(minutes=13)


def test_an_interruption_at_the_end_goes_on(db):
    end = minutes("www")
    late = end + timedelta(minutes=5)
    assert [(s.state, s.minutes) for s in interruptions(start=NOON, end=late)] == [("down", 5)]
    assert working_since(end=late) is None
    assert working_since(end=end) == NOON


def test_days_are_those_of_london(db):
    """In summer the London day begins at 23:00 UTC."""
    midsummer = datetime(2026, 6, 30, 22, 58, tzinfo=UTC)
    end = minutes("wwwd", start=midsummer)
    found = uptime_by_day([date(2026, 6, 30), date(2026, 7, 1)], end=end, first=first_minute())
    assert found[date(2026, 6, 30)].up == 2
    assert found[date(2026, 6, 30)].not_known == 1438
    assert found[date(2026, 7, 1)] == Uptime(up=1, degraded=1, down=0, not_known=0)


def test_the_days_on_which_clocks_change_have_more_or_fewer_minutes(db):
    first = datetime(2026, 10, 1, tzinfo=UTC)
    found = uptime_by_day([date(2026, 10, 24), date(2026, 10, 25)], end=NOON, first=first)
    assert [found[day].down for day in found] == [1440, 1500]


def test_the_minute_that_is_being_written_is_not_judged():
    assert last_counted(NOON + timedelta(minutes=5, seconds=20)) == NOON + timedelta(minutes=4)


def test_a_beat_is_kept_once_a_minute_and_the_first_one_stands(db):
    beat(now=NOON + timedelta(seconds=2), ask=lambda: "well")
    beat(now=NOON + timedelta(seconds=40), ask=lambda: "down")
    assert HealthMinute.objects.get().beat == "well"


def test_nothing_that_answers_is_down(db, settings):
    settings.POLIAS_ASK_AT = "http://127.0.0.1:9"
    assert beat(now=NOON) == "down"
