"""The pages of warning markers, and where a warning is seen."""

from __future__ import annotations

import pytest

from polias.kit.access.acting import acting
from polias.kit.govuk.templatetags.polias import day
from polias.kit.testing.pages import send
from polias.pole.markers.tests.factories import REASON, a_marker_on, days_from_now, in_days
from polias.pole.public import record_location, record_person, record_vehicle


@pytest.fixture
def known(cast):
    asha = cast("asha")
    with acting(asha):
        return record_person(actor=asha, forenames="Sam", surname="Quill")


def words(answer):
    return " ".join(answer.content.decode().split())


def boxes(day):
    """The last day as its three boxes are filled in."""
    return {"until-day": day.day, "until-month": day.month, "until-year": day.year}


def told(**changes):
    return {"kind": "VI", "severity": "high", "reason": REASON, **boxes(days_from_now(30))} | changes


def test_a_marker_is_added_on_its_page_and_warns_on_the_persons(signed_in, known):
    asha = signed_in("asha")
    assert send(asha, f"/pole/markers/add/{known.reference}", told()).url == known.url
    page = words(asha.get(known.url))
    assert f"until {day(days_from_now(30))}" in page
    assert page.count("Violent") >= 2, "in the identity bar and among the markers"
    for said in ("Violent (High)", "Bit an officer on 3 May", "Owner: Asha Verma."):
        assert said in page


def test_what_is_wrong_is_said_beside_its_box_and_nothing_typed_is_lost(signed_in, known):
    page = words(send(signed_in("asha"), f"/pole/markers/add/{known.reference}", told(**{"until-year": 2020})))
    assert "Enter the last day on which the warning holds: today or later." in page
    assert "Bit an officer on 3 May" in page


def test_a_review_keeps_or_ends_it(signed_in, cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha)
    client, address = signed_in("asha"), f"/pole/markers/review/{known.reference}"
    assert f'value="{one.pk}"' in words(client.get(address))
    keeps = {"marker": one.pk, "decision": "keep", **boxes(days_from_now(60)), "reason": "Nothing new."}
    assert send(client, address, keeps).status_code == 302
    assert "Nothing new." in words(client.get(known.url))
    ends = {"marker": one.pk, "decision": "end", "reason": "It was her sister."}
    assert send(client, address, ends).status_code == 302
    page = words(client.get(known.url))
    assert "It was her sister." in page
    assert "Violent (High)</span>" not in page, "the identity bar warns no longer"


def test_one_that_ran_out_is_grey_and_asks_for_its_review(signed_in, cast, known):
    asha = cast("asha")
    with acting(asha):
        one = a_marker_on(known, actor=asha, until=days_from_now(0))
    with in_days(3):
        client = signed_in("asha")
        page, due = words(client.get(known.url)), words(client.get("/pole/markers/"))
    for said in (page, due):
        assert "polias-marker--over" in said
        assert "ran out" in said
        assert f"/pole/markers/review/{known.reference}?marker={one.pk}" in said


@pytest.mark.parametrize("typed", ["sam quill", "zz01abc", "12 lantern row"])
def test_every_row_of_a_search_says_what_it_warns_of(signed_in, cast, typed):
    asha = cast("asha")
    with acting(asha):
        marked = {
            "sam quill": record_person(actor=asha, forenames="Sam", surname="Quill"),
            "zz01abc": record_vehicle(actor=asha, registration="ZZ01 ABC"),
            "12 lantern row": record_location(actor=asha, address="12 Lantern Row"),
        }[typed]
        a_marker_on(marked, actor=asha)
    page = words(signed_in("asha").get("/search", {"q": typed}))
    for said in (marked.reference, "<b>High:</b> Violent", "Bit an officer", "until ", "Owner: Asha Verma."):
        assert said in page


def test_a_list_says_it_beside_the_reference(signed_in, cast, known):
    with acting(cast("asha")) as asha:
        a_marker_on(known, actor=asha)
    assert "Violent (High)" in words(signed_in("asha").get("/pole/people/"))


def test_who_may_only_read_finds_no_button(signed_in, cast, known):
    with acting(cast("asha")) as asha:
        a_marker_on(known, actor=asha)
    page = words(signed_in("carys").get(known.url))
    assert "Violent (High)" in page
    assert "/pole/markers/" not in page
    assert signed_in("carys").get(f"/pole/markers/add/{known.reference}").status_code == 403


def test_markers_to_review_are_those_of_ones_own_force_the_first_to_run_out_first(signed_in, cast, known):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        sooner = record_person(actor=asha, forenames="Sooner", surname="Reed")
        a_marker_on(known, actor=asha, until=days_from_now(30))
        a_marker_on(sooner, actor=asha, until=days_from_now(10))
    with acting(carys):
        theirs = record_person(actor=carys, surname="Wetherby")
        a_marker_on(theirs, actor=carys)
    page = words(signed_in("asha").get("/pole/markers/"))
    assert page.index(sooner.reference) < page.index(known.reference)
    assert theirs.reference not in page
    assert signed_in("erin").get("/pole/markers/").status_code == 404
