"""The commands of imports, on the database that the tests have open already, in a folder of their own."""

from __future__ import annotations

import csv
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from polias.kit.cli.refusals import as_refusal
from polias.pole.imports import cli


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bring_in(cast, here, monkeypatch):
    """``bring_in(content, "--dry-run")`` runs `polias import people` on a file; the result knows its rejects."""
    monkeypatch.setattr(cli, "with_database", nullcontext)

    def run(content, *options, name="people.csv", who="kit"):
        file = here / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        result = CliRunner().invoke(cli.app, ["import", "people", str(file), "--as", who, *options])
        assert result.exception is None or as_refusal(result.exception) or result.exit_code == 2, result.exception
        rejects = here / f"{name.removesuffix('.gz').removesuffix('.csv').removesuffix('.parquet')}.rejects.csv"
        result.rejects = rows_of(rejects) if rejects.exists() else []
        return result

    return run


def rows_of(path):
    csv.field_size_limit(2_000_000)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
