"""Spark as the machine of a matching: the same SQL in its dialect, with the functions that DuckDB has and Spark lacks.

Likeness of spelling is rapidfuzz's on both, since the one that Splink brings for Spark counts swapped letters otherwise
and would give other weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from polias.kit.spark import SparkMissing, spark_session
from polias.pole.matching.problems import CannotBeMatched

#: DuckDB's functions, as its dialect is translated, and where rapidfuzz has them.
LIKENESS = {
    "jarowinkler_similarity": ("JaroWinkler", "similarity"),
    "damerau_levenshtein": ("DamerauLevenshtein", "distance"),
    "hamming": ("Hamming", "distance"),
}


@contextmanager
def on_spark(people: Any) -> Iterator[OnSpark]:
    """Spark with the table `people`, which is given as Arrow. Raises CannotBeMatched where there is no Spark."""
    try:
        # The comparisons of a pair are one expression too long for Java; trying to compile it costs more than it saves.
        with spark_session("polias people match", spark__sql__codegen__wholeStage="false") as session:
            _teach(session)
            session.createDataFrame(people).createOrReplaceTempView("people")
            yield OnSpark(session)
    except SparkMissing as missing:
        raise CannotBeMatched(missing.sentence, missing.do) from missing


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
