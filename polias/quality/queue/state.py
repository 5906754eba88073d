"""The state of a queue at one moment: how much waits, how old it is, how fast it goes, and when it clears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polias.quality.queue.model import QueueItem

WINDOW = timedelta(days=14)
OLD = timedelta(days=7)


@dataclass(frozen=True)
class QueueState:
    """A queue at one moment. Rates are items a calendar day over the last fourteen; ``by_harm`` is rank → waiting."""

    size: int
    oldest_entered_at: datetime | None
    done_per_day: float
    entered_per_day: float
    older_than_a_week: int = 0
    by_harm: Mapping[int, int] = field(default_factory=dict)

    @property
    def days_to_clear(self) -> float | None:
        """Days until it is empty if all goes on as it does; None when it does not shrink."""
        if not self.size:
            return 0.0
        shrinks = self.done_per_day - self.entered_per_day
        return self.size / shrinks if shrinks > 0 else None

    @property
    def rate_sentence(self) -> str:
        return _("%(done)s a day, and %(entered)s come") % {
            "done": _number(self.done_per_day),
            "entered": _number(self.entered_per_day),
        }

    @property
    def clears_sentence(self) -> str:
        """When it will be empty, in words, or that it will not be."""
        if not self.size:
            return _("It is empty")
        days = self.days_to_clear
        if days is None:
            more = self.entered_per_day - self.done_per_day
            if round(more, 1) == 0:
                return _("Not as things are: as many come as are done")
            return _("It is growing: %(more)s more come each day than are done") % {"more": _number(more)}
        if days > 365:
            return _("Not within a year as things are")
        whole = max(1, round(days))
        return ngettext("In %(days)d day", "In %(days)d days", whole) % {"days": whole}


def state_of(rows: Any, *, at: datetime) -> QueueState:
    """The state of a queue from its rows at the moment, in one statement and one more for the harm."""
    entered, left = Q(entered_at__lte=at), Q(left_at__lte=at)
    waits = entered & (Q(left_at=None) | Q(left_at__gt=at))
    since = at - WINDOW
    found = rows.aggregate(
        size=Count("pk", filter=waits),
        oldest=Min("entered_at", filter=waits),
        old=Count("pk", filter=waits & Q(entered_at__lt=at - OLD)),
        done=Count("pk", filter=left & Q(left_at__gt=since)),
        came=Count("pk", filter=entered & Q(entered_at__gt=since)),
    )
    by_harm = rows.filter(waits).order_by().values_list("harm").annotate(n=Count("pk"))
    return QueueState(
        size=found["size"],
        oldest_entered_at=found["oldest"],
        done_per_day=found["done"] / WINDOW.days,
        entered_per_day=found["came"] / WINDOW.days,
        older_than_a_week=found["old"],
        by_harm=dict(by_harm),
    )


def queue_state(force_id: int, at: datetime) -> QueueState:
    """The state of one force's queue at a moment, as far as row security lets whoever asks see it."""
    return state_of(QueueItem.objects.filter(force_id=force_id), at=at)


def _number(rate: float) -> str:
    """A rate as people say it: whole where it is large, one place where it is small."""
    return f"{rate:.0f}" if rate >= 10 or rate == int(rate) else f"{rate:.1f}"
