"""Which months carry the planted events, worked out from the day on which the demonstration is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEARS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The days that matter; every month is given by its first day."""

    today: date
    as_at: datetime
    first_day: date
    backlog_month: date
    rule_month: date
    missing_month: date

    @property
    def days(self) -> list[date]:
        """Every day from the first to yesterday."""
        return [self.first_day + timedelta(days=n) for n in range((self.today - self.first_day).days)]

    @property
    def months(self) -> list[date]:
        """Every month that has at least one day in it."""
        return sorted({day.replace(day=1) for day in self.days})


def plan_for(today: date) -> Plan:
    """Two years up to the start of today; the backlog grew in the last whole March."""
    march = date(today.year if today.month > 3 else today.year - 1, 3, 1)
    return Plan(
        today=today,
        as_at=instant(today, 0.0),
        first_day=months_before(today, 12 * YEARS),
        backlog_month=march,
        rule_month=months_before(today, 10),
        missing_month=months_before(today, 5),
    )


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before the day's own."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def instant(day: date, hours: float) -> datetime:
    """The instant (UTC, whole minutes) when the clock in London has run so many hours of the day, 25.5 being 01:30."""
    whole = timedelta(minutes=int(hours * 60))
    local = datetime.combine(day, time.min) + whole
    return local.replace(tzinfo=LONDON).astimezone(UTC)


def month_of(moment: datetime) -> date:
    """The London month of an instant."""
    return moment.astimezone(LONDON).date().replace(day=1)
