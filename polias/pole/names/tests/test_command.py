"""`polias people name` keeps a name and tells them all."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
import typer
from typer.testing import CliRunner

from polias.kit.access.acting import acting
from polias.kit.cli import database
from polias.pole.names.cli import app
from polias.pole.public import record_person


@pytest.fixture
def run(cast, monkeypatch):
    """The command, on the database that the tests have open already."""
    monkeypatch.setattr(database, "with_database", nullcontext)
    program = typer.Typer()
    program.add_typer(app)
    asha = cast("asha")
    with acting(asha):
        person = record_person(actor=asha, forenames="Marina", surname="Quill")

    def asked(*words):
        return CliRunner().invoke(program, ["people", "name", person.reference, "--as", "asha", *words])

    return asked


def test_a_name_is_kept_and_told_with_the_others(run):
    said = json.loads(run("--kind", "maiden", "--surname", "Wren", "--until", "2001-05-03", "--json").stdout)
    assert [(one["kind"], one["surname"], one["valid_to"]) for one in said] == [
        ("now", "Quill", None),
        ("maiden", "Wren", "2001-05-03"),
    ]
    assert "Wren" in run().stdout


def test_an_unknown_kind_is_refused_in_a_sentence(run):
    refused = run("--kind", "stage", "--surname", "Wren")
    assert refused.exit_code == 2
    assert "There is no kind of name called stage." in refused.output
