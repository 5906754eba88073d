"""The page of promises is made from what was measured, and every promise stands on it."""

import json

import pytest

from tests.promises import ledger
from tests.promises.promises import PROMISES


def test_the_page_of_promises_is_up_to_date():
    assert ledger.main(["--check"]) == 0


def test_a_stored_figure_stands_on_the_page_with_its_test_and_day(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "FIGURES", tmp_path)
    monkeypatch.setenv("POLIAS_FIGURES", "1")
    made = ledger.measured("P6", what="double posts", figure="0 of 500", goal="0", holds=True, test="tests/a.py::b")
    assert json.loads((tmp_path / "P6-double-posts.json").read_text())["figure"] == "0 of 500"
    assert f"| double posts | 0 of 500 *(short)* | 0 | {made.date} | `tests/a.py::b` |" in ledger.page()


def test_a_missed_goal_is_printed_as_missed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(ledger, "FIGURES", tmp_path)
    monkeypatch.setenv("POLIAS_FIGURES", "1")
    ledger.measured("P14", what="pages", figure="950 ms", goal="800 ms", holds=False, test="tests/a.py::b")
    assert "MISSED" in capsys.readouterr().out
    assert "950 ms **(missed)**" in ledger.page()


def test_a_promise_without_a_figure_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "FIGURES", tmp_path)
    assert ledger.page().count("Not proved: ") == len(PROMISES)


def test_nobody_can_measure_a_promise_that_was_not_made():
    with pytest.raises(KeyError):
        ledger.measured("P99", what="x", figure="1", goal="1", holds=True, test="t")
