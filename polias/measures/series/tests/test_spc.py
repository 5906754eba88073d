"""`polias measures spc`: the points of a chart in the words that others read, and a sentence for each mistake."""

from __future__ import annotations

import gzip
import json

import pytest

MONTHS = [f"{year}-{month:02}-01" for year in (2022, 2023) for month in range(1, 13)]
CALM = [50, 52, 49, 51, 50, 53, 48, 51, 50, 49, 52, 50] * 2


@pytest.fixture
def run(of_a_table):
    """Writes rows as a table, asks for a chart of it and gives back the result and the points."""

    def asked(rows: list[tuple], *options: str, heads=("month", "crimes", "people")):
        return of_a_table("spc", [heads[: len(rows[0])] if rows else heads, *rows], *options)

    return asked


def series(values, months=MONTHS):
    return list(zip(months, values, strict=False))


def causes(points):
    return [one["special_cause_type"] for one in points]


def test_each_rule_has_its_words_and_a_direction(run):
    _result, points = run(series([*CALM[:14], 80, *CALM[15:]]), "--improve", "down")
    assert points[14]["special_cause_type"] == "Above UCL"
    assert points[14]["point_type"] == "special_cause_concern"
    assert set(causes(points[:14])) == {"Common Cause"}
    _result, points = run(series([50, 52, 49, 51, 50, 44, 45, 46, 47, 48, 49, 50, 51, 52, 49, 50]), "--improve", "up")
    assert points[8]["special_cause_type"] == "7 Point Trend (Increasing)"
    assert points[8]["point_type"] == "special_cause_improvement"
    _result, points = run(series([50, 56] * 4 + [57] * 7), "--no-screen")
    assert points[-1]["special_cause_type"] == "7 Points Above CL"
    assert points[-1]["point_type"] == "special_cause_neutral_high"


def test_a_rebase_begins_new_limits_at_its_date_or_the_next_point(run):
    values = [10, 12] * 6 + [30, 33] * 6
    for day in ("2023-01-01", "2022-12-15"):
        _result, points = run(series(values), "--rebase", day)
        assert [one["rebase_group"] for one in points] == ["0"] * 12 + ["1"] * 12
        assert {float(one["mean"]) for one in points} == {11, 31.5}
    result, _points = run(series(values), "--rebase", "2024-01-01")
    assert "no value on or after" in result.stderr


def test_limits_may_be_fixed_and_a_target_is_judged_by_the_last(run):
    values = [10, 12] * 6 + [30, 33] * 6
    _result, points = run(series(values), "--fix-after", "12", "--target", "40", "--improve", "down")
    assert {float(one["mean"]) for one in points} == {11}
    assert {one["assurance"] for one in points} == {"consistent_pass"}
    _result, points = run(series(values), "--target", "40")
    assert {one["assurance"] for one in points} == {""}


def test_a_share_is_drawn_and_told_as_json(run, tmp_path):
    rows = [(month, value, 200 + value) for month, value in series(CALM)]
    options = ("--denominator", "people", "--chart", "pp", "--svg", "chart.svg", "--json")
    result, points = run(rows, *options)
    assert float(points[0]["y"]) == pytest.approx(50 / 250)
    assert [one["x"] for one in json.loads(result.stdout)] == MONTHS
    assert (tmp_path / "chart.svg").read_text().startswith("<svg")


def test_events_may_be_numbered_and_a_month_that_is_not_known_is_a_gap(run):
    result, points = run([(i, v) for i, v in enumerate([3, 0, 10, 4, 2, 30, 6], start=1)], "--chart", "g")
    assert result.exit_code == 0, result.stderr
    assert float(points[0]["mean"]) == 4
    _result, points = run(series([*CALM[:5], "", *CALM[6:]]))
    assert points[5]["y"] == ""
    assert points[5]["special_cause_type"] == "Common Cause"


def test_few_points_and_no_variation_are_said(run):
    result, _points = run(series([5, 6, 5, 7]))
    assert "trial limits" in result.stderr
    result, _points = run(series([5] * 14))
    assert "no variation" in result.stderr


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([], (), "has no rows"),
        ([("2022-01-01", 5)], (), "fewer than two values"),
        ([("2022-01-01", 5), ("2022-01-01", 6)], (), "Line 3 gives 2022-01-01 a second time"),
        ([("2022-01-01", 5), ("2022-02-01", "many")], (), "Line 3: many in column crimes is no number"),
        ([("2022-01-01", 5), ("31/02/2022", 6)], (), "Line 3: 31/02/2022 is no date"),
        ([("2022-01-01", 5), ("7", 6)], (), "Line 3: 7 is of another kind"),
        ([("2022-01-01", 5), ("2022-02-01", -6)], ("--chart", "c"), "Line 3: -6 is below nought"),
        ([("2022-01-01", 5), ("2022-02-01", 6)], ("--chart", "p"), "Line 2 has no denominator"),
        ([("2022-01-01", 5), ("2022-02-01", 6)], ("--value", "thefts"), 'has no column "thefts"'),
        ([("2022-01-01", 5), ("2022-02-01", 6)], ("--rebase", "soon"), "soon is no date"),
        ([("2022-01-01", 5), ("2022-02-01", 6)], ("--fix-after", "1"), "two points at least"),
    ],
)
def test_every_mistake_has_its_sentence_and_writes_nothing(run, rows, options, sentence):
    result, points = run(rows, *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert points == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("broken.csv", b"month,crimes\n2022-01-01,\xff\xfe5\n", "Line 2: \u00ff\u00fe5 in column crimes is no number"),
        ("short.csv", b"month,crimes\n2022-01-01\n", "Line 2 has not as many cells"),
        ("empty.csv", b"", "is empty"),
        ("none.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(measures, tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = measures("spc", name, "--date", "month", "--value", "crimes")
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_gzipped_table_with_semicolons_is_read_too(measures, tmp_path):
    lines = "".join(f"{month};{value}\n" for month, value in series(CALM))
    (tmp_path / "in.csv.gz").write_bytes(gzip.compress(f"month;crimes\n{lines}".encode()))
    result = measures("spc", "in.csv.gz", "--date", "month", "--value", "crimes")
    assert result.stdout.startswith("0 of 24 points")
