"""Spark as the machine of a matching: the same SQL in its dialect, with the functions that DuckDB has and Spark lacks.

Likeness of spelling is rapidfuzz's on both, since the one that Splink brings for Spark counts swapped letters otherwise
and would give other weights. Tried on one machine; `POLIAS_SPARK_MASTER` names a cluster, on which the same packages
must be installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.pole.matching.problems import CannotBeMatched

#: The oldest Java that PySpark 4 starts on.
JAVA = 17
#: Spark says nothing, so that the command's own lines can be read. Without an appender it would not take this for set.
SILENT = """rootLogger.level = off
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
"""
#: DuckDB's functions, as its dialect is translated, and where rapidfuzz has them.
LIKENESS = {
    "jarowinkler_similarity": ("JaroWinkler", "similarity"),
    "damerau_levenshtein": ("DamerauLevenshtein", "distance"),
    "hamming": ("Hamming", "distance"),
}


@contextmanager
def on_spark(people: Any) -> Iterator[OnSpark]:
    """Spark with the table `people`, which is given as Arrow. Raises CannotBeMatched where there is no Spark."""
    _check()
    with tempfile.TemporaryDirectory(prefix="polias-spark-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = _session(Path(folder))
        try:
            _teach(session)
            session.createDataFrame(people).createOrReplaceTempView("people")
            yield OnSpark(session)
        finally:
            session.stop()


def _check() -> None:
    """Says what is missing before anything is started."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise CannotBeMatched(
            _("PySpark is not installed."), _("Install it with make spark, or leave --engine spark out.")
        ) from None
    found = java_found()
    if found < JAVA:
        what = _("Java {found} is too old for Spark.").format(found=found) if found else _("Spark needs Java.")
        raise CannotBeMatched(what, _("Install Java {least} or later and set JAVA_HOME.").format(least=JAVA))


def java_found() -> int:
    """The version of Java that PySpark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home, "bin", "java")) if home else shutil.which("java")
    try:
        told = subprocess.run([command or "java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r'version "(\d+)', told)
    return int(version.group(1)) if version else 0


def _session(folder: Path) -> Any:
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    words = folder / "log4j2.properties"
    words.write_text(SILENT, encoding="utf-8")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_DIRS", str(folder))
    master = os.environ.get("POLIAS_SPARK_MASTER", "local[*]")
    asked = {
        "spark.app.name": "polias people match",
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # The comparisons of a pair are one expression too long for Java; trying to compile it costs more than it saves.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={words}",
    }
    if master.startswith("local"):
        cores = str(os.cpu_count() or 1)
        asked |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "4g",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.sql.shuffle.partitions": cores,
            "spark.default.parallelism": cores,
        }
    builder = SparkSession.builder
    for name, value in asked.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise CannotBeMatched(
            _("Spark does not start on {master}.").format(master=master),
            _("Check that the master answers, or leave --engine spark out."),
        ) from error


def _teach(session: Any) -> None:
    """The functions by the names that DuckDB has for them."""
    from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]

    for name, (metric, what) in LIKENESS.items():
        session.udf.register(name, arrow_udf(_between(metric, what), "double"))


def _between(metric: str, what: str) -> Callable[[Any, Any], Any]:
    """A likeness over two columns of text, byte by byte as in DuckDB; not known where one of both is not."""

    def column(one: Any, other: Any) -> Any:
        import pyarrow as pa
        from rapidfuzz import distance
        from rapidfuzz.process import cpdist

        left, right = (each.cast(pa.binary()).to_pylist() for each in (one, other))
        known = [a is not None and b is not None for a, b in zip(left, right, strict=True)]
        found = iter(
            cpdist(
                [a for a, use in zip(left, known, strict=True) if use],
                [b for b, use in zip(right, known, strict=True) if use],
                scorer=getattr(getattr(distance, metric), what),
                dtype="float64",
            ).tolist()
        )
        return pa.array([next(found) if use else None for use in known], pa.float64())

    # Arrow's types are told to Spark by the signature.
    import pyarrow as pa

    column.__annotations__ = {"one": pa.Array, "other": pa.Array, "return": pa.Array}
    return column


class OnSpark:
    """Runs statements of DuckDB's dialect on Spark; every table is a view of rows that were computed once."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def execute(self, sql: str) -> Rows:
        from sqlglot import exp, parse_one

        asked: Any = parse_one(sql, read="duckdb")
        if isinstance(asked, exp.Create):
            self._keep(_table_of(asked), self._rows(asked.expression))
        elif isinstance(asked, exp.Insert):
            name = _table_of(asked)
            self._keep(name, self.session.table(name).union(self._rows(asked.expression)))
        elif isinstance(asked, exp.Drop):
            self.session.catalog.dropTempView(_table_of(asked))
        else:
            return Rows(self._rows(asked))
        return Rows(None)

    def said(self, sql: str) -> str:
        from sqlglot import parse_one

        # Splink knows the end of a comparison by this word, which is no SQL.
        return sql if sql == "ELSE" else _in_spark(parse_one(sql, read="duckdb"))

    def splink(self) -> Any:
        from splink import SparkAPI

        return SparkAPI(spark_session=self.session, break_lineage_method="persist", register_udfs_automatically=False)

    def _rows(self, query: Any) -> Any:
        return self.session.sql(_in_spark(query))

    def _keep(self, name: str, rows: Any) -> None:
        rows.localCheckpoint().createOrReplaceTempView(name)


def _table_of(statement: Any) -> str:
    from sqlglot import exp

    return str(statement.find(exp.Table).name)


def _in_spark(query: Any) -> str:
    from sqlglot import exp

    def other(node: Any) -> Any:
        if isinstance(node, exp.ArrayOverlaps):
            return exp.func("arrays_overlap", node.this, node.expression, dialect="spark")
        if isinstance(node, exp.Anonymous) and node.name.lower() == "list_intersect":
            return exp.Anonymous(this="array_intersect", expressions=node.expressions)
        return node

    return query.transform(other).sql(dialect="spark")  # type: ignore[no-any-return]


class Rows:
    """What a query gave, fetched as from DuckDB."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.frame.collect()]

    def fetchone(self) -> tuple[Any, ...]:
        return self.fetchall()[0]

    def fetchnumpy(self) -> dict[str, Any]:
        table = self.to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}

    def to_arrow_table(self) -> Any:
        return self.frame.toArrow()
