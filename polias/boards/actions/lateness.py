"""How late an action is, in the words that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 7


@dataclass(frozen=True)
class Lateness:
    """The sentence, and a level that has a shape of its own: late, soon, calm or stopped."""

    words: str
    level: str


def lateness(*, due_on: date | None, closed_on: date | None, today: date) -> Lateness:
    """Days are calendar days in London; an action is late from the day after it was due, and never without a date."""
    if closed_on is not None:
        over = (closed_on - due_on).days if due_on else 0
        done = _("done on %(day)s") % {"day": date_format(closed_on, "j F Y")}
        return Lateness(f"{done}, {_days_late(over)}" if over > 0 else done, "stopped")
    if due_on is None:
        return Lateness(_("no date set"), "calm")
    left = (due_on - today).days
    if left < 0:
        return Lateness(_days_late(-left), "late")
    if left == 0:
        return Lateness(_("due today"), "soon")
    words = ngettext("due in %(days)d day", "due in %(days)d days", left) % {"days": left}
    return Lateness(words, "soon" if left <= SOON_DAYS else "calm")


def _days_late(days: int) -> str:
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
