"""A program writes only on what it has read, and what it sends twice is done once and answered alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named, as_system
from polias.kit.idempotency.keys import ANSWERS_ARE_KEPT, forget_answers
from polias.kit.idempotency.model import IdempotencyRow
from polias.kit.record.action import all_actions
from polias.kit.record.types import record_types
from polias.kit.rest.api import api, offered_actions
from polias.kit.rest.tests.test_api import AMENDED, PEOPLE, Program


@pytest.fixture
def asha(signed_in):
    return Program(signed_in("asha"))


@pytest.fixture
def address(asha):
    return asha.person().headers["Location"]


@pytest.mark.parametrize("headers", [{}, {"If_Match": "*"}, {"If_Match": " "}])
def test_a_change_that_names_no_version_is_refused_with_428(asha, address, headers):
    refused = asha.post(address + "/amend", AMENDED, Idempotency_Key="k", **headers)
    assert (refused.status_code, refused.json()["type"]) == (428, "version-missing")
    assert "If-Match" in refused.json()["detail"]
    assert asha.get(address).json()["fields"]["surname"] == "Adams"


@pytest.mark.parametrize("tag", ["1", '"1", "2"', '"1', "'1'", "W/1"])
def test_what_is_no_tag_is_refused_with_400(asha, address, tag):
    assert asha.post(address + "/amend", AMENDED, Idempotency_Key="k", If_Match=tag).status_code == 400


@pytest.mark.parametrize("tag", ['"0"', '"2"', '"another"', 'W/"9"', '"99999999999"'])
def test_another_version_is_refused_with_412_and_told_the_one_there_is(asha, address, tag):
    refused = asha.post(address + "/amend", AMENDED, Idempotency_Key="k", If_Match=tag)
    assert (refused.status_code, refused.json()["current_version"]) == (412, 1)


def test_a_proxy_that_compresses_does_not_stop_the_change(asha, address):
    assert asha.post(address + "/amend", AMENDED, Idempotency_Key="k", If_Match='W/"1"').status_code == 200


def test_every_verb_on_a_record_asks_for_the_version_and_every_verb_for_a_key():
    described = api().get_openapi_schema(path_prefix="/api/")["paths"]
    posts = {o["post"]["operationId"]: o["post"] for o in described.values() if "post" in o}
    assert len(posts) == sum(len(offered_actions(t)) + 1 for t in record_types()), "the verbs, and adding a file"
    for one in all_actions():
        if one.offered:
            operation = posts[f"{one.type_name}.{one.verb}"]
            headers = {p["name"]: p["required"] for p in operation["parameters"] if p["in"] == "header"}
            assert headers["Idempotency-Key"]
            assert ("If-Match" in headers) == (428 in operation["responses"]) == (not one.creates)


def test_also_a_verb_that_names_no_version_is_refused_on_an_older_one(asha, signed_in):
    from tests.architecture.makers import made

    _maker, crime = made("crime.reports", actor_named)
    address = f"/api{crime.url}/keyword"
    first = asha.post(address, {"codes": ["alcohol"]}, If_Match=f'"{crime.version}"', Idempotency_Key="a")
    assert first.status_code == 200, first.content
    second = asha.post(address, {"codes": ["drugs"]}, If_Match=f'"{crime.version}"', Idempotency_Key="b")
    assert second.status_code == 412, second.content


def test_a_repeat_is_answered_word_for_word_even_after_others_changed_the_record(asha, address):
    again = asha.person()
    first = asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a")
    asha.post(address + "/amend", AMENDED | {"surname": "Clark"}, If_Match='"2"', Idempotency_Key="b")
    repeat, made = asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a"), asha.person()
    for one, other in ((first, repeat), (again, made)):
        assert (one.status_code, one.content, one.headers["ETag"]) == (
            other.status_code, other.content, other.headers["ETag"],
        )  # fmt: skip
        assert one.headers["Content-Type"] == other.headers["Content-Type"]
    assert made.headers["Location"] == address


def test_the_same_key_for_another_version_or_another_reason_is_another_request(asha, address):
    asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a")
    for body, tag in ((AMENDED, '"2"'), (AMENDED | {"reasons": {"X-1": "because"}}, '"1"')):
        refused = asha.post(address + "/amend", body, If_Match=tag, Idempotency_Key="a")
        assert (refused.status_code, refused.json()["type"]) == (422, "key-reused")


def test_a_refused_request_leaves_its_key_free(asha, address):
    stale = asha.post(address + "/amend", AMENDED, If_Match='"7"', Idempotency_Key="a")
    done = asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a")
    assert (stale.status_code, done.status_code) == (412, 200)


def test_answers_are_forgotten_after_a_day_and_the_deed_is_still_done_once(asha, address):
    with acting(actor_named("asha")):
        IdempotencyRow.objects.update(created_at=timezone.now() - ANSWERS_ARE_KEPT - timedelta(minutes=1))
    with as_system():
        assert forget_answers() == 1
    assert asha.person().headers["Location"] == address
    assert len(asha.get(PEOPLE).json()["items"]) == 1
