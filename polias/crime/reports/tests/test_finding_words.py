"""Words in the summaries of crimes, found from the search box by whoever may see those crimes."""

from __future__ import annotations

import pytest

from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.record.types import record_type
from polias.kit.restriction.actions import exclude, restrict
from polias.kit.search.words import texts_with

RED = "A red car with a broken lantern drove off towards the harbour."
BLUE = "A blue van, no lanterns, stood by a red gate with cars."


@pytest.fixture
def crimes(cast):
    with acting(cast("asha")) as asha:
        return {"red": a_crime(asha, summary=RED), "blue": a_crime(asha, summary=BLUE)}


def found(actor, asked):
    with acting(actor):
        texts = texts_with(record_type("crime.reports"), asked, actor=actor)
    assert texts.count == len(texts.rows)
    return {record.summary: pieces for record, pieces in texts.rows}


@pytest.mark.parametrize(
    ("asked", "summaries"),
    [
        ("lanterns", {RED, BLUE}),
        ("broken harb", {RED}),
        ('"red car"', {RED}),
        ("red car", {RED, BLUE}),
        ("lantern -van ", {RED}),
        ("-van", {RED}),
        ('red -"red gate"', {RED}),
        ('"broken lantern drove"', {RED}),
        ('"broken lantern drove" or van', {RED, BLUE}),
        ('"broken car lantern"', set()),
        ('"gate with cars"', {BLUE}),
        ('"gate cars"', set()),
        ('lantern -"broken lantern drove"', {BLUE}),
        ("harbour or van", {RED, BLUE}),
        ("the", set()),
        ("'; drop table -- & | ! ( :*", set()),
        ("xylophone", set()),
    ],
)
def test_words_phrases_and_unfinished_words_find_the_crimes_that_hold_them(asked, summaries, cast, crimes):
    assert set(found(cast("asha"), asked)) == summaries


def test_the_place_where_the_words_stand_is_shown_and_harmless(cast, signed_in):
    with acting(cast("asha")) as asha:
        a_crime(asha, summary="He shouted <script>alert(1)</script> at the lantern by the door.")
    page = signed_in("asha").get("/search", {"q": "lantern"}).content.decode()
    assert "<mark>lantern</mark> by the door." in page
    assert "<script>alert(1)" not in page


def test_nobody_finds_words_of_crimes_they_do_not_see(cast, crimes):
    asha, ben, lena, hal = cast("asha"), cast("ben"), cast("lena"), cast("hal")
    assert found(cast("erin"), "lantern") == {}, "no crime is opened by her role"
    assert set(found(hal, "lantern")) == {RED, BLUE}
    with acting(ben):
        restrict(crimes["red"], actor=ben, level="invisible", reason="A source is at risk.", people=(lena.id,))
        exclude(crimes["blue"], actor=ben, person=hal.id, reason="The suspect is his brother.")
    assert set(found(asha, "lantern")) == {BLUE}
    assert set(found(cast("lena"), "lantern")) == {RED, BLUE}, "admitted by name"
    assert found(cast("hal"), "lantern") == {}
