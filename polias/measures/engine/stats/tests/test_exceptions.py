"""Rule E: what is expected of a month, when it is an exception, and what of a pack of exceptions stands."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from polias.measures.engine.stats.exceptions import benjamini_hochberg, chance_of, exceptions, exceptions_of_many
from polias.measures.engine.stats.expectation import ExceptionSettings, _reweighted, expected_at
from polias.measures.engine.stats.many import fit_many
from polias.measures.engine.stats.quasipoisson import fit

#: A series of five years that rises by a tenth a year, with a wave of a seventh, and varies a little more than chance.
LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)
WAVE = [round(160 * 1.008**m * (1 + math.sin(math.pi * m / 6) / 7) + LEAPS[m % 13] * 1.6) for m in range(60)]
LAST = len(WAVE) - 1


def with_(changes, values=WAVE):
    return [changes.get(place, value) for place, value in enumerate(values)]


def test_what_is_expected_is_what_a_model_of_the_36_months_before_the_last_six_predicts():
    """The reference: the same model as written for Farrington's method, and the algebra of the rule by hand."""
    place, months = LAST, np.arange(-42.0, -6.0)
    turn = 2 * np.pi * months / 12
    design = np.stack([np.ones(36), np.cos(turn), np.sin(turn), months / 12], axis=1)
    counts = np.array(WAVE[place - 42 : place - 6], dtype=float)
    model = fit(design, counts)
    assert np.all(abs(model.anscombe_residuals(max(1.0, model.dispersion))) < 3)
    mean, _error = model.predicted(np.array([1.0, 1.0, 0.0, 0.0]), model.dispersion)
    assert exceptions(WAVE)[place].expected == pytest.approx(mean, rel=1e-7)
    assert exceptions(with_(dict.fromkeys(range(54, 59), 9_999)))[place].expected == pytest.approx(mean, rel=1e-7)


def test_the_z_is_the_distance_on_the_two_thirds_power_with_the_uncertainty_of_the_mean():
    counts = np.array([WAVE], dtype=float)
    expected = expected_at(counts, LAST, ExceptionSettings())
    t = (counts[0, LAST] ** (2 / 3) - expected.mean[0] ** (2 / 3)) / expected.error[0]
    assert exceptions(WAVE)[LAST].z == pytest.approx(stats.norm.ppf(stats.t.cdf(t, expected.free[0])), abs=1e-9)


