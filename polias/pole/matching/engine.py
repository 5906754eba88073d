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
from polias.pole.matching.people import Field, people_of
from polias.pole.matching.reach import reach_of
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.scoring import score
from polias.pole.matching.tables import Records, read_tables
from polias.pole.matching.training import Model, train


@dataclass(frozen=True)
class Matched:
    """What came of it; `connection` holds the table `scored` while the context of `match` lasts."""

    ids: list[str]
    clusters: list[int]
    fields: tuple[Field, ...]
    pairs: int
    rules: list[Rule]
    reach: float
    model: Model
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
    with match_records(
        # Named nowhere here: a million people fill a gigabyte, which is given back once they are in the database.
        read_tables(paths, id_column=id_column, columns=columns, rejects=rejects, prefix_ids=prefix_ids),
        mapping=mapping,
        rejects=rejects,
        link=len(paths) > 1 and not within,
    ) as matched:
        yield matched


@contextmanager
def match_records(
    records: Records, *, mapping: Sequence[Mapped], rejects: Rejects, link: bool = False
) -> Iterator[Matched]:
    """The same for records that were read already."""
    people = people_of(records, mapping, rejects)
    ids, fields = records.ids, people.fields
    with _database(people.table) as connection:
        # A million people fill a gigabyte here and another in the database.
        del records, people
        rules = choose_rules(connection, fields, records=len(ids), link=link)
        pairs = make_pairs(connection, rules, link=link)
        model = train(connection, comparisons_of(fields), rules, records=len(ids), link=link)
        score(connection, model)
        scored = connection.execute("SELECT l, r, weight FROM scored").fetchnumpy()
        found = clusters(len(ids), scored["l"], scored["r"], scored["weight"])
        reach = reach_of(connection)
        yield Matched(ids.to_pylist(), found.tolist(), fields, pairs, rules, reach, model, connection)


@contextmanager
def _database(table: Any) -> Iterator[Any]:
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
            connection.register("cleaned", table)
            connection.execute("CREATE TABLE people AS SELECT * FROM cleaned")
            connection.unregister("cleaned")
            yield connection
        finally:
            connection.close()
