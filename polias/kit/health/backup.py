"""What the backup says of itself: one small file, written after each backup and each restore that was tried."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from polias.kit.server.folder import home

#: A backup from which nobody has restored is a hope.
RESTORED_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Backup:
    """When the last good backup was made and when one was last restored and verified; None where that never was."""

    at: datetime | None
    kind: str
    verified_at: datetime | None
    ok: bool

    def is_alarming(self, now: datetime) -> bool:
        """No restore succeeded within a week, or the last try failed."""
        return not self.ok or self.verified_at is None or now - self.verified_at > RESTORED_WITHIN

    def sentence(self, now: datetime) -> str:
        if self.at is None:
            return _("There has never been a backup.")
        if not self.ok:
            return _("The last backup or restore test failed.")
        if self.verified_at is None:
            return _("A restore from the backup has never been tested.")
        if self.is_alarming(now):
            return _("No restore has been tested for more than 7 days.")
        return _("A restore was tested within the last 7 days.")


NEVER = Backup(at=None, kind="", verified_at=None, ok=False)


def last_file() -> Path:
    return home().path / "backup" / "last.json"


def last_backup() -> Backup:
    """What the file says; never, when there is none or it cannot be read."""
    try:
        told = json.loads(last_file().read_text())
        return Backup(
            at=_instant(told.get("at")),
            kind=str(told.get("kind") or ""),
            verified_at=_instant(told.get("verified_at")),
            ok=told.get("ok") is True,
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return NEVER


def _instant(word: str | None) -> datetime | None:
    if not word:
        return None
    instant = datetime.fromisoformat(word)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
