"""What was left out of the matching and why: one line for each row or value, so that nothing is lost unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

#: How much of a value the line shows.
SHOWN = 80


@dataclass(frozen=True)
class Reject:
    """A row that is not matched at all, or a value that is not compared while its row is."""

    file: str
    line: int | None
    record: str
    left_out: Literal["row", "value", "nothing"]
    column: str
    reason: str
    value: str


@dataclass
class Rejects:
    """All of them, in the order they were met."""

    lines: list[Reject] = field(default_factory=list)

    def add(
        self,
        file: str,
        *,
        reason: str,
        line: int | None = None,
        record: str = "",
        left_out: Literal["row", "value", "nothing"] = "row",
        column: str = "",
        value: str = "",
    ) -> None:
        shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
        self.lines.append(Reject(file, line, record, left_out, column, reason, shown))

    def __iter__(self) -> Iterator[Reject]:
        return iter(self.lines)

    def count(self, left_out: str) -> int:
        return sum(each.left_out == left_out for each in self.lines)
