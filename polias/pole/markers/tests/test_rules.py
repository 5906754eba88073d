"""What must hold of a warning marker."""

from __future__ import annotations

from datetime import date

import pytest

from polias.kit.rules.rule import breaches_of
from polias.pole.markers.rules import RULES, MarkerFacts, a_year_after

TODAY = date(2026, 5, 14)
SOUND = {"today": TODAY, "reason": "Bit an officer on 3 May; PC Rook's statement.", "kind": "VI", "until": TODAY}


def codes(move="add_marker", **changes):
    return [b.code for b in breaches_of(RULES, MarkerFacts(**(SOUND | changes)), move=move)]


def test_a_sound_marker_breaks_no_rule():
    assert (
        codes() == codes(until=a_year_after(TODAY)) == codes("extend_marker") == codes("end_marker", until=None) == []
    )


def test_MARKER_01_refuses_a_kind_that_is_not_on_the_list():
    """A warning is of one of the kinds that are in use today."""
    assert codes(kind="ZZ") == codes(kind="") == ["MARKER-01"]


@pytest.mark.parametrize("move", ["add_marker", "extend_marker", "end_marker"])
def test_MARKER_02_refuses_a_marker_that_rests_on_nothing_or_on_a_whole_file(move):
    """Whoever adds, keeps or ends a warning says what it rests on."""
    assert codes(move, reason=" \n") == codes(move, reason="x" * 501) == ["MARKER-02"]


@pytest.mark.parametrize("until", [None, date(2026, 5, 13), date(2027, 5, 15)])
def test_MARKER_03_refuses_a_day_that_is_past_or_more_than_a_year_off(until):
    """A warning holds until a day within the next twelve months, and is reviewed before it."""
    assert codes(until=until) == codes("extend_marker", until=until) == ["MARKER-03"]


def test_MARKER_03_lets_a_leap_day_run_to_the_end_of_february():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_MARKER_04_refuses_a_second_live_marker_of_one_kind():
    """A record carries one live warning of each kind; more is known by reviewing it."""
    assert codes(live_kinds=frozenset({"VI"})) == ["MARKER-04"]
    assert codes(live_kinds=frozenset({"WE"})) == []


def test_MARKER_05_keeps_what_was_ended_ended():
    """A warning that was ended is not taken up again: a new one says anew what it rests on."""
    assert codes("extend_marker", ended=True) == codes("end_marker", ended=True) == ["MARKER-05"]
