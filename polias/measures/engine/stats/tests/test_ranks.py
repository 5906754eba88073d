"""Ranks with their intervals: sure where areas differ, open where they are alike, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from polias.measures.engine.stats.funnel import funnel
from polias.measures.engine.stats.ranks import ranks, ranks_of_changes

PEOPLE = [1_000_000] * 4


def test_areas_far_apart_have_sure_ranks():
    found = ranks([10_000, 30_000, 20_000, 40_000], PEOPLE)
    assert [(one.rank, one.low, one.high, one.alike) for one in found] == [
        (1, 1, 1, ()), (3, 3, 3, ()), (2, 2, 2, ()), (4, 4, 4, ()),
    ]  # fmt: skip


def test_areas_close_together_cannot_be_told_apart():
    found = ranks([10_000, 10_040, 20_000, 40_000], PEOPLE)
    assert [(one.rank, one.low, one.high, one.alike) for one in found[:2]] == [(1, 1, 2, (1,)), (2, 1, 2, (0,))]
    assert found[2].alike == ()


def test_few_events_do_not_claim_an_end():
    """Of forty areas that are alike one is lowest by chance alone, and counts alone would make much of that."""
    rng = np.random.default_rng(2)
    events, people = rng.poisson(20, 40), np.full(40, 100_000)
    lowest = int(events.argmin())
    counts_alone = ranks(events, people)[lowest]
    drawn_together = ranks(events, people, spread=funnel(events, people))[lowest]
    assert (counts_alone.low, counts_alone.high) == (1, 9)
    assert (drawn_together.low, drawn_together.high) == (1, 27)


def test_ties_share_the_better_rank_and_the_interval_holds_the_rank():
    found = ranks([500, 500, 700], PEOPLE[:3])
    assert [one.rank for one in found] == [1, 1, 3]
    assert all(one.low <= one.rank <= one.high for one in found)


def test_ranks_may_begin_with_the_highest_and_ties_share_the_better_rank_there_too():
    found = ranks([10_000, 30_000, 20_000, 20_000], PEOPLE, first="highest")
    assert [(one.rank, one.low, one.high) for one in found] == [(4, 4, 4), (1, 1, 1), (2, 2, 3), (2, 2, 3)]


@pytest.mark.parametrize("kind", ["rate", "share"])
def test_the_same_figures_give_the_same_ranks(kind):
    events, people = [40, 52, 47, 60], [300, 310, 290, 305]
    assert ranks(events, people, kind=kind) == ranks(events, people, kind=kind)


def test_shares_and_the_spread_of_shares_are_ranked():
    events, people = [400, 520, 470, 600, 410, 480, 430, 460, 500, 450], [1_000] * 10
    found = ranks(events, people, kind="share", spread=funnel(events, people, kind="share"))
    assert (found[3].rank, found[3].low) == (10, 10)
    assert found[0].rank == 1
    assert 4 in found[0].alike


def test_changes_are_ranked_by_how_much_more_there_was():
    found = ranks_of_changes([11_000, 20_000, 33_100], [10_000, 10_000, 30_000])
    assert [(one.rank, one.low, one.high, one.alike) for one in found] == [
        (1, 1, 2, (2,)),
        (3, 3, 3, ()),
        (2, 1, 2, (0,)),
    ]


def test_changes_that_chance_explains_cannot_be_told_apart():
    rng = np.random.default_rng(4)
    before = rng.poisson(400, 12)
    found = ranks_of_changes(rng.poisson(440, 12), before)
    assert all(one.high - one.low >= 8 for one in found)
    assert found[0].alike == tuple(range(1, 12))


def test_a_change_of_few_claims_no_end():
    """Areas grew by 5 to 15 per cent; one with a dozen events doubled by chance, and may still be anywhere."""
    before = [10_000] * 9 + [6]
    now = [10_500, 10_600, 10_700, 10_800, 11_000, 11_100, 11_200, 11_400, 11_500, 12]
    found = ranks_of_changes(now, before)
    assert (found[0].rank, found[0].high) == (1, 4)
    assert (found[-1].rank, found[-1].low) == (10, 1)
