"""`polias measures forecast`: months ahead with intervals, and last year's forecast beside what came."""

from __future__ import annotations

import json
import math

import pytest

from polias.measures.engine.months import shifted

LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)
COUNTS = [round(300 * (1 + math.cos(math.pi * month / 6) / 7) + LEAPS[month % 13]) for month in range(60)]


@pytest.fixture
def run(of_a_table):
    def asked(counts, *options, first="2020-01"):
        rows = [(shifted(first, place), count) for place, count in enumerate(counts)]
        return of_a_table("forecast", [("month", "crimes"), *rows], *options)

    return asked


def test_months_ahead_stand_beside_last_year_and_what_came(run):
    result, rows = run(COUNTS, "--months", "3")
    assert result.exit_code == 0, result.stderr
    assert [row["x"] for row in rows if row["forecast"] == "now"] == ["2025-01", "2025-02", "2025-03"]
    before = [row for row in rows if row["forecast"] == "a year ago"]
    assert [float(row["y"]) for row in before] == COUNTS[-12:]
    for row in before:
        assert row["within_80"] == str(int(float(row["lower_80"]) <= float(row["y"]) <= float(row["upper_80"])))
    assert "January 2025: " in result.stdout
    within = sum(row["within_80"] == "1" for row in before)
    assert f"Of last year's 12 months, {within} came within the interval of 80 in 100." in result.stdout


def test_a_month_that_is_not_over_is_no_part_of_the_past(run):
    from datetime import UTC, datetime

    now = f"{datetime.now(UTC):%Y-%m}"
    result, rows = run([*COUNTS, 2], "--months", "1", first=shifted(now, -60))
    assert rows[-1]["x"] == now
    assert float(rows[-1]["median"]) > 200
    assert result.exit_code == 0


def test_the_same_as_json(run):
    result, rows = run(COUNTS, "--json")
    assert [one["x"] for one in json.loads(result.stdout)] == [row["x"] for row in rows]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (COUNTS[:23], "fewer than 24 months, of which 20 are known"),
        ([""] * 30, "fewer than 24 months, of which 20 are known"),
        ([*COUNTS, -3], "Line 62: -3 is no count"),
        ([*COUNTS, "lots"], "Line 62: lots in column crimes is no number"),
    ],
)
def test_every_mistake_has_its_sentence(run, counts, sentence):
    result, rows = run(counts)
    assert (result.exit_code, rows) == (2, [])
    assert sentence in result.stderr
