"""The writing verbs on real records: first states, versions, what is noted, conflicts, and parts."""

from __future__ import annotations

import json

import pytest

from polias.crime.corrections.actions import classify
from polias.crime.reports.actions import keyword
from polias.crime.reports.model import CrimeKeyword
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, fetch_any, visible_to
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, KeyReused, NotAllowed, NotFound
from polias.kit.record.types import DeclarationError, declare, record_type, record_types
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person

SAME = {"forenames": "", "date_of_birth": None, "sex": "X", "phone": "", "address": "", "postcode": ""}


@pytest.fixture
def asha(cast):
    with acting(cast("asha")) as actor:
        yield actor


@pytest.fixture
def person(asha):
    return record(actor=asha, surname="Adams")


def content(row):
    return json.loads(row.content)


def last_row(person):
    return AuditRow.objects.filter(record_id=person.pk).exclude(kind="consultation").order_by("-id").first()


def test_a_new_record_has_a_number_a_first_state_and_says_what_it_held(person):
    assert (person.reference, person.state, person.version) == ("NSH-PE-26-000001", "current", 1)
    row = last_row(person)
    assert (row.kind, row.verb) == ("collection", "pole.people.record")
    assert content(row)["after"]["surname"] == "Adams"


def test_a_change_notes_before_and_after_of_what_really_changed(asha, person):
    amend(person, actor=asha, surname="Baker", **SAME)
    noted = content(last_row(person))
    assert (noted["before"]["surname"], noted["after"]["surname"]) == ("Adams", "Baker")
    assert "forenames" not in noted["after"]


def test_one_deed_makes_one_version_however_much_it_changes(asha, person):
    changed = amend(person, actor=asha, surname="Baker", **(SAME | {"forenames": "Bea", "phone": "01632 960001"}))
    assert changed.version == 2
    assert fetch(Person, person.reference, actor=asha).version == 2


def test_two_people_never_overwrite_each_other(asha, person):
    amend(person, actor=asha, surname="Baker", version=1, **SAME)
    with pytest.raises(Conflict) as late:
        amend(person, actor=asha, surname="Clark", version=1, **SAME)
    assert late.value.current_version == 2
    assert fetch(Person, person.reference, actor=asha).surname == "Baker"


def test_a_repeated_request_is_done_once_and_answered_alike(asha):
    first = record(actor=asha, surname="Adams", idempotency_key="k")
    assert record(actor=asha, surname="Adams", idempotency_key="k").pk == first.pk
    assert Person.objects.count() == 1
    with pytest.raises(KeyReused):
        record(actor=asha, surname="Baker", idempotency_key="k")


def test_a_key_belongs_to_one_person(asha, cast):
    ben = cast("ben")
    record(actor=asha, surname="Adams", idempotency_key="k")
    record(actor=ben, surname="Adams", idempotency_key="k")
    assert Person.objects.count() == 2


def test_a_refused_request_leaves_its_key_free(asha, person):
    crime = a_crime(asha)
    with pytest.raises(NotAllowed):
        classify(crime, actor=asha, offence="46", rationale="x", idempotency_key="k")
    assert record(actor=asha, surname="Baker", idempotency_key="k").surname == "Baker"


def test_parts_are_seen_in_the_history_of_their_record(asha):
    crime = a_crime(asha)
    keyword(crime, actor=asha, codes=("domestic-abuse",))
    noted = content(last_row(crime))
    (added,) = [rows for name, rows in noted["after"].items() if name.startswith("+ ")]
    assert [row["code"] for row in added] == ["domestic-abuse"]
    assert CrimeKeyword.objects.get(register_id=crime.pk).force_id == crime.force_id


def test_the_door_says_the_same_of_unknown_and_forbidden_records(asha, person, cast):
    carys = cast("carys")
    crime = a_crime(asha)
    said = set()
    with acting(carys):
        for reference in (crime.reference.replace("CR", "QU"), "NSH-QU-26-999999"):
            with pytest.raises(NotFound) as refused:
                fetch_any(reference, actor=carys)
            said.add(refused.value.sentence)
        assert len(said) == 1
        assert visible_to(Person, carys).count() == 2, "the person and the crime's victim are lent"


def test_a_look_at_one_record_is_logged_with_its_reason(asha, person):
    fetch(Person, person.reference, actor=asha, justification="Called back about the theft.")
    row = AuditRow.objects.filter(record_id=person.pk, kind="consultation").order_by("-id").first()
    assert content(row) == {"justification": "Called back about the theft."}


def test_two_types_never_share_a_number_a_prefix_or_a_name():
    from dataclasses import replace

    people = record_type("pole.people")
    with pytest.raises(DeclarationError, match="share a number or a prefix"):
        declare(replace(people, name="pole.folk"))
    with pytest.raises(DeclarationError, match=r"TYPE is .pole\.people."):
        declare(replace(people, name="pole.folk", number=999, prefix="FO"))
    assert len(record_types()) == 17
