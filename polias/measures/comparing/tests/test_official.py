"""`polias measures official`: forces compared by the official tables that were taken in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from polias.measures.comparing.cli import app
from polias.measures.sources.ons.importing import import_ons
from polias.measures.sources.ons.tests.made_up import counts, folder_of_tables, write


@pytest.fixture
def official(home, tmp_path, monkeypatch):
    program = typer.Typer()
    program.add_typer(app)
    monkeypatch.chdir(tmp_path)

    def asked(*options):
        words = ["measures", "official", "--out", "out.csv", *options]
        monkeypatch.setattr("sys.argv", ["polias", *words])
        result = CliRunner().invoke(program, words)
        out = Path("out.csv")
        return result, list(csv.DictReader(out.read_text().splitlines())) if out.exists() else []

    return asked


@pytest.fixture
def tables(datasets, tmp_path):
    import_ons([folder_of_tables(tmp_path / "tables")], datasets=datasets)


def test_forces_alone_are_compared_over_the_newest_year_and_the_one_before(official, tables):
    result, rows = official("--own", "northshire")
    assert result.exit_code == 0, result.stderr
    assert [(row["area"], row["until"], row["events"], row["people"]) for row in rows] == [
        ("Eastmoor", "2024-12", "1200.0", "300000.0"),
        ("Northshire", "2024-12", "1800.0", "400000.0"),
    ]
    assert float(rows[1]["change_pct"]) == pytest.approx(100 * (1800 - 1900) / 1900)
    assert "All sides end in December 2024." in result.stdout


def test_a_force_whose_rate_is_held_back_or_that_has_no_people_is_left_out_with_the_reason(official, tables):
    result, _rows = official()
    assert (
        "Left out: Westvale, the rate for Westvale has been left out because hardly anybody lives there."
        in result.stdout
    )
    assert "Left out: Railway Police, nobody to divide by is known." in result.stdout


def test_an_offence_group_is_named_as_any_table_names_it(official, tables):
    _result, rows = official("--offences", "robbery")
    assert [row["events"] for row in rows] == ["300.0", "400.0"]
    result, _rows = official("--offences", "Robery")
    assert (result.exit_code, "Did you mean Robbery?" in result.stderr) == (2, True)


def test_a_year_that_is_not_loaded_and_tables_that_are_missing_are_said(official, datasets, tmp_path):
    result, _rows = official()
    assert "No official table is loaded." in result.stderr
    import_ons([write(tmp_path / "p1.csv", counts())], datasets=datasets)
    result, _rows = official()
    assert "The table of rates for the year to December 2024" in result.stderr
    result, _rows = official("--until", "2020-03")
    assert "Loaded are the years to December 2024." in result.stderr


def test_json_has_the_rows(official, tables):
    result, rows = official("--json")
    assert [row["area"] for row in json.loads(result.stdout)] == [row["area"] for row in rows]
