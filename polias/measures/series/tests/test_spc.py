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


@pytest.mark.parametrize("values", [[5] * 19 + [9], [0] * 20 + [1] + [0] * 5])
def test_one_leap_in_a_flat_series_is_the_one_point_outside(run, values):
    """Without the step that it made no step would be left, and every point would lie outside limits without width."""
    result, points = run(series(values, [f"{place}" for place in range(len(values))]))
    assert causes(points).count("Above UCL") == 1
    assert "Below LCL" not in causes(points)
    assert "All values are the same" not in result.stderr


@pytest.mark.parametrize("chart", ["xmr", "c", "g", "t", "u", "up", "p", "pp"])
@pytest.mark.parametrize("value", [0.1, 7, 50])
def test_values_that_are_all_the_same_are_no_exception_on_any_chart(run, chart, value):
    """Roots and shares move numbers by their last digits, which are no variation."""
    if chart == "c" and value != int(value):
        return
    among = ("--denominator", "people") if chart in ("u", "up", "p", "pp") else ()
    rows = [(place, value, 100.7) for place in range(14)]
    _result, points = run(rows, "--chart", chart, *among)
    assert set(causes(points)) == {"Common Cause"}


def test_thousands_have_commas_and_decimals_have_none(run):
    _result, points = run([("2022-01", '"1,204"'), ("2022-02", '"1,310"'), ("2022-03", "\N{MINUS SIGN}1250.5")])
    assert [float(one["y"]) for one in points] == [1204, 1310, -1250.5]


@pytest.mark.parametrize(
    "number", ['"12,5"', '"1,2,3"', '"12,34"', '"0,125"', "1_000", "1e308", "9" * 400, "inf", "5%"]
)
def test_a_number_that_may_be_read_in_two_ways_or_is_too_large_is_refused(run, number):
    result, points = run([("2022-01", 5), ("2022-02", number), ("2022-03", 6)])
    assert (result.exit_code, points) == (2, [])
    assert "Line 3: " in result.stderr
    assert "is no number" in result.stderr
    assert len(result.stderr) < 250


@pytest.mark.parametrize("date", ["01/03/24", "nan", "inf", "03/13/2024", "Mar 2024", "0024-03-01", "1/2"])
def test_a_date_without_its_whole_year_or_that_is_none_is_refused(run, date):
    result, points = run([("01/03/2022", 5), (date, 6), ("01/05/2022", 6)])
    assert (result.exit_code, points) == (2, [])
    assert f"Line 3: {date} is no date." in result.stderr


def test_what_the_limits_stand_on_and_what_was_asked_in_vain_is_said(run):
    result, _points = run(series(CALM), "--fix-after", "500")
    assert "--fix-after 500 is more than the 24 points that there are: limits stand on all of them." in result.stderr
    result, _points = run(series(CALM), "--fix-after", "5")
    assert "The last limits stand on 5 points: with fewer than 13 they are trial limits." in result.stderr
    result, _points = run(series(CALM), "--rebase", "2020-01-01")
    assert "Nothing comes before 2022-01-01, so no new limits begin there." in result.stderr
    result, _points = run(series(CALM), "--rebase", "2023-12-01")
    assert "1 of 2 stretches has no limits: two points next to each other are needed." in result.stderr
    assert "trial limits" not in result.stderr
    result, _points = run(series(CALM), "--target", "40")
    assert "--improve says which way is better" in result.stderr
    result, _points = run([(m, v, 100) for m, v in series(CALM)], "--denominator", "people")
    assert "has no denominator: it is the values themselves that are judged" in result.stderr
    result, _points = run(series([0, 1, 0, 0, 2, 0, 0, 1]))
    assert "On average there are fewer than 2: charts of how many lie between two" in result.stderr
    result, _points = run(series(CALM))
    assert result.stderr == ""


def test_a_target_is_judged_by_the_last_point_that_has_limits(run):
    rows = [("2024-01", 3, 10), ("2024-02", 5, 11), ("2024-03", 4, 12), ("2024-04", "", 9)]
    _result, points = run(rows, "--chart", "p", "--denominator", "people", "--improve", "up", "--target", "0.95")
    assert {one["assurance"] for one in points} == {"consistent_fail"}


def test_a_target_that_is_no_number_is_refused(run):
    result, points = run(series(CALM), "--target", "nan", "--improve", "up")
    assert (result.exit_code, points) == (2, [])
    assert "The target is no number." in result.stderr


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
