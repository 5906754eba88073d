"""The two commands as a person runs them: what is printed where, and what the exit code tells."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from polias.measures.cli import app
from polias.measures.tests.made_up import made_up_folder, row, write_file

runner = CliRunner()


@pytest.fixture
def run(home, monkeypatch):
    """Run `polias` with these words; `sys.argv` too, since refusals look there for `--json`."""

    def run_with(*words):
        monkeypatch.setattr(sys, "argv", ["polias", *map(str, words)])
        return runner.invoke(app, [str(word) for word in words])

    return run_with


@pytest.fixture
def source(tmp_path):
    return made_up_folder(tmp_path / "source", first="2018-10", months=3)


def test_import_tells_what_came_of_each_file_and_the_sums(run, source):
    first, again = run("import", "police-uk", source), run("import", "police-uk", source)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "Files: 3 loaded, 0 replaced, 0 held already, 0 refused." in first.stdout
    assert "Files: 0 loaded, 0 replaced, 3 held already, 0 refused." in again.stdout


def test_rejected_rows_are_told_with_file_line_and_reason(run, tmp_path):
    rows = [row("2018-12", "Burglary", 1), row("2018-11", "Burglary", 2)]
    result = run("import", "police-uk", write_file(tmp_path / "2018-12-northshire-street.csv", rows))
    assert result.exit_code == 0
    assert "2018-12-northshire-street.csv, line 3: not kept, it is of November 2018" in result.stderr
    assert "Rows: 2 read, 1 kept, 1 rejected." in result.stdout


def test_the_exit_code_tells_whether_some_or_all_files_were_refused(run, source, tmp_path):
    (tmp_path / "notes.csv").write_text("name\nx\n")
    some = run("import", "police-uk", source, tmp_path / "notes.csv")
    none = run("import", "police-uk", tmp_path / "notes.csv")
    assert (some.exit_code, none.exit_code) == (1, 2)
    assert "notes.csv: It is not a street file of data.police.uk" in some.stderr
    assert "3 loaded" in some.stdout


def test_import_as_json_is_nothing_but_json(run, source, tmp_path):
    (tmp_path / "notes.csv").write_text("name\nx\n")
    content = json.loads(run("import", "police-uk", source, tmp_path / "notes.csv", "--json").stdout)
    assert [file["outcome"] for file in content["files"]] == ["new", "new", "new", "refused"]
    assert content["files"][0]["force"] == "northshire"


def test_a_report_is_written_and_told_in_short(run, source, tmp_path):
    run("import", "police-uk", source)
    result = run("report", "monthly", "--force", "northshire", "--month", "2018-12", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "Northshire Police recorded" in result.stdout
    assert {"report.html", "report.json", "report.xlsx"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_a_report_as_json_is_the_json_that_was_written(run, source, tmp_path):
    run("import", "police-uk", source)
    words = ("report", "monthly", "--force", "northshire", "--month", "2018-12", "--out", tmp_path / "out", "--json")
    assert json.loads(run(*words).stdout) == json.loads((tmp_path / "out" / "report.json").read_text())


def test_a_report_can_be_asked_as_at_a_day(run, source, tmp_path):
    run("import", "police-uk", source)
    words = ("report", "monthly", "--force", "northshire", "--month", "2018-12", "--out", tmp_path / "out", "--as-at")
    before, no_day = run(*words, "2019-01-15"), run(*words, "May")
    assert (before.exit_code, no_day.exit_code) == (2, 2)
    assert "Nothing is loaded for Northshire." in before.stderr
    assert "“May” is no day." in no_day.stderr
    assert run(*words, f"{datetime.now(UTC):%Y-%m-%d}").exit_code == 0


def test_files_without_a_column_that_is_counted_are_refused_with_its_name(run, source, tmp_path, datasets):
    run("import", "police-uk", source)
    for path in datasets.rglob("*.parquet"):
        pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["outcome_stage"]), path)
    for path in datasets.rglob("manifest.json"):
        content = json.loads(path.read_text())
        (file,) = path.parent.glob("*.parquet")
        content["versions"][0]["file_hash"] = hashlib.sha256(file.read_bytes()).hexdigest()
        path.write_text(json.dumps(content))
    result = run("report", "monthly", "--force", "northshire", "--month", "2018-12", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "No file that is loaded has the column outcome_stage."


def test_a_refusal_is_two_lines_and_leaves_no_folder(run, source, tmp_path):
    run("import", "police-uk", source)
    result = run("report", "monthly", "--force", "northshire", "--month", "2019-01", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "January 2019 is not loaded for Northshire."
    assert not (tmp_path / "out").exists()


def test_the_commands_load_neither_django_nor_a_table_library_to_start():
    heavy = {"django", "pandas", "ibis", "altair", "pyarrow", "duckdb", "weasyprint"}
    code = f"import sys, polias.measures.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
