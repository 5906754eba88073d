"""The pages of logs, as the people of the cast see them."""

import pytest
from django.utils import timezone

from polias.contact.logs.model import Log
from polias.contact.logs.tests.factories import a_log
from polias.kit.access.acting import acting
from polias.kit.testing.pages import send

CALL = {
    "summary": "Two bottles taken, he is still outside.",
    "opening_code": "crime-shop-theft",
    "where_text": "1 Lantern Row",
    "channel": "999",
    "response_grade": "priority",
    "outcome": "later",
    "thrive_threat": "He is outside.",
}


def a_call(**changes):
    now = timezone.localtime()
    at = {
        "received_at-day": now.day,
        "received_at-month": now.month,
        "received_at-year": now.year,
        "received_at-time": f"{now:%H:%M}",
    }
    return {**CALL, **at, **changes}


@pytest.fixture
def a_taken_log(cast):
    idris = cast("idris")
    with acting(idris):
        return a_log(idris)


def words(answer):
    return answer.content.decode()


def test_idris_takes_a_call_on_one_page_and_is_told_what_comes_next(signed_in, cast):
    answer = signed_in("idris").post("/contact/logs/take", a_call())
    assert answer.status_code == 200
    assert "somebody should be there by" in words(answer)
    assert "The log cannot close without it." in words(answer)
    with acting(cast("idris")):
        log = Log.objects.get(summary=CALL["summary"])
        assert (log.response_grade, log.vulnerability, log.location_text) == ("priority", "", "1 Lantern Row")


def test_a_call_without_words_keeps_what_was_typed_and_says_what_is_missing(signed_in):
    answer = signed_in("idris").post("/contact/logs/take", a_call(summary=""))
    assert "Say what was told, in a few words." in words(answer)
    assert "1 Lantern Row" in words(answer)


def test_the_page_of_a_log_shows_thrive_lines_clocks_and_what_can_be_done(signed_in, a_taken_log):
    idris = signed_in("idris")
    send(idris, f"{a_taken_log.url}/add_line", {"text": "Film secured."})
    page = words(idris.get(a_taken_log.url))
    for shown in ("Film secured.", "Recording", "Response", "Send somebody", "Not asked yet"):
        assert shown in page


JOURNEYS = [
    ("regrade", {"response_grade": "emergency", "reason": "He has a knife."}, "graded"),
    ("dispatch", {"unit": "NA12"}, "dispatched"),
    ("arrive", {}, "attended"),
    ("decide", {"decision": "no_crime", "reason": "He had paid."}, "attended"),
    (
        "assess_vulnerability",
        {
            "outcome": "not_vulnerable",
            "answer_unable-to-protect": "no",
            "answer_children-present": "no",
            "answer_repeat": "no",
        },
        "attended",
    ),
    ("close", {"closing_code": "no-crime", "qualifiers": ["business"]}, "closed"),
    ("reopen", {"reason": "He came back."}, "graded"),
]


def test_a_log_is_walked_to_its_end_by_its_pages(signed_in, a_taken_log, cast):
    idris = signed_in("idris")
    for verb, given, state in JOURNEYS:
        assert idris.get(f"{a_taken_log.url}/{verb}").status_code == 200, verb
        answer = send(idris, f"{a_taken_log.url}/{verb}", given)
        assert answer.status_code == 302, words(answer)
        with acting(cast("idris")):
            assert Log.objects.select_related("register").get(pk=a_taken_log.pk).state == state


def test_closing_too_early_says_everything_that_is_missing(signed_in, a_taken_log):
    page = words(send(signed_in("idris"), f"{a_taken_log.url}/close", {"closing_code": "no-crime"}))
    assert "Assess vulnerability, or say why it is not possible now." in page
    assert "Record the crime, or decide without one and say why, before you close." in page


def test_asha_sees_the_log_and_may_not_send_anybody(signed_in, a_taken_log):
    asha = signed_in("asha")
    assert asha.get(a_taken_log.url).status_code == 200
    assert asha.get(f"{a_taken_log.url}/dispatch").status_code == 403


@pytest.mark.parametrize("who", ["carys", "dev", "erin"])
def test_whoever_may_see_no_log_is_told_nothing_about_it(signed_in, a_taken_log, who):
    client = signed_in(who)
    assert client.get(a_taken_log.url).status_code == 404
    if who != "carys":
        assert client.get("/contact/logs/").status_code == 404
    else:
        assert a_taken_log.reference not in words(client.get("/contact/logs/"))


def test_the_list_narrows_to_those_whose_vulnerability_was_not_asked(signed_in, a_taken_log):
    page = words(signed_in("idris").get("/contact/logs/?vulnerability=unasked&grade=priority"))
    assert a_taken_log.reference in page


def test_an_assessment_asks_what_every_contact_is_asked_unless_it_is_not_possible(signed_in, a_taken_log):
    idris = signed_in("idris")
    page = words(send(idris, f"{a_taken_log.url}/assess_vulnerability", {"outcome": "not_vulnerable"}))
    assert "Choose an answer to “Is a child present" in page
    told = {"outcome": "not_possible", "reason": "The line went dead."}
    assert send(idris, f"{a_taken_log.url}/assess_vulnerability", told).status_code == 302
    assert "It was not possible during the contact: The line went dead." in words(idris.get("/"))
