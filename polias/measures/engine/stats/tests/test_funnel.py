"""Funnels: who stands out beyond chance and the usual spread; the spread as published, to the last digits."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from scipy import stats

from polias.measures.engine.stats.comparison import NoPeople
from polias.measures.engine.stats.funnel import FunnelSettings, between, drawn_in, funnel, left_by

EVENTS = [412, 388, 701, 95, 260, 530, 148, 77, 903, 315]
PEOPLE = [51_200, 44_100, 90_300, 8_800, 33_900, 70_100, 21_500, 10_400, 99_800, 37_700]
PUBLISHED = FunnelSettings(given_back=False)


def by_hand(events, people, *, scale, deviations=3.0):
    """Spiegelhalter's formulas, one area after the other, without numpy: phi, tau² and the limits of the first."""
    centre = scale(sum(events) / sum(people))
    scores = [(scale(some / among) - centre) * 2 * math.sqrt(among) for some, among in zip(events, people, strict=True)]
    tenths = statistics.quantiles(scores, n=10, method="inclusive")
    phi = sum(min(max(one, tenths[0]), tenths[-1]) ** 2 for one in scores) / len(scores)
    weights = [4 * among for among in people]
    spare = sum(weights) - sum(one * one for one in weights) / sum(weights)
    tau_squared = max(0.0, (len(scores) * phi - (len(scores) - 1)) / spare)
    reach = deviations * math.sqrt(1 / weights[0] + tau_squared)
    return phi, tau_squared, centre - reach, centre + reach


def test_the_spread_of_rates_is_that_of_the_published_formulas():
    found = funnel(EVENTS, PEOPLE, settings=PUBLISHED)
    phi, tau_squared, low, high = by_hand(EVENTS, PEOPLE, scale=math.sqrt)
    assert tau_squared > 0
    assert (found.phi, found.tau_squared) == pytest.approx((phi, tau_squared), rel=1e-9)
    assert found.limits(PEOPLE[0]) == pytest.approx((low**2, high**2), rel=1e-9)


def test_the_spread_of_shares_is_that_of_the_published_formulas():
    found = funnel(EVENTS, [among // 40 for among in PEOPLE], kind="share", settings=PUBLISHED)
    phi, tau_squared, low, high = by_hand(
        EVENTS, [among // 40 for among in PEOPLE], scale=lambda share: math.asin(math.sqrt(share))
    )
    assert (found.phi, found.tau_squared) == pytest.approx((phi, tau_squared), rel=1e-9)
    assert found.limits(PEOPLE[0] // 40) == pytest.approx((math.sin(low) ** 2, math.sin(high) ** 2), rel=1e-9)


def test_the_variance_between_areas_is_dersimonian_and_lairds_of_statsmodels():
    """statsmodels 0.15.0, combine_effects(method_re="chi2") on roots of rates: Q and tau²."""
    weights = 4 * np.array(PEOPLE, dtype=np.float64)
    assert between(29.456139007143065 / 10, weights) == pytest.approx(1.2723610733333555e-05, rel=1e-9)


def test_where_chance_explains_all_there_is_no_spread():
    found = funnel([100, 101, 99, 100, 98, 102, 100, 99, 101, 100], [10_000] * 10)
    assert found.tau_squared == 0
    assert found.spread == 0


def test_scores_at_both_ends_are_drawn_in_and_what_that_takes_is_given_back():
    assert drawn_in(np.arange(11.0), 0.1).tolist() == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    # A normal distribution in even steps, so that nothing is left to chance.
    normal = stats.norm.ppf((np.arange(100_000) + 0.5) / 100_000)
    assert left_by(0.1) == pytest.approx(float((drawn_in(normal, 0.1) ** 2).mean()), abs=1e-4)
    assert left_by(0) == 1
    published, own = funnel(EVENTS, PEOPLE, settings=PUBLISHED), funnel(EVENTS, PEOPLE)
    assert own.phi == pytest.approx(published.phi / left_by(0.1))
    assert own.tau_squared > published.tau_squared


def test_one_area_that_differs_by_far_more_than_the_others_stands_out():
    people = [200_000] * 20
    events = [2_000 + 40 * (place % 7 - 3) for place in range(20)]
    events[4], events[11] = 3_300, 1_000
    found = funnel(events, people)
    assert [place for place in range(20) if found.verdict(place) == "above"] == [4]
    assert [place for place in range(20) if found.verdict(place) == "below"] == [11]


def test_limits_narrow_with_people_but_no_further_than_the_spread_between_areas():
    found = funnel(EVENTS, PEOPLE)
    widths = [high - low for low, high in (found.limits(people) for people in (1_000, 100_000, 10_000_000))]
    assert widths == sorted(widths, reverse=True)
    middle, off = math.sqrt(found.average), 3 * math.sqrt(found.tau_squared)
    assert widths[-1] == pytest.approx((middle + off) ** 2 - (middle - off) ** 2, rel=1e-2)
    assert found.limits(10).low == 0


def test_the_spread_is_told_as_a_share_of_the_average():
    rng = np.random.default_rng(3)
    people = np.full(400, 1_000_000)
    found = funnel(rng.poisson(0.05 * people * rng.lognormal(0, 0.1, 400)), people)
    assert found.spread == pytest.approx(0.1, abs=0.012)


def test_areas_without_people_are_refused():
    with pytest.raises(NoPeople):
        funnel([1, 2], [10, 0])
    with pytest.raises(NoPeople):
        funnel([], [])
