"""The search page and `polias search` say the same of people, crimes, contacts and places."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date
from html.parser import HTMLParser

import pytest
import typer
from typer.testing import CliRunner

from polias.contact.logs.facts import Caller
from polias.contact.logs.tests.factories import a_log
from polias.crime.reports.facts import Place
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.cli import database
from polias.pole.finding.cli import app
from polias.pole.finding.rows import MOST
from polias.pole.markers.tests.factories import a_marker_on
from polias.pole.public import OtherName, record_person


@pytest.fixture
def told_by_command(cast, monkeypatch):
    """What the command says as JSON, on the database that the tests have open already."""
    monkeypatch.setattr(database, "with_database", nullcontext)
    program = typer.Typer()
    program.add_typer(app)
    program.callback()(lambda: None)

    def asked(words):
        return json.loads(CliRunner().invoke(program, ["search", words, "--as", "asha", "--json"]).stdout)

    return asked


class Said(HTMLParser):
    """What a page of the search says: each group's title and count, and the text of each of its rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.groups: list[str] = []
        self.rows: list[str] = []
        self._into: list[str] | None = None
        self._found = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._found = self._found or "data-polias-found" in given
        if self._found and tag in ("h2", "li"):
            self._into = self.groups if tag == "h2" else self.rows
            self._into.append("")

    def handle_endtag(self, tag):
        self._found = self._found and tag != "main"
        self._into = None if tag in ("h2", "li") else self._into

    def handle_data(self, text):
        if self._into is not None:
            self._into[-1] = " ".join(f"{self._into[-1]} {text}".split())


@pytest.mark.parametrize(
    "words", ["jon smyth 1980", "01632 960123", "12 lantern row", "lantern", "sam quillfeather", "zz"]
)
def test_the_command_and_the_page_say_the_same(told_by_command, signed_in, cast, words):
    asha, idris = cast("asha"), cast("idris")
    with acting(asha):
        born, wren = date(1980, 3, 12), OtherName("maiden", "Wren")
        one = record_person(actor=asha, forenames="Jonathan", surname="Smyth", date_of_birth=born, names=(wren,))
        a_marker_on(one, actor=asha)
        record_person(actor=asha, forenames="Jane", surname="Smith", phone="01632 960123", address="12 Lantern Row")
        for _ in range(MOST + 2):
            record_person(actor=asha, forenames="Sam", surname="Quillfeather")
        a_crime(asha, summary="A lantern was broken.", place=Place(address="12 Lantern Row"))
    with acting(idris):
        a_log(idris, caller=Caller(phone="01632 960123"))
    told = told_by_command(words)
    page = Said(signed_in("asha").get("/search", {"q": words}).content.decode())
    told_rows = [row for group in told["groups"] for row in group["rows"]]
    for row, shown in zip(told_rows, page.rows if told_rows else (), strict=True):
        assert shown.startswith(f"{row['reference']} {row['title']}")
        assert " ".join(row["why"].split()) in shown
        assert [m["reason"] for m in row["markers"] if m["reason"] not in shown] == []
    for group, title in zip(told["groups"], page.groups if told_rows else (), strict=True):
        assert title.startswith(group["title"])
        assert str(group["count"]) in title
    if not told_rows:
        said = " ".join(page.rows)
        assert [sentence for sentence in told["tried"] if sentence not in said] == []
        assert [one["sentence"] for one in told["to_try"] if one["sentence"] not in said] == []
