"""The London day and month of an instant: the one place where a time zone is turned into a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(instant: datetime) -> date:
    """The date on the clock in London; an instant without a time zone is refused."""
    return _in_london(instant).date()


def london_month(instant: datetime) -> date:
    """The first day of the London month: 30 June 23:30 UTC already counts in July."""
    return london_date(instant).replace(day=1)


def start_of_london_day(day: date) -> datetime:
    """The instant (UTC) at which the day begins in London."""
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def end_of_london_day(day: date) -> datetime:
    """The instant (UTC) at which the day has ended in London: the start of the next one."""
    return start_of_london_day(day + timedelta(days=1))


def _in_london(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"The instant {instant.isoformat()} has no time zone; instants are kept in UTC.")
    return instant.astimezone(LONDON)
