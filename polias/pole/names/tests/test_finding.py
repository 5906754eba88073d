"""A person is found by every name they have or had, and the answer says by which."""

from __future__ import annotations

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.errors import Conflict, RuleBreach
from polias.kit.search.model import SearchKey
from polias.pole.names.facts import OtherName
from polias.pole.names.model import PersonName
from polias.pole.names.queries import other_names, whole_names
from polias.pole.people.actions import add_name, amend, record
from polias.pole.people.queries import find_people, people_like

WREN = OtherName("maiden", "Wren", "", None, date(2001, 5, 3))
SMUDGE = OtherName("nickname", "", "Smudge")
ORIGINAL = OtherName("original", "Вороненко", "Марина")
KNOWN = {"forenames": "Marina", "surname": "Quill", "date_of_birth": date(1980, 3, 12)}
DETAILS = {**KNOWN, "sex": "X", "phone": "", "address": "", "postcode": ""}


@pytest.fixture
def marina(cast):
    asha = cast("asha")
    with acting(asha):
        return record(actor=asha, **KNOWN, names=(WREN, SMUDGE, ORIGINAL))


def found(cast, words):
    asha = cast("asha")
    with acting(asha):
        return [(one.person.pk, one.why) for one in people_like(words, actor=asha)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("marina wren", "Surname before marriage Wren; same surname; same first name"),
        ("Marena Ren 1980", "Surname before marriage Wren"),
        ("smudge quill", "Called Smudge; same surname; same first name"),
        ("Марина Вороненко", "In its own script Марина Вороненко; same surname; same first name"),
        ("wren, marina 12/03/1980", "Surname before marriage Wren; same surname; same first name; same date of birth"),
        ("marina quill", "Same surname; same first name"),
    ],
)
def test_any_of_their_names_finds_a_person_and_the_reason_says_which(cast, marina, words, why):
    ((who, reason),) = found(cast, words)
    assert who == marina.pk
    assert reason.startswith(why)


def test_a_person_with_many_names_is_one_result_and_counted_once(cast, marina):
    asha = cast("asha")
    with acting(asha):
        add_name(marina, actor=asha, kind="alias", surname="Quille", forenames="Marina")
        finding = find_people("marina quill", actor=asha)
    assert [one.person.pk for one in finding.rows] == [marina.pk]
    assert finding.ids == {marina.pk}
    assert finding.rows[0].why.startswith("Same surname"), "by the name that she bears now"


def test_a_name_that_was_taken_away_finds_nobody_and_stays_in_the_history(cast, marina):
    asha = cast("asha")
    with acting(asha):
        amend(marina, actor=asha, **DETAILS, names=(SMUDGE, ORIGINAL))
        row = AuditRow.objects.get(record_id=marina.pk, verb="pole.people.amend")
        assert other_names(marina.pk) == (SMUDGE, ORIGINAL)
    assert found(cast, "marina wren") == []
    assert "Name taken away: surname before marriage Wren (until 3 May 2001)" in row.content


def test_what_stays_is_the_row_it_was_and_names_that_are_not_spoken_of_stay(cast, marina):
    asha = cast("asha")
    with acting(asha):
        before = set(PersonName.objects.filter(register_id=marina.pk).values_list("pk", flat=True))
        keys = set(SearchKey.objects.filter(register_id=marina.pk).values_list("pk", flat=True))
        amend(marina, actor=asha, **DETAILS | {"phone": "01632 960123"})
        assert set(PersonName.objects.filter(register_id=marina.pk).values_list("pk", flat=True)) == before
        assert keys < set(SearchKey.objects.filter(register_id=marina.pk).values_list("pk", flat=True))


def test_a_name_is_added_to_what_is_there_and_not_twice(cast, marina):
    asha = cast("asha")
    with acting(asha):
        add_name(marina, actor=asha, kind="alias", forenames="Mari", surname="Heron")
        with pytest.raises(Conflict):
            add_name(marina, actor=asha, kind="alias", forenames="Mari", surname=" Heron ")
        with pytest.raises(RuleBreach):
            add_name(marina, actor=asha, kind="alias", surname="  ")
        assert len(other_names(marina.pk)) == 4
    ((who, why),) = found(cast, "mari heron")
    assert (who, why.startswith("Also known as Mari Heron")) == (marina.pk, True)


def test_names_of_a_person_who_is_not_ones_to_see_find_nobody(cast):
    carys = cast("carys")
    with acting(carys):
        record(actor=carys, forenames="Ada", surname="Reed", names=(OtherName("alias", "Kittiwake", "Ada"),))
    assert found(cast, "ada kittiwake") == []
    with acting(cast("asha")):
        assert not PersonName.objects.exists()


def test_a_name_of_one_part_is_filled_up_from_the_persons_own():
    names = [(one.forenames, one.surname) for one in whole_names("Marina", "Quill", (WREN, SMUDGE, ORIGINAL))]
    assert names == [("Marina", "Quill"), ("Marina", "Wren"), ("Smudge", "Quill"), ("Марина", "Вороненко")]
