"""Recording and changing people."""

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person
from polias.pole.people.queries import people_like

DETAILS = {"sex": "X", "phone": "", "address": "", "postcode": ""}


def test_a_recorded_person_has_a_reference_and_a_collection_in_the_audit(cast):
    asha = cast("asha")
    with acting(asha):
        person = record(actor=asha, forenames="John", surname="Smith", date_of_birth=date(1980, 3, 12))
        row = AuditRow.objects.get(record_id=person.pk)
        assert person.reference.startswith("NSH-PE-")
        assert (row.kind, row.verb) == ("collection", "pole.people.record")
        assert '"surname":"Smith"' in row.content


def test_a_changed_person_keeps_before_and_after_and_gets_a_new_version(cast):
    asha = cast("asha")
    with acting(asha):
        person = record(actor=asha, forenames="John", surname="Smith")
        amend(person, actor=asha, forenames="Jon", surname="Smith", date_of_birth=None, **DETAILS)
        row = AuditRow.objects.get(record_id=person.pk, kind="alteration")
        assert fetch(Person, person.reference, actor=asha).version == 2
        before, after = row.content.split('"before":')
        assert '"forenames":"Jon"' in before
        assert '"forenames":"John"' in after


def test_two_people_changing_the_same_version_do_not_overwrite_each_other(cast):
    asha, ben = cast("asha"), cast("ben")
    with acting(asha):
        person = record(actor=asha, surname="Smith")
        amend(person, actor=asha, forenames="A", surname="Smith", date_of_birth=None, version=1, **DETAILS)
    with acting(ben), pytest.raises(Conflict):
        amend(person, actor=ben, forenames="B", surname="Smith", date_of_birth=None, version=1, **DETAILS)


def test_PERSON_01_refuses_a_person_without_a_surname(cast):
    asha = cast("asha")
    with acting(asha), pytest.raises(RuleBreach) as refusal:
        record(actor=asha, surname="  ")
    assert [b.code for b in refusal.value.breaches] == ["PERSON-01"]


def test_a_name_spelt_otherwise_finds_the_person_and_says_why(cast):
    asha = cast("asha")
    with acting(asha):
        person = record(actor=asha, forenames="Jonathan", surname="Smyth", date_of_birth=date(1980, 3, 12))
        found = people_like("jon smith 1980", actor=asha)
    assert [f.person.pk for f in found] == [person.pk]
    assert found[0].why


def test_carys_sees_what_the_agreement_lends_and_may_not_change_it(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        person = record(actor=asha, surname="Smith")
    with acting(carys):
        seen = fetch(Person, person.reference, actor=carys)
        with pytest.raises(NotAllowed):
            amend(seen, actor=carys, forenames="", surname="Jones", date_of_birth=None, **DETAILS)


def test_asha_does_not_see_what_eastmoor_has_not_lent(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(carys):
        person = record(actor=carys, surname="Jones")
    with acting(asha), pytest.raises(NotFound):
        fetch(Person, person.reference, actor=asha)


def test_the_same_key_sent_twice_records_one_person(cast):
    asha = cast("asha")
    with acting(asha):
        one = record(actor=asha, surname="Smith", idempotency_key="k1")
        two = record(actor=asha, surname="Smith", idempotency_key="k1")
    assert one.pk == two.pk


def test_PERSON_03_refuses_somebody_very_like_without_a_reason(cast):
    """Somebody very like a person on record is recorded only with a listed reason why it is another person."""
    asha = cast("asha")
    jon = {"forenames": "Jon", "surname": "Smyth", "date_of_birth": date(1980, 3, 12)}
    with acting(asha):
        record(actor=asha, **jon)
        for why in ({}, {"why_another": "because"}, {"why_another": "other", "another_words": " "}):
            with pytest.raises(RuleBreach) as refusal:
                record(actor=asha, **jon, **why)
            assert [b.code for b in refusal.value.breaches] == ["PERSON-03"]
        assert record(actor=asha, **jon, why_another="relative").version == 1
        assert record(actor=asha, **(jon | {"date_of_birth": date(1952, 8, 1)})), "a father of one name"
        assert record(actor=asha, **(jon | {"forenames": "Ada"})), "a twin"
