"""Which months are in doubt, asked for by itself: of a force's files, and of any table of counts by kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from polias.measures.engine.months import shifted
from polias.measures.sources.importing import import_police_uk
from polias.measures.supply import cli
from polias.measures.tests.made_up import USUAL, made_up_folder

KINDS = {"burglary": 100, "drugs": 40, "robbery": 30, "theft": 300}


@pytest.fixture
def supply(home, tmp_path, monkeypatch):
    program = typer.Typer()
    program.add_typer(cli.app)
    monkeypatch.chdir(tmp_path)

    def asked(*words):
        monkeypatch.setattr("sys.argv", ["polias", "measures", "supply", *words])
        return CliRunner().invoke(program, ["measures", "supply", *words])

    return asked


def table(*, without=(), lost=()):
    """A year of four kinds, without the rows of some months, and with half of some."""
    rows = ["month,kind,count"]
    for place in range(12):
        month = shifted("2024-01", place)
        for kind, usual in KINDS.items():
            if month not in without:
                rows.append(f"{month},{kind},{(usual + place % 3) // (2 if month in lost else 1)}")
    Path("in.csv").write_text("\n".join(rows) + "\n")


def test_a_table_that_is_whole_has_nothing_in_doubt(supply):
    table()
    result = supply("in.csv")
    assert (result.exit_code, result.stdout.strip()) == (0, "Nothing is in doubt.")


def test_a_missing_month_and_one_that_lost_half_are_told(supply):
    table(without={"2024-04"}, lost={"2024-11"})
    result = supply("in.csv")
    assert result.exit_code == cli.IN_DOUBT
    missing, fall = result.stdout.strip().splitlines()
    assert missing == "No kind has a row in April 2024."
    assert fall.startswith("In November 2024 4 of 4 kinds fell at once, together by 5")


def test_a_kind_that_has_no_row_any_more_is_told(supply):
    table()
    text = Path("in.csv").read_text().splitlines()
    Path("in.csv").write_text("\n".join(row for row in text if "2024-12,drugs" not in row) + "\n")
    (found,) = json.loads(supply("in.csv", "--json").stdout)
    assert (found["check"], found["about"], found["month"]) == ("category_stopped", "drugs", "2024-12")


def test_a_month_twice_and_a_text_in_a_number_are_refused_with_their_line(supply):
    table()
    text = Path("in.csv").read_text()
    Path("in.csv").write_text(text + "2024-12,drugs,41\n")
    assert "gives 2024-12 a second time" in supply("in.csv").stderr
    Path("in.csv").write_text(text.replace("2024-12,drugs,42", "2024-12,drugs,many"))
    assert "many in column count is no number" in supply("in.csv").stderr


def test_the_files_of_a_force_are_looked_over_by_kind_field_and_date(supply, datasets, tmp_path):
    half = {kind: usual // 2 for kind, usual in USUAL.items()}
    folder = made_up_folder(tmp_path / "in", first="2018-01", months=12, special={"2018-07": half})
    (folder / "2018-03" / "2018-03-northshire-street.csv").unlink()
    import_police_uk([folder], datasets=datasets)
    told = json.loads(supply("--force", "northshire", "--json").stdout)
    assert [(one["dataset"], one["month"], one["check"]) for one in told] == [
        ("police_uk_street", "2018-03", "month_missing"),
        ("police_uk_street", "2018-07", "fell_together"),
    ]


def test_a_force_of_which_nothing_is_held_and_no_name_at_all_are_refused(supply):
    assert "Nothing is published of “atlantis”" in supply("--force", "atlantis").stderr
    assert supply().exit_code == 2
