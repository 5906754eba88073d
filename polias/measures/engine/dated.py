"""Sets of values that change with time: which offences, outcomes or places belong, month by month."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DatedSet:
    """A named set of values, each with the months in which it belongs to the set (ends included).

    Reference data of a force or a national body: read from a file, never written in code.
    """

    name: str
    source: str
    members: tuple[tuple[str, str, str | None], ...]

    @classmethod
    def from_csv(
        cls, path: Path, *, name: str, value: str, source: str, keep: Mapping[str, str] | None = None
    ) -> DatedSet:
        """Rows of a CSV file with `valid_from` and `valid_to` (YYYY-MM; empty is open), where `keep` columns match."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if all(row[k] == v for k, v in (keep or {}).items())]
        members = ((row[value], row.get("valid_from") or "", row.get("valid_to") or None) for row in rows)
        return cls(name, source, tuple(members))

    @property
    def content_hash(self) -> str:
        return hashlib.sha256(repr(self.members).encode()).hexdigest()

    def values_in(self, month: str) -> frozenset[str]:
        return frozenset(v for v, start, end in self.members if start <= month and (end is None or month <= end))