def test_many_series_are_fitted_as_each_is_alone():
    made = np.random.default_rng(5)
    design = np.stack([np.ones(36), np.cos(np.arange(36) / 2), np.arange(36) / 12], axis=1)
    counts = made.poisson(made.uniform(2, 900, size=(20, 1)), size=(20, 36)).astype(float)
    weights = made.uniform(0.1, 1.5, size=counts.shape)
    together = fit_many(design, counts, weights)
    for one in range(20):
        alone = fit(design, counts[one], weights[one])
        np.testing.assert_allclose(together.coefficients[one], alone.coefficients, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(together.covariance[one], alone.covariance, rtol=1e-5, atol=1e-10)


def test_a_series_of_noughts_does_not_stop_the_others():
    counts = np.array([[0] * 60, WAVE])
    nought, wave = exceptions_of_many(counts.tolist(), start=LAST)
    assert nought[0].why_not == "too few"
    assert wave[0] == exceptions(WAVE)[LAST]


def test_usual_months_are_no_exceptions_and_one_far_off_is():
    assert [one.exception for one in exceptions(WAVE)] == [None] * len(WAVE)
    high = exceptions(with_({LAST: 400}))[LAST]
    low = exceptions(with_({LAST: 90}))[LAST]
    assert (high.exception, high.fired, low.exception, low.fired) == ("high", "far off", "low", "far off")
    assert high.p < 1e-4 > low.p


def test_the_bounds_are_where_the_rule_begins_to_fire():
    last = exceptions(WAVE)[LAST]
    for bound, side in ((last.upper, "high"), (last.lower, "low")):
        beyond, within = (1.001, 0.999) if side == "high" else (0.999, 1.001)
        assert exceptions(with_({LAST: bound * beyond}))[LAST].exception == side
        assert exceptions(with_({LAST: bound * within}))[LAST].exception is None


def off_by(z, *places):
    """Counts so many standard deviations off what is expected of each of these months."""
    counts = np.array([WAVE], dtype=float)
    return {place: float(expected_at(counts, place, ExceptionSettings()).count_at(z)[0]) for place in places}


@pytest.mark.parametrize("first", [LAST - 1, LAST - 2])
def test_two_of_three_on_one_side_are_an_exception_from_the_second_on(first):
    judged = exceptions(with_(off_by(2.4, first, LAST)))
    assert [judged[first].fired, judged[LAST].fired] == [None, "two of three"]
    assert judged[LAST].exception == "high"


def test_two_on_different_sides_or_three_months_apart_are_none():
    assert exceptions(with_(off_by(2.4, LAST) | off_by(-2.4, LAST - 1)))[LAST].fired is None
    assert exceptions(with_(off_by(2.4, LAST - 3, LAST)))[LAST].fired is None


def test_a_missing_month_breaks_the_run():
    counts = with_({**off_by(2.4, LAST - 2, LAST), LAST - 1: None})
    judged = exceptions(counts)
    assert judged[LAST].fired is None
    assert judged[LAST - 1].why_not == "no value"


def test_too_little_before_is_said_and_never_judged():
    assert {one.why_not for one in exceptions(WAVE)[:36]} == {"short history"}
    assert exceptions(WAVE)[36].why_not is None
    gaps = with_(dict.fromkeys(range(20, 27), None))
    assert exceptions(gaps)[LAST].why_not == "missing months"
    assert exceptions(with_({20: None}))[LAST].why_not is None
    assert exceptions([None] * 50)[-1].why_not == "no value"
    assert exceptions([]) == []
    assert exceptions([5])[0].why_not == "short history"


def test_a_constant_series_is_judged_by_chance_alone():
    last = exceptions([100.0] * 60)[-1]
    assert last.expected == pytest.approx(100)
    # Poisson: three standard deviations of 10, and a little for what is not known of the mean.
    assert 130 < last.upper < 134


def test_an_odd_month_years_ago_weighs_less():
    """A month of four times as many: it moves what is expected by under a twentieth, where it would move it by more."""
    odd = exceptions(with_({30: 4 * WAVE[30]}))[LAST].expected
    assert odd == pytest.approx(exceptions(WAVE)[LAST].expected, rel=0.05)


def test_the_smallest_change_seen_grows_as_numbers_shrink():
    made = np.random.default_rng(3)
    small, large = (exceptions(made.poisson(mean, 60).tolist())[-1] for mean in (6, 1_500))
    assert small.detectable > 1
    assert large.lasting < large.detectable < 0.15
    assert small.detectable == pytest.approx(small.upper / small.expected - 1)


def test_the_weights_do_not_make_counts_look_steadier_than_they_are():
    """Counts that vary twice as much as chance: the dispersion estimated is two on average."""
    made = np.random.default_rng(4)
    counts = made.negative_binomial(400, 0.5, size=(4_000, 36)).astype(float)
    ones = np.ones_like(counts)
    fits = _reweighted(np.ones((36, 1)), counts, ones, ExceptionSettings())
    assert fits.dispersion.mean() == pytest.approx(2, rel=0.02)


@given(st.lists(st.one_of(st.none(), st.integers(0, 3_000)), max_size=70))
def test_whatever_the_series_every_month_is_judged_or_says_why_not(values):
    for value, one in zip(values, exceptions(values), strict=True):
        assert one.value == value
        assert (one.why_not is None) == (one.expected is not None)
        if one.expected is not None:
            assert math.isfinite(one.z)
            assert 0 <= one.lower <= one.expected <= one.upper
            assert 0 <= one.p <= 1


def test_a_chance_is_that_of_both_looks():
    """By hand: 3.5 alone is 2 x .000465; two of three beyond 2.5 on one side are 2 x 3 x .00621 squared; twice each."""
    alone, pair = chance_of(np.array([[0.0, 0.1, 3.5], [0.0, 2.5, 2.6]]))[:, 2]
    assert alone == pytest.approx(2 * 2 * stats.norm.sf(3.5), rel=1e-9)
    assert pair == pytest.approx(2 * 2 * (3 * 0.0062097**2 * (1 - 0.0062097) + 0.0062097**3), rel=1e-3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.sampled_from([0.05, 0.1, 0.2]))
def test_a_pack_stands_as_scipy_adjusts_its_chances(chances, share):
    adjusted = stats.false_discovery_control(chances, method="bh")
    clear = abs(adjusted - share) > 1e-12
    kept = np.array(benjamini_hochberg(chances, share=share))
    assert (kept == (adjusted <= share))[clear].all()


def test_a_pack_of_chance_alone_seldom_stands_and_nothing_stands_of_nothing():
    """With no true exception, one or more of twenty stands in a tenth of packs."""
    made = np.random.default_rng(8)
    packs = [any(benjamini_hochberg(made.uniform(size=20).tolist())) for _pack in range(2_000)]
    assert sum(packs) / 2_000 == pytest.approx(0.10, abs=0.02)
    assert benjamini_hochberg([]) == []


def test_neighbours_that_are_alike_widen_what_is_not_known_of_the_mean():
    """Half a year high, half a year low: correlation as high as is believed, .6, and so four times the variance."""
    made = np.random.default_rng(2)
    blocks = np.where(np.arange(36) // 6 % 2, 160.0, 100.0)
    shuffled = made.permuted(np.tile(blocks, (200, 1)), axis=1)
    fits = fit_many(np.ones((36, 1)), np.vstack([blocks, np.full(36, 130.0), shuffled]), np.ones((202, 36)))
    assert fits.inflation[:2] == pytest.approx([1.6 / 0.4, 1.0])
    assert 1.15 / 0.85 <= fits.inflation[2:].min() < fits.inflation[2:].mean() < 1.7
