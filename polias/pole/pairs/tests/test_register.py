"""A run over the force's own register: pairs go into the queue once, and come back on new evidence."""

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.errors import NotAllowed
from polias.kit.restriction.actions import restrict
from polias.pole.names.facts import OtherName
from polias.pole.pairs.actions import not_the_same, same_person
from polias.pole.pairs.queries import evidence_of, waiting
from polias.pole.pairs.register import match_register
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person

#: Forty strangers, so that there is a register to learn from.
GIVEN = ("Amina", "Bertram", "Cora", "Desmond", "Edith", "Farouk", "Greta", "Hugo", "Ivy", "Joel")
FAMILY = ("Ashdown", "Birchall", "Crossley", "Dunmore")
MARY = {"forenames": "Mary", "surname": "Quibell", "sex": "F", "date_of_birth": date(1984, 7, 9),
        "phone": "07700 900417", "address": "12 Tanner Lane", "postcode": "ZZ1 4AB"}  # fmt: skip
MISSPELT = {"surname": "Quibel", "phone": "", "why_another": "unknown"}


@pytest.fixture
def strangers(cast):
    asha = cast("asha")
    with acting(asha):
        for n, given in enumerate(GIVEN):
            for k, family in enumerate(FAMILY):
                born = date(1950 + 3 * n + 7 * k, 1 + (n + k) % 12, 1 + (5 * n + 3 * k) % 28)
                home = {"phone": f"07700 9{n}{k}{n}{k}{n}", "postcode": f"ZZ{n} {k}AA", "address": f"{n + k} Mill Way"}
                record(actor=asha, forenames=given, surname=family, date_of_birth=born, **home)


def mary_twice(cast, **otherwise):
    asha = cast("asha")
    with acting(asha):
        return record(actor=asha, **MARY), record(actor=asha, **(MARY | MISSPELT | otherwise))


def queue_of(actor):
    with acting(actor):
        return list(waiting(actor))


@pytest.mark.usefixtures("strangers")
def test_somebody_recorded_twice_is_one_pair_with_evidence_however_often_it_runs(cast):
    kit = cast("kit")
    people = mary_twice(cast)
    first = match_register(kit)
    assert (first.people, first.outcomes["new"]) == (42, 1)
    (pair,) = queue_of(kit)
    assert (pair.one_id, pair.other_id) == (people[0].pk, people[1].pk)
    with acting(kit):
        said = {e.field: e.level for e in evidence_of(pair)}
    assert (said["forename"], said["birth"], said["surname"]) == ("equal", "equal", "sounds alike")
    assert "phone" not in said
    again = match_register(kit)
    assert again.outcomes == {"new": 0, "again": 0, "back": 0, "kept": 1}
    assert [p.pk for p in queue_of(kit)] == [pair.pk]


@pytest.mark.usefixtures("strangers")
def test_a_pair_told_apart_stays_so_until_either_person_is_known_better(cast):
    asha, kit = cast("asha"), cast("kit")
    _one, other = mary_twice(cast)
    match_register(kit)
    with acting(kit):
        not_the_same(queue_of(kit)[0], actor=kit)
    assert match_register(kit).outcomes["back"] == 0
    with acting(asha):
        amend(other, actor=asha, **MARY)
    assert match_register(kit).outcomes["back"] == 1
    (pair,) = queue_of(kit)
    with acting(kit):
        assert {e.level for e in evidence_of(pair)} == {"equal"}


@pytest.mark.usefixtures("strangers")
def test_a_pair_that_was_linked_is_not_asked_again(cast):
    kit = cast("kit")
    mary_twice(cast)
    match_register(kit)
    with acting(kit):
        same_person(queue_of(kit)[0], actor=kit)
    assert match_register(kit).outcomes == {"new": 0, "again": 0, "back": 0, "kept": 1}


