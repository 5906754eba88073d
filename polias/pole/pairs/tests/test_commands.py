"""`polias people match` without a table looks through the register of whoever is named."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
import typer
from typer.testing import CliRunner

from polias.pole.matching.cli import app
from polias.pole.pairs import commands
from polias.pole.pairs.tests.factories import two_people


@pytest.fixture
def run(cast, monkeypatch):
    """The command, on the database that the tests have open already."""
    monkeypatch.setattr(commands, "with_database", nullcontext)
    program = typer.Typer()
    program.add_typer(app)

    def asked(*words):
        return CliRunner().invoke(program, ["people", *words])

    return asked


def test_a_program_is_told_what_became_of_every_pair(run, cast):
    two_people(cast("asha"))
    said = run("match", "--as", "kit", "--json")
    assert said.exit_code == 0
    told = json.loads(said.stdout)
    assert told["people"] == 2
    assert told["found"] == sum(told["outcomes"].values())


def test_a_person_is_told_how_many_were_compared_and_what_is_in_the_queue(run, cast):
    two_people(cast("asha"))
    said = run("match", "--as", "kit").stderr
    assert "2 people were compared" in said
    assert "New in the queue:" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Nobody is named who does it."),
        (("--as", "nobody"), "Nobody signs in as nobody."),
        (("people.csv",), "A table is matched into a file, by the column of its ids."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, words, sentence):
    said = run("match", *words)
    assert (said.exit_code, sentence in said.stderr) == (2, True)
