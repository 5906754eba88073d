"""`polias measures exceptions`: months judged by their own earlier years, alone and in a pack."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polias.measures.engine.months import shifted

LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)
COUNTS = [round(160 + 20 * math.sin(math.pi * month / 6) + LEAPS[month % 13]) for month in range(60)]
FIRST, LAST = "2020-01", "2024-12"


def months(counts, first=FIRST):
    return [(shifted(first, place), count) for place, count in enumerate(counts)]


@pytest.fixture
def run(of_a_table):
    def asked(rows, *options):
        return of_a_table("exceptions", [("month", "crimes", "district")[: len(rows[0])], *rows], *options)

    return asked


def test_a_month_far_off_is_told_with_its_rule_and_what_could_have_been_detected(run):
    result, rows = run(months([*COUNTS[:-1], 300]), "--svg", "chart.svg", "--improve", "down")
    assert result.exit_code == 0, result.stderr
    last = rows[-1]
    assert (last["x"], last["exception"], last["rule"], last["stands"]) == (LAST, "high", "far off", "1")
    assert float(last["upper"]) / float(last["expected"]) - 1 == pytest.approx(float(last["one_month_pct"]) / 100)
    assert [row["rule"] for row in rows[36:-1]] == [""] * 23
    assert "December 2024 is a statistical exception." in result.stdout
    assert f"a rise of {float(last['one_month_pct']):.0f} % in one month" in result.stdout
    picture = Path("chart.svg").read_text()
    assert "more than three standard deviations off" in picture
    assert "in one month" in picture


def test_what_so_many_looks_may_explain_does_not_stand(run):
    """Alone the month is an exception; among forty series as steady as it, one like it is to be expected."""
    near = [*COUNTS[:-1], math.ceil(float(run(months(COUNTS))[1][-1]["upper"]))]
    result, rows = run(months(near))
    assert (rows[-1]["rule"], rows[-1]["stands"]) == ("far off", "1"), result.stdout
    calm = [(month, count, f"District {one}") for one in range(40) for month, count in months(COUNTS)]
    odd = [(month, count, "Odd") for month, count in months(near)]
    result, rows = run([*calm, *odd], "--series", "district", "--from", LAST)
    assert (rows[-1]["series"], rows[-1]["rule"], rows[-1]["stands"]) == ("Odd", "far off", "0")
    assert "41 judged, 1 exceptional, of which 0 stand" in result.stdout
    assert "so many looks may explain it" in result.stdout


def test_months_that_cannot_be_judged_say_why(run):
    rows = [row for row in months(COUNTS) if row[0] not in {"2022-07", "2024-10"}]
    _result, told = run(rows)
    assert [told[3]["not_judged"], told[3]["rule"]] == [
        "There are too few months before it: 37 are needed, and 43 are better.",
        "",
    ]
    by_month = {row["x"]: row for row in told}
    assert by_month["2024-10"]["not_judged"] == "The month has no value."
    assert by_month["2024-12"]["not_judged"] == ""
    gone = [row for row in months(COUNTS) if not "2021-08" <= row[0] <= "2022-02"]
    assert run(gone)[1][-1]["not_judged"].startswith("More than six of the 36 months")


def test_a_month_that_is_not_over_is_never_judged(run):
    from datetime import UTC, datetime

    now = f"{datetime.now(UTC):%Y-%m}"
    result, rows = run(months([*COUNTS, 3], first=shifted(now, -60)))
    assert (rows[-1]["not_judged"], rows[-1]["exception"], rows[-1]["y"]) == ("The month is not over.", "", "3.0")
    assert "is not over." in result.stdout.splitlines()[0]


def test_the_same_as_json(run):
    result, rows = run(months(COUNTS), "--json")
    assert [one["x"] for one in json.loads(result.stdout)] == [row["x"] for row in rows]


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([*months(COUNTS), ("2024-12-15", 4)], (), "Line 62 gives December 2024 a second time"),
        (months([*COUNTS[:-1], 3.5]), (), "Line 61: 3.5 is no count"),
        (months([*COUNTS[:-1], -3]), (), "Line 61: -3 is no count"),
        ([(number, count) for number, count in enumerate(COUNTS)], (), "Line 2: 0 is a number"),
        (months(COUNTS), ("--from", "2031-01"), "no month on or after"),
        (months(COUNTS), ("--series", "town"), "town"),
        ([(*row, name) for name in "AB" for row in months(COUNTS)], ("--series", "district", "--svg", "c.svg"),
         "A picture holds one series, and the file has 2"),
    ],
)  # fmt: skip
def test_every_mistake_has_its_sentence(run, rows, options, sentence):
    result, written = run(rows, *options)
    assert (result.exit_code, written) == (2, [])
    assert sentence in result.stderr


def test_the_newest_month_that_is_over_is_judged_where_one_goes_on(run):
    running = f"{datetime.now(UTC):%Y-%m}"
    result, rows = run(months([*COUNTS[:-2], 300, 5], first=shifted(running, -59)))
    told = result.stdout.splitlines()
    assert told[0].endswith("is not over.")
    assert told[1].endswith("is a statistical exception.")
    assert (rows[-1]["rule"], rows[-1]["not_judged"]) == ("", "The month is not over.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("9999-12", 5), "The months go from January 2020 to December 9999, which is more than 100 years."),
        (("2025-01", 5, ""), "Line 62 has nothing in column district."),
    ],
)
def test_a_slip_in_a_year_and_a_row_without_its_series_are_refused(run, line, sentence):
    rows = [(*one, "North")[: len(line)] for one in months(COUNTS)]
    result, written = run([*rows, line], *(("--series", "district") if len(line) > 2 else ()))
    assert (result.exit_code, written) == (2, [])
    assert sentence in result.stderr


def test_a_small_expected_number_is_told_with_a_decimal(run):
    result, _rows = run(months([1 if place % 5 == 0 else 0 for place in range(60)]))
    assert "about 0.2 expected" in result.stdout
