"""What a program may do is what a person may do: same door, same rules, same log, refusals as problems."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from django.test import Client

from polias.kit.access.acting import acting
from polias.kit.models import ActorRow, AuditRow
from polias.kit.record.action import all_actions
from polias.kit.record.types import record_types
from polias.kit.rest.api import api, offered_actions

PEOPLE = "/api/pole/people/"
AMENDED = {
    "surname": "Baker", "forenames": "", "date_of_birth": None, "sex": "F", "phone": "", "address": "", "postcode": "",
}  # fmt: skip


@pytest.fixture
def asha(signed_in):
    return Program(signed_in("asha"))


class Program:
    """A program with the session of a person."""

    def __init__(self, client):
        self.client = client

    def get(self, address, **headers):
        return self.client.get(address, headers=headers)

    def post(self, address, body, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(address, json.dumps(body), content_type="application/json", headers=named)

    def person(self, key="k1", **fields):
        return self.post(PEOPLE + "record", {"surname": "Adams", **fields}, Idempotency_Key=key)


def test_a_record_is_made_read_and_listed(asha):
    made = asha.person()
    assert made.status_code == 201
    address = made.headers["Location"]
    assert made.json()["fields"]["surname"] == "Adams"
    read = asha.get(address)
    assert (read.status_code, read.json(), read.headers["ETag"]) == (200, made.json(), '"1"')
    assert [one["reference"] for one in asha.get(PEOPLE).json()["items"]] == [made.json()["reference"]]


def test_the_same_key_makes_one_record_and_a_key_with_other_words_is_refused(asha):
    assert asha.person().json() == asha.person().json()
    refused = asha.person(surname="Baker")
    assert (refused.status_code, refused.json()["type"]) == (422, "key-reused")
    assert len(asha.get(PEOPLE).json()["items"]) == 1


def test_nothing_is_written_without_a_key(asha):
    address = asha.person().headers["Location"]
    for refused in (
        asha.post(PEOPLE + "record", {"surname": "Adams"}),
        asha.post(address + "/amend", AMENDED, If_Match='"1"'),
    ):
        assert (refused.status_code, refused.json()["type"]) == (400, "idempotency-key-missing")
        assert refused.headers["Content-Type"] == "application/problem+json"


def test_a_version_that_is_known_is_not_sent_again(asha):
    address = asha.person().headers["Location"]
    same = asha.get(address, **{"If-None-Match": 'W/"9", "1"'})
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", '"1"')
    assert asha.get(address, **{"If-None-Match": '"2"'}).status_code == 200


def test_two_programs_never_overwrite_each_other(asha):
    address = asha.person().headers["Location"]
    first = asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a")
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    second = asha.post(address + "/amend", AMENDED | {"surname": "Clark"}, If_Match='"1"', Idempotency_Key="b")
    assert (second.status_code, second.json()["current_version"]) == (412, 2)
    again = asha.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="a")
    assert (again.status_code, again.json()) == (200, first.json()), "the same request again is answered as before"
    assert asha.get(address).json()["fields"]["surname"] == "Baker"


def test_a_breached_rule_is_named_with_field_sentence_and_source(asha):
    refused = asha.person(date_of_birth="2199-01-01")
    (breach,) = refused.json()["breaches"]
    assert refused.status_code == 422
    assert (breach["code"], breach["field"]) == ("PERSON-02", "date_of_birth")
    assert breach["sentence"].endswith(".")
    assert breach["source"]
    assert asha.get(PEOPLE).json()["items"] == []


def test_all_mistakes_of_shape_are_named_at_once_in_plain_sentences(asha):
    refused = asha.post(PEOPLE + "record", {"surnam": "Adams", "sex": "unknown"}, Idempotency_Key="k")
    told = {one["field"]: one["sentence"] for one in refused.json()["breaches"]}
    assert told == {
        "surname": "This is missing.",
        "surnam": "This is not asked for; check how it is spelt.",
        "sex": "Use one of: 'F', 'M' or 'X'.",
    }


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"text"', "\x00", '{"surname": "\\u0000"}', '{"surname": NaN}']
)
def test_a_body_that_is_none_is_refused(asha, body):
    refused = asha.client.post(
        PEOPLE + "record", body, content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert refused.status_code in (400, 422)
    assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/", 404),
        ("get", "/api/nothing", 404),
        ("get", "/api/pole/people/NSH-PE-26-999999", 404),
        ("get", "/api/pole/people/%00", 400),
        ("get", "/api/pole/people/?state=gone", 422),
        ("get", "/api/pole/people/?limit=0", 422),
        ("get", "/api/pole/people/?after=x", 422),
        ("get", "/api/boards/papers/", 404),
        ("delete", "/api/pole/people/NSH-PE-26-000001", 405),
        ("post", "/api/pole/people/", 405),
    ],
)
def test_every_refusal_is_a_problem(asha, method, address, status):
    refused = getattr(asha.client, method)(address)
    assert (refused.status_code, refused.headers["Content-Type"]) == (status, "application/problem+json")
    assert refused.json()["status"] == status


def test_an_unknown_record_and_one_that_is_not_yours_get_the_same_answer(asha, signed_in):
    logs = Program(signed_in("idris"))
    body = {"channel": "999", "received_at": "2026-01-02T12:00:00Z", "opening_code": "crime-shop-theft", "summary": "x"}
    log = logs.post("/api/contact/logs/take", body, Idempotency_Key="k")
    assert log.status_code == 201, log.content
    carys = Program(signed_in("carys"))
    forbidden, unknown = carys.get(log.headers["Location"]), carys.get("/api/contact/logs/NSH-LG-26-999999")
    assert (forbidden.status_code, forbidden.content) == (404, unknown.content)


def test_carys_reads_what_is_lent_and_changes_nothing_of_it(asha, signed_in):
    address, carys = asha.person().headers["Location"], Program(signed_in("carys"))
    assert carys.get(address).status_code == 200
    refused = carys.post(address + "/amend", AMENDED, If_Match='"1"', Idempotency_Key="k")
    assert (refused.status_code, refused.json()["type"]) == (403, "not-allowed")


def test_looks_are_logged_as_on_a_page(asha, cast):
    address = asha.person().headers["Location"]
    asha.get(address)
    asha.get(PEOPLE + "?state=current")
    with acting(cast("asha")):
        verbs = AuditRow.objects.filter(kind="consultation").order_by("id").values_list("verb", "content")
        assert [verb for verb, _content in verbs] == ["view", "pole.people.list"]
        assert '"terms":"state=current"' in verbs[1][1]


def test_long_lists_come_in_pages_that_neither_repeat_nor_leave_out(asha):
    made = [asha.person(key=f"k{n}").json()["reference"] for n in range(5)]
    seen, address = [], PEOPLE + "?limit=2"
    while address:
        page = asha.get(address).json()
        seen += [one["reference"] for one in page["items"]]
        address = page["next"]
    assert seen == made[::-1]


def test_nobody_is_served_without_signing_in(client):
    refused = client.get(PEOPLE)
    assert (refused.status_code, refused.headers["Content-Type"]) == (401, "application/problem+json")
    assert client.get("/api/openapi.json").status_code == 200, "the description names no record"


def test_a_forged_request_is_refused_and_one_with_the_token_is_done(db):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        ActorRow.objects.get(user__username="asha").user, backend="django.contrib.auth.backends.ModelBackend"
    )
    body = {"data": json.dumps({"surname": "Adams"}), "content_type": "application/json"}
    forged = strict.post(PEOPLE + "record", **body, headers={"Idempotency-Key": "k"})
    assert (forged.status_code, "CSRF" in forged.json()["title"]) == (403, True)
    token = strict.get("/api/me").json()["csrf_token"]
    done = strict.post(PEOPLE + "record", **body, headers={"Idempotency-Key": "k", "X-CSRFToken": token})
    assert done.status_code == 201


def test_each_offered_verb_of_each_type_has_its_address_and_no_other():
    # Verbs are known once their rooms are loaded, and this one's only by the page that asks for it.
    import_module("polias.crime.decisions.actions")
    described = api().get_openapi_schema(path_prefix="/api/")["paths"]
    verbs = {
        operation["operationId"]: address
        for address, operations in described.items()
        for method, operation in operations.items()
        if method == "post" and not address.endswith("/files")
    }
    offered = {f"{t.name}.{one.verb}" for t in record_types() for one in offered_actions(t)}
    assert set(verbs) == offered
    files = {f"{t.name}.{verb}" for t in record_types() for verb in ("attach", "detach")}
    hidden = {f"{one.type_name}.{one.verb}" for one in all_actions() if not one.offered} - files
    assert hidden == {
        "quality.queue.enter_the_queue", "quality.queue.come_back", "contact.logs.crime_recorded_from",
        "boards.actions.close_by_owner",
        # A report that was no crime keeps its decision on its log, in the same deed.
        "contact.logs.not_recorded", "contact.logs.keep_without_crime",
        # A force's own list of classes or outcomes: by a command, since it is no record.
        "crime.reports.load_edition",
        # What a paper that was read brings with it, when it is accepted on its page.
        "boards.readings.record", "boards.readings.accept", "boards.bodies.met_before",
        "boards.meetings.take_from_paper", "boards.actions.take_from_paper", "boards.actions.tell_again",
        "boards.actions.close_as_told",
        # What the matching engine found, and people whom another system held first: many at once, by a command.
        "pole.pairs.put_forward", "pole.pairs.renew", "pole.pairs.come_back", "pole.pairs.link_by_itself",
        "pole.pairs.no_longer_found", "pole.pairs.find_again", "pole.pairs.draw",
        "pole.people.take_in", "pole.people.take_in_links", "pole.locations.take_in",
        "pole.organisations.take_in", "pole.vehicles.take_in", "crime.imported.take_in",
        # Whoever was about to be recorded anew, and was chosen beside the form.
        "pole.people.recognise",
    }  # fmt: skip
    assert verbs["crime.reports.classify"] == "/api/crime/reports/{reference}/classify"
