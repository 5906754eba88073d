"""The figures promised of steps, on few made-up series: wide bounds, which a fault still breaks."""

from __future__ import annotations

import pytest

from benchmarks.steps import KINDS, measured, told

KIND = next(kind for kind in KINDS if kind.name.startswith("400"))
SMALLER = next(kind for kind in KINDS if kind.name.startswith("150, 5 %"))


@pytest.mark.parametrize(("step", "recall"), [(0.12, 0.85), (0.2, 0.98)])
def test_steps_are_found_within_three_months(step, recall):
    found = measured(KIND, step=step, series=150, seed=3)
    assert found.recall >= recall - 0.03
    assert found.months_off < 1.2


def test_stable_series_have_no_steps():
    assert measured(KIND, step=0.0, series=150, seed=3).wrong <= 0.04


@pytest.mark.slow
def test_as_many_are_found_as_by_one_who_is_told_season_and_variance():
    found = measured(SMALLER, step=0.12, series=150, seed=3)
    told_variance, told_size = told(SMALLER, step=0.12, series=150, seed=3)
    assert told_variance < told_size < 0.95
    assert told_variance - 0.07 <= found.recall < told_size
