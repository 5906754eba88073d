"""In which state a crime was from when to when: a pure function of the instants at which it was moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Closing:
    """One outcome or cancellation: the state it led to, when, and when it was taken back (None while it stands)."""

    state: str
    at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Stay:
    """One stay in one state; ``until`` is None while it lasts."""

    state: str
    since: datetime
    until: datetime | None

    @property
    def days(self) -> float | None:
        """Days and parts of a day; None while it lasts."""
        return (self.until - self.since).total_seconds() / 86400 if self.until else None


def stays_of(recorded_at: datetime, closings: Iterable[Closing]) -> list[Stay]:
    """Every stay of a crime, the first first. Between a closing that ended and the next it is under investigation."""
    found, since = [], recorded_at
    for one in sorted(closings, key=lambda c: c.at):
        found.append(Stay("recorded", since, one.at))
        found.append(Stay(one.state, one.at, one.ended_at))
        if one.ended_at is None:
            return found
        since = one.ended_at
    return [*found, Stay("recorded", since, None)]
