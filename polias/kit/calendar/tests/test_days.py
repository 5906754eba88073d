"""London days and months, and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.kit.calendar import (
    YearNotKnown,
    add_working_days,
    bank_holidays,
    end_of_london_day,
    london_date,
    london_month,
    start_of_london_day,
    working_day,
    working_days_between,
    years_known,
)

KNOWN_DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2027, 12, 31))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def test_half_past_eleven_at_night_utc_on_30_june_counts_in_july():
    assert london_date(utc(2026, 6, 30, 23, 30)) == date(2026, 7, 1)
    assert london_month(utc(2026, 6, 30, 23, 30)) == date(2026, 7, 1)
    assert london_month(utc(2026, 6, 30, 22, 59)) == date(2026, 6, 1)


def test_in_winter_london_and_utc_share_their_months():
    assert london_month(utc(2026, 12, 31, 23, 59)) == date(2026, 12, 1)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 1), 24)])
def test_the_london_day_is_an_hour_shorter_or_longer_when_the_clocks_change(day, hours):
    length = end_of_london_day(date(*day)) - start_of_london_day(date(*day))
    assert length == timedelta(hours=hours)


def test_an_instant_without_a_time_zone_is_refused_in_words():
    with pytest.raises(ValueError, match="has no time zone"):
        london_date(utc(2026, 6, 30).replace(tzinfo=None))


def test_both_one_o_clocks_of_the_october_night_are_the_same_day():
    assert london_date(utc(2026, 10, 25, 0, 30)) == london_date(utc(2026, 10, 25, 1, 30)) == date(2026, 10, 25)


def test_bank_holidays_are_not_working_days():
    assert not working_day(date(2022, 9, 19))  # the state funeral
    assert not working_day(date(2026, 12, 28))  # Boxing Day fell on a Saturday
    assert working_day(date(2020, 5, 4))  # the early May holiday had moved to VE day
    assert not working_day(date(2020, 5, 8))


def test_northern_ireland_keeps_two_days_more():
    assert working_day(date(2026, 7, 13))
    assert not working_day(date(2026, 7, 13), nation="northern-ireland")
    assert len(bank_holidays("northern-ireland")) == len(bank_holidays()) + 2 * 12


def test_a_leap_day_is_an_ordinary_working_day():
    assert working_day(date(2024, 2, 29))
    assert add_working_days(date(2024, 2, 28), 2) == date(2024, 3, 1)


def test_working_days_step_over_christmas():
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 29), -1) == date(2026, 12, 24)


def test_no_working_days_from_a_sunday_is_the_monday():
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 23)


def test_a_year_that_is_not_known_is_refused_with_what_to_do():
    with pytest.raises(YearNotKnown) as refused:
        working_day(date(2031, 1, 1))
    assert "2031" in refused.value.sentence
    assert refused.value.do


def test_the_reference_data_covers_2017_to_2028_and_says_what_is_not_announced():
    assert years_known() == (2017, 2028)
    statuses = {(h.day.year > 2027, h.status) for h in bank_holidays().values()}
    assert statuses == {(False, "announced"), (True, "to be confirmed")}
    assert all(
        h.day.weekday() < 5
        for nation in ("england-and-wales", "northern-ireland")
        for h in bank_holidays(nation).values()
    )


@pytest.mark.parametrize("year", range(2017, 2029))
def test_every_year_has_its_eight_ordinary_holidays(year):
    extra = {2022: 2, 2023: 1}.get(year, 0)
    assert sum(day.year == year for day in bank_holidays()) == 8 + extra


@given(KNOWN_DAYS, st.integers(min_value=1, max_value=60))
def test_adding_working_days_lands_on_a_working_day_and_counts_back(start, n):
    end = add_working_days(start, n)
    assert working_day(end)
    assert working_days_between(start, end) == n


@given(KNOWN_DAYS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=1)))
def test_an_instant_lies_within_its_london_day(some_day, into_it):
    instant = utc(some_day.year, some_day.month, some_day.day) + into_it
    day = london_date(instant)
    assert start_of_london_day(day) <= instant < end_of_london_day(day)
    assert london_month(instant) == day.replace(day=1)
