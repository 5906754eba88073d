"""Where the SQL of matching runs: in DuckDB inside this process, or on Spark, whose part is in `spark`.

Both take the same words. What is read, counted on a sample and learnt is done in DuckDB either way; what grows with
the table, looking up pairs and weighing them, is done on the machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, Protocol, get_args

Engine = Literal["duckdb", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


class Answer(Protocol):
    """What a statement gives, to be fetched once."""

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def fetchnumpy(self) -> dict[str, Any]: ...

    def to_arrow_table(self) -> Any: ...


class Machine(Protocol):
    """Runs statements in DuckDB's dialect; the table `people` is there."""

    def execute(self, sql: str) -> Answer: ...

    def said(self, sql: str) -> str:
        """An expression in the dialect that Splink expects of this machine."""

    def splink(self) -> Any:
        """Splink's door to the machine."""


class InProcess:
    """DuckDB, in memory; what does not fit goes into a folder that is removed again."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def execute(self, sql: str) -> Any:
        return self.connection.execute(sql)

    def said(self, sql: str) -> str:
        return sql

    def splink(self) -> Any:
        from splink import DuckDBAPI

        return DuckDBAPI(self.connection)


@contextmanager
def in_process(people: Any) -> Iterator[InProcess]:
    """DuckDB with the table `people`, which is given as Arrow."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="polias-match-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": folder,
            "memory_limit": "4GB",
            "threads": os.cpu_count() or 1,
        }
        connection = duckdb.connect(config=settings)
        try:
            connection.register("cleaned", people)
            connection.execute("CREATE TABLE people AS SELECT * FROM cleaned")
            connection.unregister("cleaned")
            yield InProcess(connection)
        finally:
            connection.close()


@contextmanager
def machine_of(engine: Engine, here: InProcess) -> Iterator[Machine]:
    """The machine that was asked for. Raises CannotBeMatched where Spark is not to be had."""
    if engine == "duckdb":
        yield here
        return
    from polias.pole.matching.spark import on_spark

    with on_spark(here.connection.execute("SELECT * FROM people").to_arrow_table()) as there:
        yield there
