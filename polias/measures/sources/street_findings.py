"""What reading a street file brought to light besides its rows: what was refused, what is odd, what is missing."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from dataclasses import dataclass, field

from polias.measures.words import _

EXAMPLES_KEPT = 1_000
#: A broken file may have a new reason on every line; beyond this many they are counted together.
REASONS_KEPT = 200


@dataclass(frozen=True)
class Rejected:
    """A row that was not kept, by the line of its file."""

    line: int
    reason: str


@dataclass
class Findings:
    """What reading a file brought to light, besides its rows."""

    read: int = 0
    kept: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: list[Rejected] = field(default_factory=list)
    unknown_types: Counter[str] = field(default_factory=Counter)
    unknown_outcomes: Counter[str] = field(default_factory=Counter)
    recorded_crimes: int = 0
    without_location: int = 0
    crimes_without_id: int = 0
    open_cases: int = 0
    misread_letters: int = 0
    odd_points: int = 0
    content: int = 0
    identifiers: array[int] = field(default_factory=lambda: array("Q"))

    def reject(self, line: int, reason: str) -> None:
        self.rejected += 1
        listed = reason in self.reasons or len(self.reasons) < REASONS_KEPT
        self.reasons[reason if listed else _("other reasons")] += 1
        if len(self.examples) < EXAMPLES_KEPT:
            self.examples.append(Rejected(line, reason))

    @property
    def content_hash(self) -> str:
        """The same for the same rows in any order and any wrapping: a sum over the rows, not a chain."""
        return hashlib.sha256(f"{self.kept}:{self.content:x}".encode()).hexdigest()

    def repeated_ids(self) -> int:
        """Rows beyond the first with the same identifier."""
        import numpy as np

        identifiers = np.frombuffer(self.identifiers, dtype=np.uint64) if self.identifiers else np.array([])
        return int(len(identifiers) - len(np.unique(identifiers)))