@pytest.mark.usefixtures("strangers")
def test_whom_the_steward_may_not_see_is_not_compared(cast):
    ben, kit, lena = cast("ben"), cast("kit"), cast("lena")
    _one, other = mary_twice(cast)
    with acting(ben):
        restrict(other, actor=ben, level="invisible", reason="A source is at risk.", people=(lena.id,))
    run = match_register(kit)
    assert (run.people, run.found) == (41, 0)


@pytest.mark.usefixtures("strangers")
def test_reading_the_register_is_logged_as_a_combination(cast):
    kit = cast("kit")
    match_register(kit)
    with acting(kit):
        row = AuditRow.objects.get(actor_id=kit.id, kind="combination", verb=f"{Person.TYPE}.match")
        assert row.content == '{"rows":"40"}'


@pytest.mark.usefixtures("strangers")
def test_other_forces_people_are_not_compared(cast):
    carys, kit = cast("carys"), cast("kit")
    mary_twice(cast)
    with acting(carys):
        record(actor=carys, **MARY, why_another="unknown")
    assert match_register(kit).people == 42


def test_an_investigator_does_not_run_it(cast):
    with pytest.raises(NotAllowed):
        match_register(cast("asha"))


def test_a_register_of_nobody_and_of_one_has_no_pairs(cast):
    kit = cast("kit")
    assert match_register(kit).found == 0
    with acting(cast("asha")):
        record(actor=cast("asha"), **MARY)
    assert match_register(kit).found == 0


@pytest.mark.usefixtures("strangers")
def test_somebody_known_by_a_surname_before_marriage_is_found_by_it(cast):
    kit = cast("kit")
    married = {"surname": "Oxenholme", "date_of_birth": date(1984, 7, 8), "address": "", "postcode": "", "phone": ""}
    people = mary_twice(cast, **married)
    assert match_register(kit).found == 0
    with acting(cast("asha")):
        amend(people[1], actor=cast("asha"), **(MARY | married), names=(OtherName("maiden", "Quibell"),))
    run = match_register(kit)
    assert (run.people, run.outcomes["new"]) == (42, 1), "her other name makes no third person of her"
    (pair,) = queue_of(kit)
    assert {pair.one_id, pair.other_id} == {people[0].pk, people[1].pk}
    with acting(kit):
        said = {e.field: e.level for e in evidence_of(pair)}
    assert (said["surname"], said["other_names"]) == ("equal", "found by it")


@pytest.mark.usefixtures("strangers")
def test_two_names_of_one_person_are_no_pair(cast):
    asha, kit = cast("asha"), cast("kit")
    with acting(asha):
        record(actor=asha, **MARY, names=(OtherName("maiden", "Quibel"), OtherName("nickname", forenames="Molly")))
    assert (match_register(kit).people, queue_of(kit)) == (41, [])


@pytest.mark.usefixtures("strangers")
def test_a_pair_that_a_later_run_no_longer_finds_is_closed_and_says_why(cast):
    asha, kit = cast("asha"), cast("kit")
    _one, other = mary_twice(cast)
    match_register(kit)
    (pair,) = queue_of(kit)
    elsewhere = {"forenames": "Ottoline", "surname": "Braithwaite", "date_of_birth": date(1931, 2, 3),
                 "address": "9 Quay Road", "postcode": "YY3 8TT"}  # fmt: skip
    with acting(asha):
        amend(other, actor=asha, **(MARY | {"phone": ""} | elsewhere))
    run = match_register(kit)
    assert (run.closed, queue_of(kit)) == (1, [])
    with acting(kit):
        pair.refresh_from_db()
        assert "no longer alike" in pair.note
    with acting(asha):
        amend(other, actor=asha, **MARY)
    assert match_register(kit).outcomes["back"] == 1
    assert [p.pk for p in queue_of(kit)] == [pair.pk]


@pytest.mark.usefixtures("strangers")
def test_a_stricter_run_closes_nothing(cast):
    kit = cast("kit")
    mary_twice(cast)
    match_register(kit)
    assert match_register(kit, at_least=90.0).closed == 0
    assert len(queue_of(kit)) == 1
