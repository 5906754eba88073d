"""What another system says of one crime, as a frozen command of the deed that takes crimes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CrimeSaid:
    """One crime; the fields are those of the record."""

    number: str = ""
    kind: str = ""
    happened_on: date | None = None
    outcome: str = ""
    charge: str = ""
    officer: str = ""
    note: str = ""

    @property
    def summary(self) -> str:
        """Everything that is said of it, a sentence each, so that it is found by any of its words."""
        parts = (self.kind, self.note, self.charge, self.outcome, self.officer, self.number)
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)
