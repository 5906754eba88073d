"""Reading the instant to which somebody wants to go back."""

from __future__ import annotations

from datetime import UTC, datetime
from gettext import gettext as _
from zoneinfo import ZoneInfo

from polias.kit.backup.place import BackupProblem

LONDON = ZoneInfo("Europe/London")


def moment(said: str) -> datetime:
    """An instant from ISO 8601: with an offset as it says, without one as the clocks in London showed.

    Raises BackupProblem for what is no time, lies in the hour that a clock change skipped or repeated, or is to come.
    """
    try:
        read = datetime.fromisoformat(said.strip())
    except ValueError:
        raise BackupProblem(
            _("'{said}' is no date and time.").format(said=said),
            _("Give it as 2026-11-24T03:12:05 (London time), or with its offset: 2026-11-24T03:12:05+00:00."),
        ) from None
    at = (read if read.tzinfo else _in_london(read, said)).astimezone(UTC)
    if at > datetime.now(UTC):
        raise BackupProblem(_("{said} is still to come.").format(said=said), _("Choose a moment that has passed."))
    return at


def _in_london(read: datetime, said: str) -> datetime:
    first, second = (read.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    twice = _("{said} came twice in London, when the clocks went back.").format(said=said)
    never = _("{said} never came in London: the clocks went forward over it.").format(said=said)
    went_back = (first.utcoffset() or first - first) > (second.utcoffset() or first - first)
    raise BackupProblem(twice if went_back else never, _("Give the time with its offset, such as {said}+00:00.").format(
        said=said
    ))  # fmt: skip


def shown(at: datetime) -> str:
    """An instant for people: London's clock, with its offset."""
    return at.astimezone(LONDON).strftime("%d %B %Y, %H:%M:%S (%Z)")
