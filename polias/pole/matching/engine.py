"""The whole way from tables to clusters: read, clean, choose pairs, learn, score, put together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polias.pole.matching.blocking import Rule, choose_rules, make_pairs
from polias.pole.matching.clustering import clusters
from polias.pole.matching.comparisons import comparisons_of
from polias.pole.matching.kinds import Mapped
from polias.pole.matching.people import People, people_of
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.scoring import score
from polias.pole.matching.tables import read_tables
from polias.pole.matching.training import Model, train


@dataclass(frozen=True)
class Matched:
    """What came of it; `connection` holds the table `scored` while the context of `match` lasts."""

    ids: list[str]
    clusters: list[int]
    pairs: int
    rules: list[Rule]
    model: Model
    people: People
    connection: Any


@contextmanager
def match(
    paths: Sequence[Path],
    *,
    id_column: str,
    mapping: Sequence[Mapped],
    rejects: Rejects,
    within: bool = False,
    prefix_ids: bool = False,
) -> Iterator[Matched]:
    """Links the records of one table among themselves, or of several across (and, `within`, inside each too)."""
    columns = [column for mapped in mapping for column in mapped.columns]
    records = read_tables(paths, id_column=id_column, columns=columns, rejects=rejects, prefix_ids=prefix_ids)
    people = people_of(records, mapping, rejects)
    link = len(paths) > 1 and not within
    with _database(people) as connection:
        rules = choose_rules(connection, people.fields, records=len(records), link=link)
        pairs = make_pairs(connection, rules, link=link)
        model = train(connection, comparisons_of(people.fields), rules, records=len(records), link=link)
        score(connection, model, link=link)
        scored = connection.execute("SELECT l, r, weight FROM scored").fetchnumpy()
        found = clusters(len(records), scored["l"], scored["r"], scored["weight"])
        yield Matched(records.ids.to_pylist(), found.tolist(), pairs, rules, model, people, connection)


@contextmanager
def _database(people: People) -> Iterator[Any]:
    """DuckDB in memory with the table `people`; what does not fit goes into a folder that is removed again."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="polias-match-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": folder,
            "memory_limit": "4GB",
            "threads": os.cpu_count() or 1,
        }
        connection = duckdb.connect(config=settings)
        try:
            connection.register("cleaned", people.table)
            connection.execute("CREATE TABLE people AS SELECT * FROM cleaned")
            connection.unregister("cleaned")
            yield connection
        finally:
            connection.close()
