"""What the weights are learnt from."""

from __future__ import annotations

import duckdb
import pytest

from polias.pole.matching.training import RANDOM_PAIRS, random_pairs


@pytest.fixture
def people():
    """Twenty thousand records of ten thousand owners, half of them in each of two files."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE people AS SELECT i AS record, i // 2 AS owner, i % 2 AS source FROM range(20000) t(i)"
        )
        yield connection


@pytest.mark.parametrize("link", [False, True])
def test_pairs_at_random_are_drawn_and_not_looked_for_among_all_pairs(people, link):
    pairs = random_pairs(people, 20_000, link=link)
    plan = people.execute(f"EXPLAIN SELECT count(*) FROM {pairs}").fetchall()[0][1]
    assert "HASH_JOIN" in plan
    assert "NESTED_LOOP_JOIN" not in plan


def test_a_pair_drawn_is_of_two_owners_and_between_tables_of_two_files(people):
    within, across = (
        people.execute(
            f"SELECT count(*), count(*) FILTER (l.source = r.source), count(*) FILTER (l.owner = r.owner)"
            f" FROM {random_pairs(people, 20_000, link=link)}"
        ).fetchone()
        for link in (False, True)
    )
    assert 0.99 * RANDOM_PAIRS < within[0] < RANDOM_PAIRS
    assert within[1] > 0.4 * RANDOM_PAIRS
    assert within[2] == across[1] == across[2] == 0
    assert across[0] > 0.4 * RANDOM_PAIRS


def test_of_a_small_table_every_pair_is_looked_at(people):
    people.execute("DELETE FROM people WHERE record >= 100")
    found = people.execute(f"SELECT count(*) FROM {random_pairs(people, 100, link=False)}").fetchone()[0]
    assert found == 100 * 99 // 2 - 50
