"""A page that is no journey does its deed once too, however often its button is pressed."""

from __future__ import annotations

from polias.kit.access.acting import acting
from polias.kit.emergency.actions import open_in_emergency
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.testing.pages import form_on
from tests.architecture.makers import made
from tests.kit.test_merging import words


def test_an_emergency_opened_by_two_presses_is_one_access_with_one_alert(signed_in, cast):
    _maker, one = made("contact.logs", cast)
    carys = signed_in("carys")
    answers = {"reference": one.reference, "reason": "A child is missing and this is the last address."}
    form = form_on(carys.get("/emergency")) | answers
    first, second = (carys.post("/emergency", form) for _press in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, one.url)
    other = carys.post("/emergency", form | {"reason": "Something else altogether."})
    assert (other.status_code, "already sent with other answers" in words(other)) == (422, True)
    with acting(cast("carys")):
        assert EmergencyAccess.objects.count() == 1


REASON = "A child is missing and this is the last address."


def test_the_reason_for_an_emergency_is_kept_until_it_is_sent(signed_in, cast):
    _maker, one = made("contact.logs", cast)
    carys = signed_in("carys")
    form = form_on(carys.get("/emergency")) | {"reference": one.reference, "reason": REASON, "last_field": "reason"}
    assert carys.post(f"/drafts/{form['idempotency_key']}", form).json()["saved"]
    assert "Open a record in an emergency" in words(carys.get("/"))
    again = carys.get("/emergency")
    assert {name: form_on(again)[name] for name in ("idempotency_key", "reference", "reason")}.items() <= form.items()
    assert "There is a problem" not in words(again)
    assert form_on(carys.get(f"/emergency?reference={one.reference}"))["reason"] == REASON
    assert form_on(carys.get("/emergency?reference=NSH-CR-26-0000001"))["reason"] == "", "these words are about another"
    assert carys.post("/emergency", form_on(again)).url == one.url
    assert form_on(carys.get("/emergency"))["reason"] == ""


def test_words_about_a_record_that_is_not_found_are_kept_too(signed_in, cast):
    carys = signed_in("carys")
    form = form_on(carys.get("/emergency")) | {"reference": "NSH-CR-26-9999999", "reason": REASON}
    carys.post(f"/drafts/{form['idempotency_key']}", form)
    assert carys.post("/emergency", form).status_code == 404
    assert form_on(carys.get("/emergency"))["reason"] == REASON


def test_what_a_reviewer_writes_is_kept_until_it_is_sent(signed_in, cast):
    _maker, one = made("contact.logs", cast)
    opened = open_in_emergency(one.reference, actor=cast("carys"), reason=REASON)
    supervisor, address = signed_in("fola"), f"/emergency/{opened.access_id}"
    form = form_on(supervisor.get(address)) | {"words": "The child was found there."}
    assert supervisor.post(f"/drafts/{form['idempotency_key']}", form).json()["saved"]
    assert form_on(supervisor.get(address))["words"] == "The child was found there."
    sent = supervisor.post(address, form | {"verdict": "proper"})
    assert (sent.status_code, sent.url) == (302, "/emergency/reviews")
    assert "Review an emergency access" not in words(supervisor.get("/"))
