"""Working days: neither Saturday, Sunday nor a bank holiday of the nation."""

from __future__ import annotations

from datetime import date, timedelta

from polias.kit.calendar.bank_holidays import Nation, YearNotKnown, bank_holidays, years_known

SATURDAY = 5


def working_day(day: date, *, nation: Nation = "england-and-wales") -> bool:
    """Whether people are at their desks; raises YearNotKnown outside the reference data."""
    first, last = years_known()
    if not first <= day.year <= last:
        raise YearNotKnown(day.year)
    return day.weekday() < SATURDAY and day not in bank_holidays(nation)


def add_working_days(start: date, n: int, *, nation: Nation = "england-and-wales") -> date:
    """The n-th working day after the start, or before it when n is negative; the start itself is never counted.

    With n = 0 it is the start itself, or the next working day when the start is none.
    """
    if n == 0:
        return start if working_day(start, nation=nation) else add_working_days(start, 1, nation=nation)
    step = timedelta(days=1 if n > 0 else -1)
    day, left = start, abs(n)
    while left:
        day += step
        left -= working_day(day, nation=nation)
    return day


def working_days_between(start: date, end: date, *, nation: Nation = "england-and-wales") -> int:
    """How many working days lie after the start, up to and including the end; negative when the end is first."""
    if end < start:
        return -working_days_between(end, start, nation=nation)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(working_day(day, nation=nation) for day in days)
