"""P19: the application's filter and the database's policies show equal sets, for random people, lists and locks."""

from __future__ import annotations

import random

import psycopg
import pytest

from tests.security.conftest import two_forces
from tests.security.doors import CELLS, FORCES, Drawn, differences, every_record, settle, spread

__all__ = ["spread", "two_forces"]


def drawn(seed: int) -> Drawn:
    """One actor: any reach and home, up to six records by name on either list, and up to thirty that are lent."""
    dice = random.Random(seed)
    reach = frozenset(dice.sample(CELLS, dice.randint(0, len(CELLS))))
    home = frozenset(dice.sample(FORCES, dice.randint(0, len(FORCES))))
    named = {"admitted": dice.randint(0, 6), "excluded": dice.randint(0, 6), "lent": dice.randint(0, 30)}
    return Drawn(reach, home, seed=seed, **named)


@pytest.mark.slow
def test_both_doors_show_equal_sets(spread, prove, size):
    tries, found = size(short=40, full=2_000), []
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        records = every_record(owner)
        for seed in range(tries):
            decided = drawn(seed).among(records)
            found += list(differences(owner, settle(owner, decided), decided))
    prove(
        "P19",
        f"records, parts, tasks and audit that the two doors show otherwise, over {len(records)} records",
        figure=f"{len(found)} in {tries:,} random actors",
        goal="0",
        holds=not found,
    )
