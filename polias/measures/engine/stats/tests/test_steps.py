"""New levels in a monthly series: found with their month, told from a season and from a slow change, never made up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.measures.engine.stats.steps import StepSettings, TooShort, _parted, _spread, steps

LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)
STEADY = [round(300 * (1 + math.cos(math.pi * month / 6) / 7) + 1.5 * LEAPS[month % 13]) for month in range(72)]


def stepped(at, share, values=STEADY):
    return [round(value * (1 + share)) if place >= at else value for place, value in enumerate(values)]


@pytest.mark.parametrize("share", [0.2, -0.2, 0.4])
def test_a_step_is_found_in_its_month_with_its_size(share):
    (found,) = steps(stepped(40, share))
    assert found.place == 40
    assert found.change == pytest.approx(share, abs=0.03)


def test_the_fast_search_parts_as_pelt_does():
    import ruptures

    made = np.random.default_rng(9)
    for months in range(24, 90, 6):
        levels = made.normal(size=months) + (np.arange(months) > months // 2) * made.uniform(0, 2)
        pelt = ruptures.Pelt(model="l2", min_size=6, jump=1).fit(levels.reshape(-1, 1))
        assert _parted(levels, 1.0, StepSettings()) == pelt.predict(pen=2.5 * math.log(months))[:-1]


def test_a_season_is_no_step_and_without_taking_it_out_it_would_be():
    wave = [round(300 * (1 + math.cos(math.pi * month / 6) / 3)) + LEAPS[month % 13] for month in range(72)]
    assert steps(wave) == []
    logs, places = np.log(wave), np.arange(72)
    assert _parted(logs, _spread(logs, places), StepSettings()) != []


def test_two_steps_are_two():
    there_and_back = [*stepped(24, 0.25)[:48], *STEADY[48:]]
    assert [one.place for one in steps(there_and_back)] == [24, 48]


def test_missing_months_do_not_move_a_step():
    gaps = [None if place in {12, 13, 30, 44} else value for place, value in enumerate(stepped(40, 0.25))]
    assert [one.place for one in steps(gaps)] == [40]


def test_a_steady_change_is_said_to_explain_the_steps_it_makes():
    growing = [round(value * 1.012**place) for place, value in enumerate(STEADY)]
    assert steps(growing)
    assert all(one.drift_explains for one in steps(growing))
    assert not steps(stepped(40, 0.3))[0].drift_explains


def test_too_few_months_and_series_without_variation():
    with pytest.raises(TooShort):
        steps([5] * 23)
    with pytest.raises(TooShort):
        steps([5, None] * 20)
    assert steps([100] * 60) == []
    assert steps([0] * 60) == []
    assert [one.place for one in steps([100] * 30 + [150] * 30)] == [30]


def test_counts_vary_by_chance_however_steady_they_look():
    """Twenty, then twenty-one: a step of nothing but decimals, which chance would make alone."""
    made = np.random.default_rng(1)
    shares = [*made.normal(20, 0.05, 30), *made.normal(21, 0.05, 30)]
    assert steps(shares) == []
    assert [one.place for one in steps(shares, settings=StepSettings(counts=False))] == [30]


@given(st.lists(st.one_of(st.none(), st.integers(0, 5_000)), min_size=24, max_size=80))
def test_whatever_the_series_levels_last_six_months_at_least(values):
    known = [place for place, value in enumerate(values) if value is not None]
    if len(known) < 24:
        return
    places = [known.index(one.place) for one in steps(values)]
    assert all(later - earlier >= 6 for earlier, later in zip([0, *places], [*places, len(known)], strict=True))


def test_chance_alone_seldom_makes_a_step():
    made = np.random.default_rng(6)
    assert sum(bool(steps(made.poisson(200, 72).tolist())) for _series in range(150)) <= 6


def alike(made, months, share):
    """Shocks of a twentieth that neighbouring months have so far in common."""
    shocks, logs = made.normal(0, 0.05, months), np.zeros(months)
    for month in range(months):
        logs[month] = share * logs[month - 1] + math.sqrt(1 - share**2) * shocks[month]
    return np.exp(logs)


def test_neighbouring_months_that_are_alike_are_seldom_taken_for_a_level():
    made = np.random.default_rng(6)
    series = [made.poisson(2_000 * alike(made, 72, 0.3)).tolist() for _series in range(200)]
    assert sum(len(steps(one)) for one in series) <= 20


def test_a_month_is_named_by_what_is_likely_near_it():
    """Where a step is small the likeliest single month is often a lonely one: more are right within three months when
    the likelihood near a month counts as well, and large steps lose nothing by it."""
    made = np.random.default_rng(3)

    def near(size, settings):
        found = [steps(one, settings=settings) for one in series[size]]
        return sum(any(abs(step.place - 36) <= 3 for step in one) for one in found)

    levels = {size: np.where(np.arange(72) < 36, 150, 150 * (1 + size)) for size in (0.12, 0.3)}
    series = {
        size: [made.poisson(level * alike(made, 72, 0)).tolist() for _s in range(200)] for size, level in levels.items()
    }
    assert near(0.12, StepSettings()) >= near(0.12, StepSettings(near=0)) + 4
    assert near(0.3, StepSettings()) >= near(0.3, StepSettings(near=0)) >= 196
