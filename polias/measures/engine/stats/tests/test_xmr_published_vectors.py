"""Our XmR against values published with the R packages NHSRplotthedots and qcc; skipped where they are not at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polias.measures.engine.stats.rules import ChartSettings, Limits, run_marks, trend_marks, two_of_three_marks
from polias.measures.engine.stats.xmr import assurance, limits_of, xmr


@pytest.fixture(scope="module")
def vectors(shared: Path) -> dict:
    return json.loads((shared / "spc/nhsr_plotthedots/rule_vectors.json").read_text())


def test_runs_of_seven_end_where_r_says(vectors):
    for case in vectors["seven_point_one_side_mean"]:
        marks = run_marks(case["in"], length=7)
        # R marks first the point that completes a run, we the whole run: they agree where its seventh point lies.
        ends = [
            int(all(m == marks[i] != 0 for m in marks[max(0, i - 6) : i + 1]) and i >= 6) for i in range(len(marks))
        ]
        assert ends == case["out"]


def test_trends_end_where_r_says(vectors):
    for case in vectors["seven_point_trend"]:
        marks = trend_marks(case["in"], length=7)
        ends = [marks[i] if i >= 6 and all(marks[i - 6 : i + 1]) else 0 for i in range(len(marks))]
        assert ends == case["out"]


def test_all_points_of_a_run_are_marked_as_in_r(vectors):
    for case in vectors["part_of_seven_trend"]:
        completed = case["in"]
        parts = [int(any(completed[i : i + 7])) for i in range(len(completed))]
        assert parts == case["out"]


def test_two_of_three_as_in_r(vectors):
    for case in vectors["part_of_two_in_three"]:
        near = [c * s for c, s in zip(case["close"], case["side"], strict=True)]
        marks = two_of_three_marks(near, near, case["side"])
        assert [abs(mark) for mark in marks] == case["out"]


def test_limits_as_in_the_vignette(vectors):
    for case in vectors["limits"]:
        limits = limits_of(case["values"], settings=ChartSettings(screening=case["screen_outliers"]))
        found = (round(limits.centre, 2), round(limits.upper, 2), round(limits.lower, 2))
        assert found == (case["mean"], case["upl"], case["lpl"])


def test_assurance_as_in_r(vectors):
    words = {"consistent_fail": "consistently fail", "consistent_pass": "consistently pass"}
    better = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}
    for case in vectors["assurance"]:
        limits = Limits(0, case["lpl"], case["upl"], 1, 20, False)
        expected = words.get(case["out"], case["out"])
        assert assurance(limits, target=case["target"], better=better[case["direction"]]) == expected


def test_points_beyond_near_limits_on_opposite_sides_are_no_exception(vectors):
    points = xmr(vectors["opposite_sides_not_special_cause"]["values"])
    assert [point.exception for point in points[-2:]] == [None, None]


def test_the_snapshot_of_r(shared):
    values = [float(line) for line in (shared / "spc/nhsr_plotthedots/snap_input_y.txt").read_text().split()]
    limits = xmr(values)[0].limits
    assert limits.centre == pytest.approx(0.1416238, abs=1e-6)
    assert limits.lower == pytest.approx(-3.01138, abs=1e-5)
    assert limits.upper == pytest.approx(3.294627, abs=1e-6)
    rebased = [point.limits.centre for point in xmr([*values[:14], 10.0, *values[15:]])]
    assert rebased[0] == pytest.approx(0.6694159, abs=1e-6)


def test_viscosity_as_in_the_qcc_vignette(shared):
    expected = json.loads((shared / "spc/qcc/expected_from_vignette.json").read_text())["cases"]
    case = next(c for c in expected if c["data"] == "viscosity.txt" and c["rows"] == "trial (20)" and "std_dev" in c)
    lines = (shared / "spc/qcc/viscosity.txt").read_text().splitlines()
    rows = [line.split() for line in lines[1:]]
    values = [float(next(cell for cell in row if "." in cell)) for row in rows[:20]]
    limits = limits_of(values, settings=ChartSettings(k=3 / 1.128, screening=False))
    assert limits.centre == pytest.approx(case["center"], abs=1e-3)
    assert limits.lower == pytest.approx(case["lcl"], abs=2e-3)
    assert limits.upper == pytest.approx(case["ucl"], abs=2e-3)
