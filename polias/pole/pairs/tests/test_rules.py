"""When two records link by themselves: never where care is needed, never twins, never father and son; no database."""

from dataclasses import replace

import pytest

from polias.kit.rules.rule import breaches_of
from polias.pole.pairs.rules import RULES, ByItself

ALLOWED = ByItself(
    weight=24.0, link_from=20.0, measured=0.996, held_back=False, one_first_name=True, one_birth=True, looked_at=False
)


def codes(facts):
    return [b.code for b in breaches_of(RULES, facts, move="link_by_itself")]


def test_a_strong_pair_links_in_a_band_that_is_switched_on_and_measured():
    assert codes(ALLOWED) == []


def test_PAIR_02_refuses_where_care_is_needed():
    """Nothing links by itself where either person carries a warning, a restriction, intelligence or custody."""
    assert codes(replace(ALLOWED, held_back=True)) == ["PAIR-02"]
    assert "PAIR-02" in codes(ByItself(24.0, 20.0, 1.0)), "held back until it is known that nothing is there"


@pytest.mark.parametrize("change", [{"link_from": None}, {"weight": 19.9}, {"measured": 0.9949}])
def test_PAIR_03_refuses_outside_a_measured_band_and_where_the_force_has_not_switched_it_on(change):
    """Pairs link by themselves only in a band that the force has switched on, and measured right in 995 of 1,000."""
    assert codes(replace(ALLOWED, **change)) == ["PAIR-03"]


@pytest.mark.parametrize("change", [{"one_first_name": False}, {"one_birth": False}], ids=["twins", "father and son"])
def test_PAIR_04_refuses_twins_and_father_and_son(change):
    """Two records link by themselves only with one first name and one date of birth, both known of both."""
    assert codes(replace(ALLOWED, **change)) == ["PAIR-04"]


def test_PAIR_05_refuses_what_somebody_has_looked_at():
    """A pair that somebody has decided, taken back or left unsure does not link by itself."""
    assert codes(replace(ALLOWED, looked_at=True)) == ["PAIR-05"]
