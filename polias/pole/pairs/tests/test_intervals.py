"""Shares and their intervals, against figures worked out by hand and by simulation; no database."""

import random

import pytest

from polias.pole.pairs.intervals import Stratum, precision, recall, wilson


@pytest.mark.parametrize(
    ("right", "reviewed", "low", "high"),
    # Worked out by hand from Wilson's formula, z = 1.96.
    [(10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (765, 765, 0.9950, 1.0)],
)
def test_wilsons_interval(right, reviewed, low, high):
    assert wilson(right, reviewed) == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


def test_nothing_reviewed_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)
    assert precision([Stratum(100, 0, 0, found=True)]) is None
    assert recall([Stratum(100, 5, 5, found=True), Stratum(900, 0, 0, found=False)]) is None


def test_strata_count_for_as_many_pairs_as_they_stand_for():
    strata = [Stratum(900, 10, 10, found=True), Stratum(100, 10, 5, found=True), Stratum(1000, 10, 1, found=False)]
    assert precision(strata).value == pytest.approx((900 + 50) / 1000)
    assert recall(strata).value == pytest.approx(950 / (950 + 100))


def test_intervals_hold_the_true_share_about_as_often_as_they_say():
    sizes, chances, kept = (900, 300, 2000), (0.98, 0.7, 0.05), (True, True, False)
    true = sum(s * p for s, p, k in zip(sizes, chances, kept, strict=True) if k)
    true_recall = true / sum(s * p for s, p in zip(sizes, chances, strict=True))
    draw, held = random.Random(3), 0
    for _again in range(60):
        strata = [
            Stratum(s, 60, sum(draw.random() < p for _each in range(60)), found=k)
            for s, p, k in zip(sizes, chances, kept, strict=True)
        ]
        share = recall(strata)
        held += share.low <= true_recall <= share.high
    assert held >= 54
