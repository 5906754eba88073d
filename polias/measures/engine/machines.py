"""Where a declaration is computed: in DuckDB inside this process, or on Spark. Both are given the same expression."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol


class Machine(Protocol):
    """Reads Parquet files as one table and gives the rows of an expression over it."""

    #: What it raises where a file cannot be read.
    errors: tuple[type[Exception], ...]

    def read(self, paths: list[str], *, one_schema: bool) -> Any:
        """The files as one Ibis table; a column that one lacks is unknown there."""

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an Ibis expression."""


@contextmanager
def in_process() -> Iterator[Machine]:
    """DuckDB, in memory."""
    import ibis

    connection = ibis.duckdb.connect()
    try:
        yield InProcess(connection)
    finally:
        connection.disconnect()


class InProcess:
    """Runs expressions in DuckDB."""

    def __init__(self, connection: Any) -> None:
        import duckdb

        self.connection = connection
        self.errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def read(self, paths: list[str], *, one_schema: bool) -> Any:
        return self.connection.read_parquet(paths, union_by_name=not one_schema)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        return expression.to_pyarrow().to_pylist()  # type: ignore[no-any-return]


class OnSpark:
    """Runs expressions in a Spark session, for more rows than one machine holds."""

    def __init__(self, session: Any) -> None:
        import ibis
        from pyspark.errors import PySparkException

        self.session, self.connection, self._tables = session, ibis.pyspark.connect(session), 0
        self.errors: tuple[type[Exception], ...] = (PySparkException,)

    def read(self, paths: list[str], *, one_schema: bool) -> Any:
        self._tables += 1
        name = f"partitions_{self._tables}"
        reader = self.session.read.option("mergeSchema", str(not one_schema).lower())
        reader.parquet(*paths).createOrReplaceTempView(name)
        return self.connection.table(name)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        return self.connection.to_pyarrow(expression).to_pylist()  # type: ignore[no-any-return]
