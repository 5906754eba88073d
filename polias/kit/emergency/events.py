"""What is told of an emergency access: that there was one, and nothing of whom or what it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class EmergencyOpened:
    """Somebody opened a record that was not theirs to see; those who review it are told at once."""

    access_id: UUID
    force_id: int
    due_at: datetime
