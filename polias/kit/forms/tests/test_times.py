"""Dates and times as people write them, and London's clock on the two nights when it changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.kit.forms.times import LONDON, NotATime, london_instant, read_date, read_time, written_time


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MAR "])
def test_a_month_is_read_as_number_or_name(month):
    assert read_date("3", month, "2018") == date(2018, 3, 3)


@pytest.mark.parametrize(
    ("day", "month", "year", "boxes"),
    [
        ("", "3", "2018", ("day",)),
        ("3", "", "", ("month", "year")),
        ("31", "2", "2018", ("day",)),
        ("29", "2", "2018", ("day",)),
        ("3", "13", "2018", ("month",)),
        ("3", "Smarch", "2018", ("month",)),
        ("3", "3", "18", ("year",)),
        ("x", "3", "2018", ("day",)),
        ("²", "3", "2018", ("day",)),
        ("07700900123", "3", "2018", ("day",)),
        ("3", "9" * 5000, "2018", ("month",)),
    ],
)
def test_a_wrong_date_names_the_box_that_is_wrong(day, month, year, boxes):
    with pytest.raises(NotATime) as wrong:
        read_date(day, month, year)
    assert wrong.value.boxes == boxes


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:02", time(14, 2)), ("1402", time(14, 2)), ("902", time(9, 2)), ("14.02", time(14, 2)),
        ("2:02pm", time(14, 2)),
        ("2.02 PM", time(14, 2)), ("9am", time(9)), ("noon", time(12)), ("midnight", time(0)), ("0:05", time(0, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text, at):
    assert read_time(text) == (at, None)


@pytest.mark.parametrize("text", ["25:00", "14:61", "soon", "", "14", "12345"])
def test_what_is_no_time_says_how_to_write_one(text):
    with pytest.raises(NotATime, match="24-hour clock"):
        read_time(text)


def test_summer_time_is_an_hour_ahead_of_utc():
    assert london_instant(date(2018, 6, 30), time(23, 30)) == datetime(2018, 6, 30, 22, 30, tzinfo=UTC)


def test_the_hour_that_the_clocks_leave_out_did_not_happen():
    with pytest.raises(NotATime, match="went forward"):
        london_instant(date(2018, 3, 25), time(1, 30))


def test_the_hour_that_comes_twice_asks_which_and_is_told_by_its_clock():
    with pytest.raises(NotATime, match="came twice"):
        london_instant(date(2018, 10, 28), time(1, 30))
    first = london_instant(date(2018, 10, 28), time(1, 30), clock="BST")
    second = london_instant(date(2018, 10, 28), time(1, 30), clock="GMT")
    assert (first, second) == (datetime(2018, 10, 28, 0, 30, tzinfo=UTC), datetime(2018, 10, 28, 1, 30, tzinfo=UTC))


@given(st.integers(min_value=0, max_value=15 * 365 * 24 * 60))
def test_an_instant_written_down_reads_back_as_the_same_minute(minutes):
    instant = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at, clock = read_time(written_time(instant))
    assert london_instant(instant.astimezone(LONDON).date(), at, clock=clock) == instant
