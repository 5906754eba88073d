"""What travels between Polias and a partner: an envelope one way, a receipt the other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Envelope:
    """One message with its body; ``hash`` is the SHA-256 of the body as text, so that damage is seen.

    ``after`` is the message about the same subject that comes before it. A sender that waits for each acknowledgement
    leaves it out.
    """

    id: UUID
    kind: str
    subject: str
    created_at: datetime
    hash: str
    body: str
    after: UUID | None = None

    @property
    def is_whole(self) -> bool:
        return digest(self.body) == self.hash


@dataclass(frozen=True)
class Receipt:
    """Acknowledges one message: the receiver has it for good, with the body of this hash."""

    id: UUID
    hash: str


class NoAnswer(Exception):
    """Nothing came back: the message may have arrived or not."""


class Refused(Exception):
    """The receiver answered, and did not take the message. ``reason`` is a word such as ``damaged``, never its body."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
