"""Clocks: elapsed time, pauses by segments, and the sentence an officer reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.kit.calendar import LONDON, Clock, Pause, duration_in_words, sentence

DAY = timedelta(hours=24)
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def hours(n: float) -> datetime:
    return START + timedelta(hours=n)


def test_the_sentence_says_what_is_left_and_what_happens_then():
    assert (
        sentence(Clock(START, DAY), hours(19.8), then="it counts as recorded late")
        == "4 hours 12 minutes left; then it counts as recorded late"
    )


def test_the_sentence_says_how_long_ago_it_ran_out():
    said = sentence(Clock(START, DAY), hours(27), then="it counts as recorded late")
    assert said == "Ran out 3 hours ago; it counts as recorded late"


def test_exactly_the_limit_is_still_in_time_and_a_second_more_is_not():
    clock = Clock(START, DAY)
    assert not clock.breached(hours(24))
    assert clock.breached(hours(24) + timedelta(seconds=1))


@pytest.mark.parametrize(("day", "month"), [(28, 3), (24, 10)])
def test_24_hours_over_a_change_of_the_clocks_are_24_hours(day, month):
    started = datetime(2026, month, day, 12, 0, tzinfo=LONDON)
    clock = Clock(started, DAY)
    noon = datetime(2026, month, day + 1, 12, 0, tzinfo=LONDON)
    wall_clock_hours = 23 if month == 3 else 25
    assert clock.elapsed(noon) == timedelta(hours=wall_clock_hours)
    assert clock.due_at == started.astimezone(UTC) + DAY
    assert clock.breached(noon) is (month == 10)


def test_a_leap_day_counts_like_any_other():
    clock = Clock(datetime(2024, 2, 28, 23, 0, tzinfo=UTC), timedelta(hours=48))
    assert clock.due_at == datetime(2024, 3, 1, 23, 0, tzinfo=UTC)


def test_a_pause_moves_the_due_time_by_its_length():
    clock = Clock(START, DAY, (Pause(hours(2), hours(5)),))
    assert clock.due_at == hours(27)
    assert clock.elapsed(hours(6)) == timedelta(hours=3)


def test_overlapping_pauses_count_once():
    clock = Clock(START, DAY, (Pause(hours(2), hours(5)), Pause(hours(4), hours(6)), Pause(hours(3), hours(4))))
    assert clock.due_at == hours(28)


def test_while_paused_nobody_knows_when_it_is_due():
    clock = Clock(START, DAY, (Pause(hours(2)),))
    assert clock.due_at is None
    assert clock.paused(hours(100))
    assert not clock.breached(hours(100))
    assert sentence(clock, hours(100)) == "Paused with 22 hours left"


def test_a_pause_after_the_time_ran_out_changes_nothing():
    clock = Clock(START, DAY, (Pause(hours(30), hours(40)),))
    assert clock.due_at == hours(24)
    assert clock.breached(hours(35))


def test_a_pause_before_the_start_counts_only_from_the_start():
    assert Clock(START, DAY, (Pause(hours(-5), hours(1)),)).due_at == hours(25)
    assert Clock(START, DAY, (Pause(hours(-5), hours(-1)),)).due_at == hours(24)


def test_a_pause_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Pause(hours(2), hours(1))


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(seconds=40), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=1, minutes=2), "1 hour 2 minutes"),
        (timedelta(days=2, hours=3, minutes=4), "2 days 3 hours"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_durations_are_said_in_their_two_largest_units(duration, words):
    assert duration_in_words(duration) == words


moments = st.integers(min_value=-50, max_value=200).map(hours)
pauses = st.lists(
    st.tuples(moments, st.integers(min_value=0, max_value=40)).map(lambda p: Pause(p[0], p[0] + timedelta(hours=p[1]))),
    max_size=5,
).map(tuple)


@given(pauses, moments, moments)
def test_time_that_has_counted_never_runs_backwards(given_pauses, one, other):
    clock = Clock(START, DAY, given_pauses)
    earlier, later = sorted((one, other))
    assert timedelta(0) <= clock.elapsed(earlier) <= clock.elapsed(later)
    assert clock.elapsed(later) - clock.elapsed(earlier) <= later - earlier


@given(pauses)
def test_at_the_due_time_exactly_the_limit_has_counted(given_pauses):
    clock = Clock(START, DAY, given_pauses)
    assert clock.due_at is not None
    assert clock.elapsed(clock.due_at) == DAY
    assert not clock.breached(clock.due_at)
    assert clock.breached(clock.due_at + timedelta(hours=300))


@given(pauses)
def test_the_order_in_which_pauses_were_filed_does_not_matter(given_pauses):
    assert Clock(START, DAY, given_pauses).due_at == Clock(START, DAY, given_pauses[::-1]).due_at
