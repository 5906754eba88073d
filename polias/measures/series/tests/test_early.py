"""`polias measures early`: weeks watched from a file, and a sentence for each mistake."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

FIRST = date(2018, 1, 1)
COUNTS = [round(30 + 8 * math.sin(2 * math.pi * week / 52)) + (week * 7) % 5 for week in range(312)]


@pytest.fixture
def run(of_a_table):
    def asked(counts, *options, without=()):
        rows = [(FIRST + timedelta(weeks=i), n) for i, n in enumerate(counts) if i not in without]
        return of_a_table("early", [("week", "count"), *rows], *options)

    return asked


@pytest.mark.parametrize("method", ["farrington-original", "farrington-improved", "ears-c1", "ears-c2", "ears-c3"])
def test_a_week_far_above_is_an_alarm_by_every_method(run, method):
    result, rows = run([*COUNTS, 90, 95, 90], "--method", method, "--from", "2023-10-02")
    assert result.exit_code == 0, result.stderr
    assert rows[0]["x"] >= "2023-10-02"
    assert sum(row["alarm"] == "1" for row in rows[:-3]) <= 0.2 * len(rows)
    assert "1" in [row["alarm"] for row in rows[-3:]]
    assert (rows[-1]["p"] == "") == method.startswith("ears")


def test_without_a_first_week_all_that_can_be_judged_are(run):
    _result, rows = run(COUNTS)
    assert len(rows) == len(COUNTS) - (4 * 52 + 3)


def test_a_week_that_is_missing_is_said(run):
    result, _rows = run(COUNTS, without=(100,))
    assert "Rows are missing before 2019-12-09" in result.stderr


@pytest.mark.parametrize(
    ("counts", "options", "sentence"),
    [
        (COUNTS[:100], (), "needs 211 counts before the first"),
        (COUNTS[:5], ("--method", "ears-c1"), "needs 7 counts before the first"),
        ([*COUNTS, -3], (), "Line 314: -3 is below nought"),
        (COUNTS, ("--from", "2035-01-01"), "no value on or after"),
        (COUNTS, ("--from", "yesterday"), "yesterday is no date"),
    ],
)
def test_every_mistake_has_its_sentence(run, counts, options, sentence):
    result, rows = run(counts, *options)
    assert (result.exit_code, rows) == (2, [])
    assert sentence in result.stderr
