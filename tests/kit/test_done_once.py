"""A page that is no journey does its deed once too, however often its button is pressed."""

from __future__ import annotations

from polias.kit.access.acting import acting
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
