"""`polias measures compare`, run on a table that is written for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from polias.measures.comparing.cli import app


@pytest.fixture
def compare(home, tmp_path, monkeypatch):
    """The command on a table of these lines, the first its headings: the result, and the rows it wrote, if any."""
    program = typer.Typer()
    program.add_typer(app)
    monkeypatch.chdir(tmp_path)

    def asked(lines, *options):
        Path("in.csv").write_text("".join(",".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
        words = ["measures", "compare", "in.csv", "--area", "force", "--value", "crimes", "--among", "people"]
        words += ["--out", "out.csv", *options]
        monkeypatch.setattr("sys.argv", ["polias", *words])
        Path("out.csv").unlink(missing_ok=True)
        result = CliRunner().invoke(program, words)
        out = Path("out.csv")
        return result, list(csv.DictReader(out.read_text().splitlines())) if out.exists() else []

    return asked
