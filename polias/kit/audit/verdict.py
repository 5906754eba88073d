"""What a check of the audit found, in words for an auditor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Matter = Literal["edited", "deleted", "inserted", "reordered", "chain", "cut", "head", "emptied", "spool"]
MOST_NAMED = 100


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was sealed: what, in one sentence, and where; a span ends with ``last_row``."""

    matter: Matter
    sentence: str
    seal: int | None = None
    row: int | None = None
    last_row: int | None = None
    reference: str = ""


@dataclass(frozen=True)
class Unsealed:
    """The rows that no seal holds yet: they can be checked against nothing but themselves."""

    rows: int
    first_row: int | None = None
    last_row: int | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass
class Verdict:
    """What a check found; ``brought_in`` counts sealed rows that carry dates of another system,
    ``spooled`` those that were looks while the database took nothing."""

    seals: int = 0
    sealed_rows: int = 0
    erased: int = 0
    brought_in: int = 0
    spooled: int = 0
    unsealed: Unsealed = field(default_factory=lambda: Unsealed(0))
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return self.found == 0

    def add(self, matter: Matter, sentence: str, **where: Any) -> None:
        """Count a finding; the first hundred of each matter are named, so that many of one do not hide another."""
        self.found += 1
        if sum(one.matter == matter for one in self.findings) < MOST_NAMED:
            self.findings.append(Finding(matter, sentence, **where))


def about(reference: str) -> str:
    """The reference in brackets, where there is one."""
    return f" ({reference})" if reference else ""


def moment(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if at else "-"


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each unbroken run among the numbers, in order."""
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
