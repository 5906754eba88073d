"""Forecasts of monthly counts: season and growth carried on, intervals as wide as earlier errors, gaps borne."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polias.measures.engine.stats.forecast import (
    COMPLEX,
    TooShort,
    _complex,
    _each_month,
    _likely,
    _own_errors,
    _season,
    _theta,
    conformal_reach,
    forecast,
)

LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)


def wave(months, growth=0.0, apart=1.0):
    return [
        300 * (1 + growth) ** (month / 12) * (1 + math.cos(math.pi * month / 6) / 5) + apart * LEAPS[month % 13]
        for month in range(months)
    ]


def test_a_season_and_its_growth_are_carried_on():
    ahead = forecast([round(value) for value in wave(72, growth=0.04)])
    for one, came in zip(ahead, wave(84, growth=0.04)[72:], strict=True):
        assert one.median == pytest.approx(came, rel=0.06)
        assert one.eighty[0] < one.median < one.eighty[1] < one.ninety_five[1]
        assert not one.exceptional


def test_what_is_forecast_knows_nothing_of_what_came_after():
    """The forecast that was made after 60 months is the same whatever the twelve after them brought."""
    logs = np.log(np.array(wave(72)) + 0.5)
    changed = np.concatenate([logs[:60], logs[60:] + 3])
    np.testing.assert_allclose(_likely(logs, 12)[36], _likely(changed, 12)[36], rtol=1e-9)
    np.testing.assert_allclose(_likely(logs, 12)[36], _likely(logs[:60], 12)[-1], rtol=1e-9)


def test_complex_smoothing_without_an_imaginary_part_of_its_own_is_simple_smoothing():
    """With the imaginary part at one the level takes of each error what the real part is above one."""
    level, share = np.log(np.array(wave(48)) + 0.5), 0.3
    expected = level[:6].mean()
    for value in level:
        expected += share * (value - expected)
    ahead = _complex(level, 12, (np.array([1 + share]), np.array([1.0])))
    np.testing.assert_allclose(ahead, expected, rtol=1e-12)


def test_complex_smoothing_goes_on_with_a_trend_and_bears_gaps():
    level = np.arange(60) / 100 + 5
    ahead = _complex(level, 12)
    assert ahead[0] == pytest.approx(5.6, abs=0.02)
    assert ahead[11] > ahead[0] + 0.03
    gappy = level.copy()
    gappy[[20, 21, 40]] = np.nan
    assert _complex(gappy, 12)[0] == pytest.approx(5.6, abs=0.03)


def test_every_pair_of_complex_parameters_forgets_a_single_error():
    for real, imaginary in zip(*COMPLEX, strict=True):
        struck = np.zeros(600)
        struck[6] = 1.0
        after = _complex(struck, 1, (np.array([real]), np.array([imaginary])))
        assert abs(after[0]) < 0.05, (real, imaginary)


def test_the_reach_is_the_rank_that_split_conformal_asks_for():
    """By hand: of nine errors the eighth, as 10 x .8 = 8; .95 of them would be the tenth, which is not there."""
    errors = np.array([5.0, 1, 9, 3, 7, 2, 8, 4, 6])
    assert conformal_reach(errors, 0.8) == 8
    assert conformal_reach(errors, 0.95) is None
    assert conformal_reach(np.arange(1.0, 20), 0.95) == 19
    assert conformal_reach(errors, 0.85) == pytest.approx(8.5), "halfway between the eighth and the ninth"


def test_errors_of_forecasts_that_knew_little_count_only_while_there_are_few_others():
    logs = np.zeros(72)
    made_early = [np.full(12, 9.0)] * 12 + [np.full(12, 1.0)] * 36
    assert [len(errors) for errors in _own_errors(logs, made_early, 12)] == list(range(36, 24, -1))
    assert all((errors == 1).all() for errors in _own_errors(logs, made_early, 12))
    assert sorted(set(_own_errors(logs[:50], made_early[:26], 12)[11])) == [1, 9]


def test_a_month_that_differs_every_year_is_expected_to_and_chance_is_not():
    """Decembers a quarter above the wave, and as many months that chance alone tells apart."""
    leaps = np.resize(LEAPS, 72)
    values = [round((300 + leap) * (1.25 if month % 12 == 11 else 1)) for month, leap in enumerate(leaps)]
    ahead = forecast(values)
    assert ahead[11].median == pytest.approx(375, rel=0.03)
    assert ahead[10].median == pytest.approx(300, rel=0.03)
    made = np.random.default_rng(4)
    assert np.mean([np.ptp(_each_month(made.normal(0, 0.1, 72))) for _series in range(50)]) < 0.02


def test_a_change_of_level_is_no_part_of_the_months_of_the_year():
    assert abs(_each_month(np.where(np.arange(72) < 41, 0.0, 0.5))).max() < 0.02


def test_a_short_past_gives_no_wide_interval_and_a_shorter_one_nothing():
    ahead = forecast([round(value) for value in wave(45)])
    assert ahead[0].ninety_five
    assert ahead[11].eighty
    assert ahead[11].ninety_five is None
    with pytest.raises(TooShort):
        forecast([5] * 23)
    with pytest.raises(TooShort):
        forecast([5, None] * 15)


def test_a_fall_of_months_that_goes_on_would_be_an_exception():
    fallen = [round(value * (0.3 if month >= 66 else 1)) for month, value in enumerate(wave(72))]
    assert any(one.exceptional for one in forecast(fallen, months=3))


def test_the_season_is_that_of_the_series_and_theta_drifts_half_the_slope():
    logs = np.log(np.array(wave(60, apart=0)))
    before, ahead = _season(logs, 12)
    assert np.ptp(logs - before) < 0.03
    np.testing.assert_allclose(ahead, before[:12], atol=1e-9)
    line = 0.01 * np.arange(60.0)
    steps = np.diff(_theta(line, 5))
    np.testing.assert_allclose(steps, 0.005, atol=1e-9)


def test_missing_months_are_borne():
    values = [None if month in {30, 31, 70} else round(value) for month, value in enumerate(wave(72))]
    assert forecast(values)[0].median == pytest.approx(wave(73)[72], rel=0.08)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 4_000)), min_size=24, max_size=40))
def test_whatever_the_series_a_forecast_is_a_number_inside_its_intervals(values):
    if sum(value is not None for value in values) < 20:
        return
    for one in forecast(values, months=3):
        assert math.isfinite(one.median)
        assert one.median >= 0
        if one.eighty:
            assert 0 <= one.eighty[0] <= one.median <= one.eighty[1]
