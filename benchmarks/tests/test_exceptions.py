"""The figures that rule E is chosen for, on few made-up series: wide bounds, which a fault in the rule still breaks."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.exceptions import RISE, RULES, SCENARIOS, cell, false_in_packs, lasting, made

SERIES = 500
#: Scenario: most false exceptions per 100 stable months, least share of lasting rises seen within three months.
GOALS = {
    "A": (1.0, 0.75),
    "B": (1.0, 0.40),
    "C": (2.7, 0.97),
    "D": (1.0, 0.0),
    "I": (1.0, 0.1),
    "J": (1.0, 0.6),
    "K": (2.7, 0.9),
}


def series_of(name):
    scenario = next(one for one in SCENARIOS if one.name.startswith(name))
    rng = np.random.default_rng([7, ord(name)])
    return scenario, rng, made(scenario, rng, series=SERIES), made(scenario, rng, series=SERIES, rise=RISE)


@pytest.mark.parametrize("name", GOALS)
def test_rule_E_seldom_cries_wolf_and_sees_what_can_be_seen(name):
    _scenario, _rng, stable, risen = series_of(name)
    most, least = GOALS[name]
    found = cell(RULES["E"], stable, risen)
    # 6,000 months and 500 rises: three standard errors of either, roughly, and neighbouring months go together.
    assert found.false <= most + 0.5
    assert found.seen >= least - 0.06


@pytest.mark.parametrize("name", ["A", "B", "C", "D"])
def test_rule_E_has_a_third_of_the_false_exceptions_of_two_deviations(name):
    _scenario, _rng, stable, risen = series_of(name)
    assert cell(RULES["E"], stable, risen).false * 3 < cell(RULES["2 SD of 12 months"], stable, risen).false


@pytest.mark.parametrize("name", ["A", "B", "C", "G"])
def test_the_smallest_lasting_change_that_is_printed_is_seen_four_times_in_five(name):
    scenario, rng, _stable, _risen = series_of(name)
    _rise, seen = lasting(scenario, rng, series=SERIES)
    assert seen == pytest.approx(0.8, abs=0.08)


def test_a_pack_has_no_more_false_exceptions_than_its_series():
    _scenario, _rng, stable, risen = series_of("B")
    assert false_in_packs(stable) <= cell(RULES["E"], stable, risen).false
