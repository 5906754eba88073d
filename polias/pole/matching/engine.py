"""The whole way from tables to clusters: read, clean, choose pairs, learn, score, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polias.pole.matching.blocking import Rule, choose_rules, make_pairs
from polias.pole.matching.clustering import clusters
from polias.pole.matching.comparisons import comparisons_of
from polias.pole.matching.kinds import Mapped
from polias.pole.matching.machines import Engine, in_process, machine_of
from polias.pole.matching.people import Field, people_of
from polias.pole.matching.reach import reach_of
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.scoring import keep_the_best, score
from polias.pole.matching.tables import Records, read_tables
from polias.pole.matching.training import Model, some_of, train


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
    engine: Engine = "duckdb",
) -> Iterator[Matched]:
    """Links the records of one table among themselves, or of several across (and, `within`, inside each too)."""
    columns = [column for mapped in mapping for column in mapped.columns]
    with match_records(
        # Named nowhere here: a million people fill a gigabyte, which is given back once they are in the database.
        read_tables(paths, id_column=id_column, columns=columns, rejects=rejects, prefix_ids=prefix_ids),
        mapping=mapping,
        rejects=rejects,
        link=len(paths) > 1 and not within,
        engine=engine,
    ) as matched:
        yield matched


@contextmanager
def match_records(
    records: Records, *, mapping: Sequence[Mapped], rejects: Rejects, link: bool = False, engine: Engine = "duckdb"
) -> Iterator[Matched]:
    """The same for records that were read already."""
    people = people_of(records, mapping, rejects)
    ids, owners, fields = records.ids, records.owners, people.fields
    with in_process(people.table) as here:
        # A million people fill a gigabyte here and another in the database.
        del records, people
        connection = here.connection
        rules = choose_rules(connection, fields, records=len(ids), link=link)
        with machine_of(engine, here) as machine:
            pairs = make_pairs(machine, rules, link=link)
            connection.register("fetched_pairs", some_of(machine, pairs))
            # A table: how many rows lie in Arrow is not known, and the joins would be the wrong way round.
            connection.execute("CREATE TEMP TABLE some_pairs AS SELECT * FROM fetched_pairs")
            model = train(connection, comparisons_of(fields), rules, records=len(ids), link=link)
            score(machine, model)
            reach = reach_of(machine)
            if machine is not here:
                connection.register("fetched", machine.execute("SELECT * FROM scored").to_arrow_table())
                connection.execute("CREATE TEMP TABLE scored AS SELECT * FROM fetched")
        if owners is not None:
            keep_the_best(connection)
        scored = connection.execute("SELECT l, r, weight FROM scored").fetchnumpy()
        left, right = (scored[side] if owners is None else owners.to_numpy()[scored[side]] for side in "lr")
        found = clusters(len(ids), left, right, scored["weight"])
        yield Matched(ids.to_pylist(), found.tolist(), fields, pairs, rules, reach, model, connection)
