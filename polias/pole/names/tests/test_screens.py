"""Other names on a person's pages: recorded with them, changed, added alone, and decided when two change them."""

from __future__ import annotations

import pytest

from polias.kit.access.acting import acting
from polias.kit.testing.pages import form_on, send
from polias.pole.markers.tests.factories import a_marker_on
from polias.pole.names.facts import OtherName
from polias.pole.names.queries import other_names
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person

WREN = {"names-0-kind": "maiden", "names-0-surname": "Wren", "names-0-to": "3/5/2001"}


@pytest.fixture
def marina(cast):
    asha = cast("asha")
    with acting(asha):
        return record(actor=asha, forenames="Marina", surname="Quill", names=(OtherName("maiden", "Wren"),))


def words(answer):
    return " ".join(answer.content.decode().split())


def names_of(cast, person):
    with acting(cast("asha")):
        return [(one.kind, one.text) for one in other_names(person.pk)]


def test_a_person_is_recorded_with_their_other_names(signed_in, cast):
    asha = signed_in("asha")
    told = {"surname": "Quill", "forenames": "Marina", "sex": "F", **WREN}
    answer = send(asha, "/pole/people/record", told)
    assert answer.status_code == 302
    page = words(asha.get(answer.url))
    assert "Surname before marriage" in page
    assert "Wren (until 3 May 2001)" in page
    assert answer.url in words(asha.get("/search", {"q": "marina wren"}))


def test_changing_details_keeps_the_names_and_an_emptied_row_takes_one_away(signed_in, cast, marina):
    asha, address = signed_in("asha"), f"{marina.url}/amend"
    assert send(asha, address, {"phone": "01632 960123"}).status_code == 302
    assert names_of(cast, marina) == [("maiden", "Wren")]
    more = {"names-1-kind": "nickname", "names-1-forenames": "Smudge"}
    assert send(asha, address, more).status_code == 302
    assert names_of(cast, marina) == [("nickname", "Smudge"), ("maiden", "Wren")]
    taken = {"names-1-surname": "", "names-1-forenames": "", "names-0-forenames": "Smudge"}
    assert send(asha, address, taken).status_code == 302
    assert names_of(cast, marina) == [("nickname", "Smudge")]


def test_what_is_wrong_with_a_name_is_said_and_nothing_typed_is_lost(signed_in, cast, marina):
    page = words(send(signed_in("asha"), f"{marina.url}/amend", {"names-0-to": "31/02/1990"}))
    assert "There is no such day in that month" in page
    assert 'value="31/02/1990"' in page
    assert names_of(cast, marina) == [("maiden", "Wren")]


def test_one_more_name_is_added_by_itself_whatever_was_changed_meanwhile(signed_in, cast, marina):
    client, asha = signed_in("asha"), cast("asha")
    opened = form_on(client.get(f"{marina.url}/add_name"))
    with acting(asha):
        kept = {"forenames": "Marina", "surname": "Quill", "date_of_birth": None, "sex": "F", "phone": ""}
        amend(marina, actor=asha, **kept, address="", postcode="")
    answer = client.post(f"{marina.url}/add_name", opened | {"kind": "alias", "forenames": "Mari"})
    assert (answer.status_code, names_of(cast, marina)) == (302, [("alias", "Mari"), ("maiden", "Wren")])
    assert "Enter the surname or the first names." in words(send(client, f"{marina.url}/add_name", {"kind": "alias"}))


def test_two_who_change_the_names_are_shown_both_and_decide(signed_in, cast, marina):
    client, ben = signed_in("asha"), cast("ben")
    opened = form_on(client.get(f"{marina.url}/amend"))
    with acting(ben):
        person = Person.objects.get(pk=marina.pk)
        kept = {"forenames": "Marina", "surname": "Quill", "date_of_birth": None, "sex": "X", "phone": ""}
        amend(person, actor=ben, **kept, address="", postcode="", names=(OtherName("maiden", "Heron"),))
    page = client.post(f"{marina.url}/amend", opened | {"names-0-surname": "Wrenn", "phone": "01632 960123"})
    said = words(page)
    for one in ("was changed meanwhile", "Surname before marriage: Heron", "Surname before marriage: Wrenn"):
        assert one in said
    decided = client.post(f"{marina.url}/amend", form_on(page) | {"keep_names": "mine"})
    assert (decided.status_code, names_of(cast, marina)) == (302, [("maiden", "Wrenn")])


def test_a_draft_holds_the_names_that_were_typed(signed_in, marina):
    client = signed_in("asha")
    opened = form_on(client.get(f"{marina.url}/amend"))
    typed = opened | {"names-1-kind": "alias", "names-1-surname": "Kittiwake"}
    assert client.post(f"/drafts/{opened['idempotency_key']}", typed).json()["saved"]
    assert 'value="Kittiwake"' in words(client.get(f"{marina.url}/amend"))


def test_a_program_reads_and_sends_names_and_reads_markers(signed_in, cast, marina):
    client = signed_in("asha")
    with acting(cast("asha")) as asha:
        one = a_marker_on(marina, actor=asha)
    read = client.get(f"/api{marina.url}")
    wren = {"kind": "maiden", "surname": "Wren", "forenames": "", "valid_from": None, "valid_to": None}
    assert read.json()["parts"]["names"] == [wren]
    (marker,) = read.json()["parts"]["markers"]
    assert (marker["id"], marker["kind"], marker["owner"]) == (str(one.pk), "VI", "Asha Verma")
    more = {"kind": "alias", "surname": "Heron", "valid_from": "2001-05-03"}
    how = {"headers": {"Idempotency-Key": "once", "If-Match": read.headers["ETag"]}}
    added = client.post(f"/api{marina.url}/add_name", more, "application/json", **how)
    assert added.status_code == 200, added.content
    assert [name["surname"] for name in added.json()["parts"]["names"]] == ["Heron", "Wren"]
    (listed,) = client.get("/api/pole/people/").json()["items"]
    assert listed["parts"] == added.json()["parts"]


def test_a_list_taken_out_holds_the_other_names(signed_in, marina):
    (row,) = signed_in("asha").get("/pole/people/", {"format": "json"}).json()["rows"]
    assert (row["Name"], row["Other names"]) == ("Marina Quill", "Wren")
    assert "Other names" not in words(signed_in("asha").get("/pole/people/")), "on the page it would be mostly empty"
