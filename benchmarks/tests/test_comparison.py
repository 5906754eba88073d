"""The figures promised of comparisons, on few made-up forces: wide bounds, which a fault still breaks."""

from __future__ import annotations

import pytest

from benchmarks.comparison import (
    SCENARIOS,
    Told,
    coverage_of_intervals,
    coverage_of_ranks,
    coverage_of_ranks_of_changes,
    outliers,
)

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.mark.parametrize("name", ["all crime, 10 %", "robbery, 0 %", "homicide, 30 %", "robbery, 10 %, 10 forces"])
def test_forces_that_are_alike_hardly_ever_stand_out(name):
    assert outliers(BY_NAME[name], rounds=120, seed=3).ours <= 2.0


def test_limits_by_chance_alone_would_call_nearly_every_force_an_outlier():
    told = outliers(BY_NAME["all crime, 10 %"], rounds=40, seed=3)
    assert told.by_chance > 80
    assert told.seen > 95


@pytest.mark.parametrize("name", ["robbery, 0 %", "homicide, 10 %", "robbery, 10 %"])
def test_nine_ranks_in_ten_lie_in_their_interval_and_pairs_told_apart_are_the_right_way_round(name):
    told = Told()
    coverage_of_ranks(BY_NAME[name], told, rounds=12, seed=3)
    assert told.drawn_together >= 84
    assert told.drawn_together > told.counts_alone - 1


def test_intervals_hold_the_truth():
    held = {name: (average, least) for name, average, least in coverage_of_intervals()}
    assert held["exact below ten, else Byar"][1] >= 94.5
    assert held["Wilson"][0] >= 94.5


def test_nine_ranks_of_changes_in_ten_lie_in_their_interval_and_it_is_no_wider_than_that_takes():
    told = Told()
    coverage_of_ranks_of_changes(BY_NAME["robbery, 10 %"], told, rounds=12, seed=3)
    assert 86 <= told.changes <= 97
