"""Early detection: what begins is seen, what is usual is not, and the figures are those of R's surveillance."""

from __future__ import annotations

import csv
import math
from dataclasses import replace

import numpy as np
import pytest

from polias.measures.engine.stats.ears import ears
from polias.measures.engine.stats.farrington import IMPROVED, ORIGINAL, farrington, first_place
from polias.measures.engine.stats.quasipoisson import NotConverged, fit

YEAR = 52
SERIES = ("a_steady", "b_seasonal", "c_trend", "d_small")


def weekly(mean=40.0, *, years=6, season=0.3, seed=5, spread=1.5):
    """Counts of invented weeks, over-dispersed, with one wave a year."""
    random = np.random.default_rng(seed)
    expected = mean * np.exp(season * np.sin(2 * np.pi * np.arange(years * YEAR) / YEAR))
    return [float(n) for n in random.poisson(random.gamma(expected / (spread - 1), spread - 1))]


@pytest.mark.parametrize("settings", [ORIGINAL, IMPROVED], ids=["original", "improved"])
def test_a_doubled_week_is_an_alarm_and_few_usual_ones_are(settings):
    counts = weekly()
    usual = farrington(counts, season=YEAR, settings=settings, start=250)
    assert sum(week.alarm for week in usual) <= 0.15 * len(usual)
    outbreak = [*counts[:-1], 2.2 * max(counts[-60:])]
    (week,) = farrington(outbreak, season=YEAR, settings=settings, start=len(counts) - 1)
    assert week.alarm
    assert week.p < 0.001
    assert week.expected < week.bound < week.observed


def test_a_week_without_its_earlier_years_or_without_a_count_is_not_judged():
    counts = weekly()
    first = first_place(YEAR, IMPROVED)
    weeks = farrington(counts, season=YEAR, settings=IMPROVED, start=first - 1)
    assert weeks[0] is None
    assert weeks[1] is not None
    counts[first + 5] = math.nan
    weeks = farrington(counts, season=YEAR, settings=IMPROVED, start=first)
    assert weeks[5] is None
    assert weeks[6] is not None


def test_what_has_just_begun_does_not_hide_itself():
    counts = weekly(years=6)
    raised = [*counts[:-12], *(3 * one for one in counts[-12:])]
    assert all(week.alarm for week in farrington(raised, season=YEAR, settings=IMPROVED, start=len(counts) - 6))


def test_few_cases_are_no_alarm_whatever_was_expected():
    counts = [0.0] * (6 * YEAR - 1) + [2.0]
    counts[10::YEAR] = [1.0] * 6
    (week,) = farrington(counts, season=YEAR, settings=ORIGINAL, start=len(counts) - 1)
    assert week is None or not week.alarm


def test_counts_that_are_all_nought_fit_no_model_and_are_not_judged():
    with pytest.raises(NotConverged):
        fit(np.zeros((4, 2)), np.array([1.0, 2, 1, 2]))
    (week,) = farrington([0.0] * 300, season=YEAR, settings=ORIGINAL, start=299)
    assert week is None or not week.alarm


def test_a_regression_gives_back_what_the_counts_were_made_with():
    times = np.linspace(-1, 1, 400)
    counts = np.random.default_rng(3).poisson(np.exp(3 + 0.5 * times)).astype(float)
    fitted = fit(np.column_stack([np.ones(400), times]), counts)
    assert fitted.coefficients == pytest.approx([3, 0.5], abs=0.05)
    assert fitted.dispersion == pytest.approx(1, abs=0.15)
    assert fitted.leverage.sum() == pytest.approx(2), "as many as there are coefficients"
    assert fitted.p_of(1, fitted.dispersion) < 1e-6


def test_ears_holds_a_week_against_the_seven_before_it():
    before = [4.0, 5, 6, 5, 4, 6, 5]
    mean, deviation = np.mean(before), np.std(before, ddof=1)
    (week,) = ears([*before, 20.0], method="c1", start=7)
    assert week.bound == pytest.approx(mean + 3.0902323 * deviation)
    assert week.alarm
    (late,) = ears([*before, 20.0, 20.0, 20.0], method="c2", start=9)
    assert late.bound == pytest.approx(week.bound), "the two weeks between do not hide what has begun"
    assert ears([*before, math.nan, 5.0], method="c1", start=8) == [None]


@pytest.mark.parametrize("name", SERIES)
def test_farrington_as_in_surveillance(shared, name):
    counts, expected = published(shared, name)
    for method, settings in (("farrington_original", ORIGINAL), ("farrington_improved", IMPROVED)):
        rows = expected[method]
        start = int(rows[0]["week"]) - 1
        weeks = farrington(counts, season=YEAR, settings=replace(settings, as_surveillance=True), start=start)
        assert [week.alarm for week in weeks] == [row["alarm"] == "1" for row in rows]
        for told, column in (("expected", "expected"), ("bound", "bound"), ("p", "p"), ("dispersion", "phi")):
            assert [getattr(week, told) for week in weeks] == pytest.approx(
                [float(row[column]) for row in rows], abs=1e-8
            )


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("method", ["c1", "c2", "c3"])
def test_ears_as_in_surveillance(shared, name, method):
    counts, expected = published(shared, name)
    rows = expected[f"ears_{method.upper()}"]
    weeks = ears(counts, method=method, start=int(rows[0]["week"]) - 1)
    assert [week.alarm for week in weeks] == [row["alarm"] == "1" for row in rows]
    assert [week.bound for week in weeks] == pytest.approx([float(row["bound"]) for row in rows], abs=1e-8)


def published(shared, name):
    folder = shared / "spc/farrington"
    counts = [float(row["count"]) for row in csv.DictReader((folder / f"{name}.csv").read_text().splitlines())]
    expected: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader((folder / f"{name}.expected.csv").read_text().splitlines()):
        expected.setdefault(row["method"], []).append(row)
    return counts, expected
