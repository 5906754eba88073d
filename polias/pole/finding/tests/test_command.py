"""`polias search` says what the search box says, through the eyes of one person."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
import typer
from typer.testing import CliRunner

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.cli import database
from polias.pole.finding.cli import app
from polias.pole.public import record_person


@pytest.fixture
def run(cast, monkeypatch):
    """The command, on the database that the tests have open already."""
    monkeypatch.setattr(database, "with_database", nullcontext)
    program = typer.Typer()
    program.add_typer(app)
    program.callback()(lambda: None)

    def asked(*words):
        return CliRunner().invoke(program, ["search", *words])

    return asked


@pytest.fixture
def person(cast):
    asha = cast("asha")
    with acting(asha):
        return record_person(actor=asha, forenames="Jonathan", surname="Smyth", phone="01632 960123")


def test_a_program_is_told_who_was_found_and_why(run, person):
    said = json.loads(run("jon smith", "--as", "asha", "--json").stdout)
    (people,) = said["groups"]
    assert people["rows"][0]["reference"] == person.reference
    assert "sounds the same" in people["rows"][0]["why"]


def test_a_person_reads_a_table_or_what_was_tried(run, person):
    assert person.reference in run("01632 960123", "--as", "asha").stdout
    said = run("Quillfeather", "--as", "asha").stdout
    assert "Nothing found that asha can see" in said
    assert "in other spellings too" in said


def test_a_search_by_command_is_logged_as_that_persons(run, person, cast):
    run("jon smith", "--as", "asha", "--json")
    with acting(cast("asha")) as asha:
        row = AuditRow.objects.get(verb="search")
    assert row.actor_id == asha.id
    assert person.reference in row.content
    assert "polias search" in row.content


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("jon", "--as", "nobody"), "Nobody signs in as nobody."), (("  ", "--as", "asha"), "Nothing was asked for.")],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(run, person, words, sentence):
    refused = run(*words)
    assert refused.exit_code == 2
    assert sentence in refused.output


def test_both_log_the_search_with_the_same_references(run, signed_in, person, cast):
    run("jon smith", "--as", "asha", "--json")
    signed_in("asha").get("/search", {"q": "jon smith"})
    with acting(cast("asha")):
        by_command, by_page = AuditRow.objects.filter(verb="search").order_by("id")
    assert json.loads(by_command.content)["shown"] == json.loads(by_page.content)["shown"] == [person.reference]
