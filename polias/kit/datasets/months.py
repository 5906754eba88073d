"""London months as datasets name them: YYYY-MM, and the instants at which they begin and end."""

from __future__ import annotations

from datetime import UTC, date, datetime

from polias.kit.calendar import london_date, start_of_london_day


def month_of(instant: datetime) -> str:
    """The London month of an instant: 30 June 23:30 UTC already counts in July."""
    return f"{london_date(instant):%Y-%m}"


def month_bounds(month: str) -> tuple[datetime, datetime]:
    """The instants (UTC) at which a London month begins, and at which the next one does."""
    year, number = (int(part) for part in month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return start_of_london_day(date(year, number, 1)), start_of_london_day(following)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from first to last, both included; none when last comes before first."""
    places = range(_index(first), _index(last) + 1)
    return tuple(f"{place // 12:04}-{place % 12 + 1:02}" for place in places)


def months_back(count: int) -> list[date]:
    """The first days of so many London months, this one first."""
    index = _index(month_of(datetime.now(UTC)))
    return [date(place // 12, place % 12 + 1, 1) for place in range(index, index - count, -1)]


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
