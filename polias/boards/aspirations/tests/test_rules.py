"""The rules of aspirations, without a database."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from polias.boards.aspirations.rules import RULES, AspirationFacts
from polias.boards.aspirations.words import aim_told
from polias.kit.rules.rule import breaches_of

SOUND = AspirationFacts("How many?", "group_rank", 3.0, "", owner_works_here=True)


def codes(**changes):
    return [breach.code for breach in breaches_of(RULES, replace(SOUND, **changes), move="record")]


def test_a_sound_aspiration_breaks_no_rule():
    assert codes() == []
    assert codes(basis="group_average", value=None) == []
    assert codes(basis="own_change", value=-5.0) == []


def test_BOARD_37_a_measure_that_nobody_knows():
    """An aspiration is in one of the measures that can be read here."""
    assert codes(question="") == ["BOARD-37"]


@pytest.mark.parametrize(
    ("basis", "value"),
    [("group_rank", None), ("group_rank", 0.0), ("group_rank", 2.5), ("group_rank", math.inf), ("own_change", None),
     ("own_value", None), ("own_value", math.nan), ("group_average", 4.0), ("none", 4.0)],
)  # fmt: skip
def test_BOARD_38_how_far_is_said_where_the_basis_does_not(basis, value):
    """A rank is a whole number from 1; a change and a figure of its own need a number; the others take none."""
    assert "BOARD-38" in codes(basis=basis, value=value, because="a reason")


def test_BOARD_39_nothing_is_aimed_at_for_a_reason():
    """Where nothing is aimed at, everybody can read why."""
    assert codes(basis="none", value=None) == ["BOARD-39"]
    assert codes(basis="none", value=None, because="Roads are looked at next year.") == []


def test_BOARD_40_somebody_of_the_force_answers_for_it():
    """The owner works for the force and is not of the body."""
    assert codes(owner_works_here=False) == ["BOARD-40"]


@pytest.mark.parametrize(
    ("basis", "value", "unit", "told"),
    [
        ("group_average", None, "count", "The average of its most similar group, or better."),
        ("group_best_quarter", None, "count", "The best quarter of its most similar group."),
        ("group_rank", 3.0, "count", "Rank 3 of its most similar group, or better."),
        ("own_change", -5.0, "count", "5% fewer than in the twelve months before."),
        ("own_change", 2.5, "count", "2.5% more than in the twelve months before."),
        ("own_value", 18.0, "per cent", "18 per cent."),
        ("own_value", 1200.0, "count", "1200 in the month."),
        ("none", None, "count", "No aspiration is set, because: Roads come next year."),
    ],
)
def test_an_aim_is_told_in_one_sentence(basis, value, unit, told):
    assert aim_told(basis=basis, value=value, because="Roads come next year.", unit=unit) == told
