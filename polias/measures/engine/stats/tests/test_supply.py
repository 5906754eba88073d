"""A supply that is not whole is found by its numbers; seasons, trends and single kinds that move are no fault."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.measures.engine.stats.supply import emptied, fell_together, jumped, repeated, stopped


def steady(months=12, **change):
    """Five kinds that hardly move; `change` puts other numbers into single months: burglary={7: 20}."""
    kinds = {"burglary": 100, "drugs": 40, "robbery": 20, "theft": 300, "violence": 500}
    table = {kind: [float(usual + (place * 7) % 5) for place in range(months)] for kind, usual in kinds.items()}
    for kind, places in change.items():
        for place, value in places.items():
            table[kind][place] = value
    return table


def cut(table, *places, by=0.5):
    return {
        kind: [None if v is None else round(v * by) if place in places else v for place, v in enumerate(values)]
        for kind, values in table.items()
    }


def test_nothing_is_found_where_nothing_happened():
    assert fell_together(steady()) == []
    assert stopped(steady()) == []


def test_a_month_in_which_all_kinds_fell_is_found_with_its_share():
    (fall,) = fell_together(cut(steady(), 7))
    assert (fall.place, fall.falling, fall.kinds) == (7, 5, 5)
    assert fall.share == pytest.approx(0.5, abs=0.01)


def test_two_such_months_in_a_row_are_both_found_and_the_months_after_are_not():
    assert [one.place for one in fell_together(cut(steady(), 7, 8))] == [7, 8]


def test_a_month_without_any_row_is_a_fall_of_all():
    (fall,) = fell_together(cut(steady(), 11, by=0))
    assert (fall.place, fall.share) == (11, 1.0)


def test_a_kind_that_falls_alone_however_large_is_no_fall_of_all():
    assert fell_together(steady(violence={7: 50})) == []


def test_what_stays_low_is_the_new_level_in_the_end():
    found = [one.place for one in fell_together(cut(steady(36), *range(10, 36)))]
    assert found == list(range(10, 20))


def test_a_month_that_somebody_has_shown_to_be_right_is_not_doubted():
    assert fell_together(cut(steady(), 7), sound={7}) == []


def test_a_season_that_all_kinds_share_is_no_fall_once_a_year_is_known():
    wave = [1 - 0.25 * math.cos(2 * math.pi * place / 12) for place in range(36)]
    table = {kind: [v * w for v, w in zip(values, wave, strict=True)] for kind, values in steady(36).items()}
    assert [one.place for one in fell_together(table) if one.place >= 18] == []


def test_a_steady_decline_is_no_fall():
    table = {kind: [v * 0.97**place for place, v in enumerate(values)] for kind, values in steady(36).items()}
    assert fell_together(table) == []


def test_too_few_kinds_or_months_are_not_judged():
    assert fell_together(cut({"one": [100.0] * 6, "two": [100.0] * 6}, 5)) == []
    assert fell_together(cut(steady(2), 0)) == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_with_hardly_a_month_before_it_only_a_fall_by_half_is_sure(place):
    assert [one.place for one in fell_together(cut(steady(6), place, by=0.4))] == [place]
    assert fell_together(cut(steady(6), place, by=0.7)) == []


def test_with_five_years_a_fall_by_a_fifth_is_found():
    places = range(60)
    table = {kind: [v * (1 + 0.1 * math.cos(2 * math.pi * p / 12)) for p, v in zip(places, values, strict=True)]
             for kind, values in steady(60).items()}  # fmt: skip
    assert [one.place for one in fell_together(cut(table, 59, by=0.8))] == [59]


def test_a_missing_month_is_no_fall_and_hides_none():
    table = {kind: [None if p == 6 else v for p, v in enumerate(values)] for kind, values in cut(steady(), 7).items()}
    assert [one.place for one in fell_together(table)] == [7]


def test_a_kind_that_stopped_is_named_with_since_when():
    found = stopped(steady(burglary={10: 0, 11: 0}))
    assert [(one.place, one.since, one.kind, one.found) for one in found] == [
        (10, 10, "burglary", 0),
        (11, 10, "burglary", 0),
    ]


def test_next_to_none_of_a_kind_is_a_stop_and_half_of_it_is_not():
    assert [one.kind for one in stopped(steady(burglary={11: 4}))] == ["burglary"]
    assert stopped(steady(burglary={11: 50})) == []


def test_nought_of_a_small_kind_is_chance():
    table = {"rare": [3.0, 5, 2, 6, 4, 3, 5, 4, 0]}
    assert stopped(table) == []


def test_a_kind_that_comes_only_sometimes_does_not_stop():
    assert stopped({"sometimes": [20.0, 0, 30, 0, 25, 0, 40, 0]}) == []


def test_a_field_that_emptied_is_found_and_the_next_whole_month_is_not():
    found = emptied([0.97, 0.96, 0.98, 0.97, 0.40, 0.97])
    assert [(one.place, one.found) for one in found] == [(4, 0.40)]


def test_a_field_that_was_never_filled_has_not_emptied():
    assert emptied([0.0] * 8) == []
    assert emptied([0.02, 0.01, 0.03, 0.0, 0.0]) == []


def test_rows_that_come_twice_are_found_also_when_there_is_nothing_to_compare_with():
    assert [one.place for one in repeated([0.01, 0.02, 0.01, 0.12])] == [3]
    assert [one.place for one in repeated([0.5, 0.01])] == [0]
    assert repeated([0.08, 0.09, 0.08, 0.09]) == []
    assert repeated([0.3, 0.31]) == [], "incidents of one street and month are alike in many a file"


def test_a_level_that_jumps_on_the_declared_month_is_told_by_how_much():
    values = [100.0 + place % 3 for place in range(24)]
    found = jumped([v * 1.3 if place >= 18 else v for place, v in enumerate(values)], 18)
    assert found is not None
    assert found.share == pytest.approx(0.3, abs=0.02)
    assert jumped(values, 18) is None


def test_a_level_that_went_on_growing_did_not_jump():
    assert jumped([100 * 1.01**place for place in range(48)], 36) is None


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3),
        st.lists(st.one_of(st.none(), st.integers(0, 10**6).map(float)), min_size=0, max_size=15),
        max_size=4,
    ).map(lambda table: {k: (v + [None] * 15)[:15] for k, v in table.items()})
)
def test_no_table_breaks_the_checks_and_no_later_month_changes_a_finding(table):
    first = {kind: values[:10] for kind, values in table.items()}
    found = fell_together(table)
    if not any(one.place == 0 for one in found):
        assert [one for one in found if one.place < 10] == fell_together(first)
    assert [one for one in stopped(table) if one.place < 10] == stopped(first)
    for values in table.values():
        jumped(values, 7)
