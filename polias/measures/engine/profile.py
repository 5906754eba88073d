"""What the rows of a month look like, apart from any measure: how many have each field filled, how many come twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from polias.measures.engine.result import PartitionUsed


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


def profiles(partitions: Sequence[PartitionUsed], *, columns: Collection[str], month: str) -> dict[str, Profile]:
    """By month, over files of one dataset that all have these columns. Rows are the same when all of these are."""
    import duckdb

    if not partitions:
        return {}
    names = [_quoted(name) for name in columns]
    filled = ", ".join(f"count({name})" for name in names)
    sql = (
        f"SELECT {_quoted(month)}, count(*), count(*) - count(DISTINCT hash({', '.join(names)})), {filled} "  # noqa: S608
        "FROM read_parquet($files, union_by_name = true) GROUP BY 1"
    )
    files = [str(one.path) for one in partitions]
    with duckdb.connect() as connection:
        found = connection.execute(sql, {"files": files}).fetchall()
    return {row[0]: Profile(row[1], dict(zip(columns, row[3:], strict=True)), row[2]) for row in found}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
