"""What the rows of a month look like, apart from any measure: how many have each field filled, how many come twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from polias.measures.engine.result import PartitionUsed

_FILES = "FROM read_parquet($files, union_by_name = true)"


@dataclass(frozen=True)
class Profile:
    """One force's month: its rows, by column how many are filled, and how many rows are the same as another's."""

    rows: int
    filled: Mapping[str, int]
    twice: int

    def share_filled(self, column: str) -> float | None:
        return self.filled[column] / self.rows if self.rows else None

    @property
    def share_twice(self) -> float | None:
        return self.twice / self.rows if self.rows else None


def profiles(
    partitions: Sequence[PartitionUsed],
    *,
    columns: Collection[str],
    month: str,
    known_by: str = "",
    restricted_by: str = "",
) -> dict[str, Profile]:
    """By month, over files of one dataset. Rows are the same when all of these are; where
    ``known_by`` is named, those without it are the same as no other. Rows whose ``restricted_by`` is above 0 tell no
    details by right, and are left out."""
    import duckdb

    if not partitions:
        return {}
    with duckdb.connect() as connection:
        files = {"files": [str(one.path) for one in partitions]}
        # A column that none of them has is filled nowhere.
        there = {one[0] for one in connection.execute(f"DESCRIBE SELECT * {_FILES}", files).fetchall()}
        names = [_quoted(name) if name in there else "NULL" for name in columns]
        filled = ", ".join(f"count({name})" for name in names)
        known = f"FILTER (WHERE {_quoted(known_by)} IS NOT NULL)" if known_by in there else ""
        twice = f"count(*) {known} - count(DISTINCT hash({', '.join(names)})) {known}"
        seen = f"WHERE coalesce({_quoted(restricted_by)}, 0) <= 0" if restricted_by in there else ""
        sql = f"SELECT {_quoted(month)}, count(*), {twice}, {filled} {_FILES} {seen} GROUP BY 1"
        found = connection.execute(sql, files).fetchall()
    return {row[0]: Profile(row[1], dict(zip(columns, row[3:], strict=True)), row[2]) for row in found}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
