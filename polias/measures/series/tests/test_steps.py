"""`polias measures steps`: new levels as proposals, volume told from time for each item."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from polias.measures.engine.months import shifted

LEAPS = (0, 9, -11, 4, -6, 14, -3, -12, 7, 2, -8, 11, -4)
DETENTIONS = [round(300 * (1 + math.cos(math.pi * month / 6) / 7) + 1.5 * LEAPS[month % 13]) for month in range(60)]


def table(detentions, hours_each):
    """Each month with its detentions and the hours they took."""
    return [
        (shifted("2020-01", month), round(many * each * (1 + LEAPS[-1 - month % 13] / 300), 2), many)
        for month, (many, each) in enumerate(zip(detentions, hours_each, strict=True))
    ]


@pytest.fixture
def run(of_a_table):
    def asked(rows, *options):
        return of_a_table("steps", [("month", "hours", "detentions")[: len(rows[0])], *rows], *options)

    return asked


def test_a_new_level_is_proposed_with_its_month_and_nothing_is_applied(run):
    result, (step,) = run(table(DETENTIONS, [10.0] * 30 + [13.0] * 30))
    assert result.exit_code == 0, result.stderr
    assert (step["x"], step["of"], step["steady_change_explains"]) == ("2022-07", "hours", "0")
    assert float(step["change_pct"]) == pytest.approx(30, abs=3)
    assert "July 2022: hours changed from about" in result.stdout
    assert "Proposed, not applied: --rebase 2022-07" in result.stdout


def test_whether_there_were_more_or_each_took_longer_is_told_apart(run):
    _result, longer = run(table(DETENTIONS, [10.0] * 30 + [13.0] * 30), "--items", "detentions")
    assert [(one["x"], one["of"]) for one in longer] == [("2022-07", "hours for each of detentions")]
    more = [round(many * 1.3) if month >= 40 else many for month, many in enumerate(DETENTIONS)]
    _result, found = run(table(more, [10.0] * 60), "--items", "detentions")
    assert [(one["x"], one["of"]) for one in found] == [("2023-05", "detentions")]


def test_one_level_is_said_and_the_file_has_its_headings(run):
    result, rows = run(table(DETENTIONS, [10.0] * 60))
    assert (result.stdout.strip(), rows) == ("No step: one level holds throughout.", [])
    assert Path("out.csv").read_text().startswith("x,of,before,after,change_pct")
    result, _rows = run(table(DETENTIONS, [10.0] * 60), "--json")
    assert json.loads(result.stdout) == []


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        (table(DETENTIONS[:23], [10.0] * 23), (), "fewer than 24 known months"),
        ([*table(DETENTIONS, [10.0] * 60), ("2024-12-09", 4, 4)], (), "Line 62 gives December 2024 a second time"),
        ([*table(DETENTIONS, [10.0] * 60), ("2025-01", -4, 4)], (), "Line 62: -4 is below nought"),
        ([(number, 5, 5) for number in range(40)], (), "Line 2: 0 is a number"),
    ],
)
def test_every_mistake_has_its_sentence(run, rows, options, sentence):
    result, written = run(rows, *options)
    assert (result.exit_code, written) == (2, [])
    assert sentence in result.stderr
