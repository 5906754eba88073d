"""The commands on a series, run on a table that is written for them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from polias.measures.series.cli import app


@pytest.fixture
def measures(tmp_path, monkeypatch):
    """`polias measures` with these words, in an empty folder."""
    program = typer.Typer()
    program.add_typer(app)
    monkeypatch.chdir(tmp_path)

    def asked(*words):
        monkeypatch.setattr("sys.argv", ["polias", "measures", *words])
        return CliRunner().invoke(program, ["measures", *words])

    return asked


@pytest.fixture
def of_a_table(measures):
    """A command on a table, the first line its headings: the result, and the rows it wrote, if any."""

    def asked(command, lines, *options):
        Path("in.csv").write_text("".join(",".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
        date, value, *_others = lines[0]
        result = measures(command, "in.csv", "--date", date, "--value", value, "--out", "out.csv", *options)
        out = Path("out.csv")
        return result, list(csv.DictReader(out.read_text().splitlines())) if out.exists() else []

    return asked
