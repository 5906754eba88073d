"""Rates, shares, averages and changes of areas, with the values of published formulas and of libraries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.measures.engine.stats.comparison import (
    NoPeople,
    byar,
    change_pct,
    exact,
    number_up,
    of_a_rate,
    weighted_average,
    wilson,
)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (10, 4.787449913968, 18.391458605756),
        (57, 43.168600665113, 73.851459279721),
        (1204, 1136.943372242021, 1273.978997516144),
    ],
)
def test_byars_interval_is_that_of_its_formula_in_forty_digits(events, low, high):
    assert byar(events) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.6888794541139363),
        (1, 0.025317807984289876, 5.571643390938898),
        (5, 1.6234863901184207, 11.66833207932267),
        (9, 4.115373097378334, 17.08480345141917),
    ],
)
def test_the_exact_interval_is_that_of_statsmodels(events, low, high):
    """statsmodels 0.15.0, confint_poisson(method="exact-c")."""
    assert exact(events) == pytest.approx((low, high), abs=1e-9)


def test_a_rate_of_few_events_has_the_exact_interval_and_of_many_byars():
    assert of_a_rate(9, 2_000) == tuple(end / 2_000 for end in exact(9))
    assert of_a_rate(10, 2_000) == tuple(end / 2_000 for end in byar(10))


@pytest.mark.parametrize(
    ("some", "among", "low", "high"),
    [
        (0, 10, 0.0, 0.27753279986288926),
        (3, 10, 0.10779126740630104, 0.6032218525388546),
        (45, 100, 0.35614537979511973, 0.5475539700255787),
        (812, 3_500, 0.21831416969067335, 0.24627347731107924),
        (10, 10, 0.7224672001371106, 1.0),
    ],
)
def test_wilsons_interval_is_that_of_statsmodels(some, among, low, high):
    """statsmodels 0.15.0, proportion_confint(method="wilson")."""
    assert wilson(some, among) == pytest.approx((low, high), abs=1e-9)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_an_interval_holds_what_was_counted(some, more):
    among = some + more
    low, high = wilson(some, among)
    assert 0 <= low <= some / among <= high <= 1
    low, high = of_a_rate(some, among)
    assert 0 <= low <= some / among <= high


def test_nobody_to_divide_by_and_more_than_all_are_refused():
    with pytest.raises(NoPeople):
        of_a_rate(3, 0)
    with pytest.raises(NoPeople):
        wilson(0, 0)
    with pytest.raises(ValueError, match="share"):
        wilson(4, 3)


def test_an_average_is_all_events_over_all_people_without_the_area_itself():
    # A mean of the rates 10, 2 and 4 per 1,000 would be 3 without the first; the large one counts for more.
    events, people = [100, 20, 400], [10_000, 10_000, 100_000]
    assert weighted_average(events, people) == pytest.approx(520 / 120_000)
    assert weighted_average(events, people, without=0) == pytest.approx(420 / 110_000)
    with pytest.raises(NoPeople):
        weighted_average([5], [100], without=0)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(120, 100, 20), (50, 50, 0), (49, 50, None), (50, 49, None), (75, 50, 50), (0, 0, None), (80, 100, -20)],
)
def test_a_change_from_or_to_fewer_than_fifty_is_not_given(now, before, change):
    assert change_pct(now, before) == (change if change is None else pytest.approx(change))


def test_how_many_are_up_counts_only_changes_that_are_known():
    assert number_up([3.0, None, -1.0, 0.0, 8.5]) == (2, 4)
