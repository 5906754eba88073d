"""A clock with a limit, as a value: it pauses by segments that stay on file, never by editing a counter.

Time is elapsed time between instants, so that a limit of 24 hours is 24 hours on the nights the clocks change too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from polias.kit.i18n.plain import gettext as _
from polias.kit.i18n.plain import ngettext

NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """One stretch in which the clock does not run; without an end it is still paused."""

    started_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        _aware(self.started_at)
        if self.ended_at is not None and _aware(self.ended_at) < self.started_at:
            raise ValueError(f"A pause cannot end ({self.ended_at}) before it starts ({self.started_at}).")


@dataclass(frozen=True, slots=True)
class Clock:
    """Time allowed from a start; pauses may overlap, and one without an end stops the clock until it is ended."""

    started_at: datetime
    limit: timedelta
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        _aware(self.started_at)
        if self.limit < NOTHING:
            raise ValueError(f"A clock cannot allow less than no time ({self.limit}).")

    @property
    def due_at(self) -> datetime | None:
        """When the time is used up (UTC), or None while an open pause leaves it unknown."""
        due = self.started_at.astimezone(UTC) + self.limit
        for began, ended in _merged(self.pauses):
            if began > due:
                break
            if ended is None:
                return None if began < due else due
            due += max(NOTHING, ended - max(began, self.started_at.astimezone(UTC)))
        return due

    def elapsed(self, now: datetime) -> timedelta:
        """Time that has counted by now: since the start, less the pauses."""
        start, until = self.started_at.astimezone(UTC), _aware(now).astimezone(UTC)
        paused = sum((_overlap(start, until, began, ended) for began, ended in _merged(self.pauses)), NOTHING)
        return max(NOTHING, until - start) - paused

    def remaining(self, now: datetime) -> timedelta:
        """Time still allowed; negative by how much it ran out."""
        return self.limit - self.elapsed(now)

    def breached(self, now: datetime) -> bool:
        """Whether more time has counted than is allowed; using it up exactly is still in time."""
        return self.remaining(now) < NOTHING

    def paused(self, now: datetime) -> bool:
        """Whether the clock stands still at this moment."""
        moment = _aware(now).astimezone(UTC)
        return any(began <= moment and (ended is None or moment < ended) for began, ended in _merged(self.pauses))


def sentence(clock: Clock, now: datetime, *, then: str = "") -> str:
    """What is left and what happens then, in plain words: "4 hours 12 minutes left; then it counts as recorded late".

    `then` is the consequence, already translated, without a full stop.
    """
    left = duration_in_words(abs(clock.remaining(now)))
    if clock.breached(now):
        first = _("Ran out %(time)s ago") % {"time": left}
        return f"{first}; {then}" if then else first
    if clock.paused(now):
        return _("Paused with %(time)s left") % {"time": left}
    first = _("%(time)s left") % {"time": left}
    return _("%(first)s; then %(consequence)s") % {"first": first, "consequence": then} if then else first


def duration_in_words(duration: timedelta) -> str:
    """The two largest units that say something: "2 days 3 hours", "4 hours 12 minutes", "less than a minute"."""
    minutes = int(duration.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        (days, ngettext("%(n)d day", "%(n)d days", days)),
        (hours, ngettext("%(n)d hour", "%(n)d hours", hours)),
        (minutes, ngettext("%(n)d minute", "%(n)d minutes", minutes)),
    ]
    if days:
        parts = parts[:2]
    said = [words % {"n": n} for n, words in parts if n]
    return " ".join(said) or _("less than a minute")


def _merged(pauses: tuple[Pause, ...]) -> Iterator[tuple[datetime, datetime | None]]:
    """The pauses in order, in UTC, overlapping ones made one."""
    current: tuple[datetime, datetime | None] | None = None
    for pause in sorted(pauses, key=lambda each: each.started_at):
        began = pause.started_at.astimezone(UTC)
        ended = pause.ended_at.astimezone(UTC) if pause.ended_at else None
        if current is None:
            current = (began, ended)
        elif current[1] is None or began <= current[1]:
            current = (current[0], None if current[1] is None or ended is None else max(current[1], ended))
        else:
            yield current
            current = (began, ended)
    if current is not None:
        yield current


def _overlap(start: datetime, until: datetime, began: datetime, ended: datetime | None) -> timedelta:
    last = until if ended is None else min(until, ended)
    return max(NOTHING, last - max(start, began))


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"The instant {instant.isoformat()} has no time zone; instants are kept in UTC.")
    return instant
