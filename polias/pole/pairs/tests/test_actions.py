"""Pairs are put forward once, decided, taken back, and come back on new evidence alone."""

import pytest
from django.db import IntegrityError, transaction

from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.restriction.actions import exclude, restrict
from polias.pole.pairs.actions import (
    come_back,
    not_the_same,
    put_forward,
    same_person,
    take_back,
    unsure,
)
from polias.pole.pairs.model import Pair
from polias.pole.pairs.queries import about, evidence_of, recorded_also_as, waiting
from polias.pole.pairs.tests.factories import ALIKE, JON, JONATHAN, a_pair, two_people
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person


def test_a_pair_waits_with_its_evidence_the_record_made_first_first(cast):
    kit = cast("kit")
    pair = a_pair(cast("asha"), kit)
    with acting(kit):
        assert [p.pk for p in waiting(kit)] == [pair.pk]
        assert [e.field for e in evidence_of(pair)] == ["birth", "surname", "forename"]
        assert pair.one.surname == JON["surname"]


def test_two_people_make_one_pair_whichever_comes_first(cast):
    kit, people = cast("kit"), two_people(cast("asha"))
    a_pair(cast("asha"), kit, people=people)
    with acting(kit), pytest.raises(IntegrityError), transaction.atomic():
        put_forward(actor=kit, people=(people[0].pk, people[1].pk), weight=3.0, said=ALIKE)


def test_the_same_person_is_linked_on_both_pages_and_neither_record_goes(cast):
    asha, kit = cast("asha"), cast("kit")
    pair = a_pair(asha, kit)
    with acting(kit):
        same_person(pair, actor=kit)
    with acting(asha):
        one, other = (fetch(Person, p.reference, actor=asha) for p in (pair.one, pair.other))
        assert [p.pk for p in recorded_also_as(one, actor=asha)] == [other.pk]
        assert [p.pk for p in recorded_also_as(other, actor=asha)] == [one.pk]


def test_three_records_of_one_person_are_shown_on_each_of_the_three_pages(cast):
    asha, kit = cast("asha"), cast("kit")
    first, second = two_people(asha)
    with acting(asha):
        third = record(actor=asha, **JON, why_another="unknown")
    for people in ((first, second), (second, third)):
        pair = a_pair(asha, kit, people=people)
        with acting(kit):
            same_person(pair, actor=kit)
    with acting(asha):
        assert {p.pk for p in recorded_also_as(first, actor=asha)} == {second.pk, third.pk}


def test_a_decision_that_is_taken_back_ends_the_link_and_the_pair_waits(cast):
    kit = cast("kit")
    pair = a_pair(cast("asha"), kit)
    with acting(kit):
        same_person(pair, actor=kit)
        back = take_back(pair, actor=kit, remark="They are brothers.")
        assert (back.state, back.decided_at) == ("waiting", None)
        assert recorded_also_as(pair.one, actor=kit) == []


def test_two_stewards_do_not_both_decide(cast):
    kit, hal = cast("kit"), cast("hal")
    pair = a_pair(cast("asha"), kit)
    with acting(kit):
        not_the_same(pair, actor=kit)
    with acting(hal), pytest.raises(Conflict):
        same_person(pair, actor=hal)


def test_PAIR_01_a_decided_pair_does_not_come_back_while_nothing_has_changed(cast):
    """A decided pair comes back only when what identifies either person has changed, or its score has risen far."""
    kit = cast("kit")
    pair = a_pair(cast("asha"), kit)
    with acting(kit):
        not_the_same(pair, actor=kit)
        with pytest.raises(RuleBreach) as refusal:
            come_back(pair, actor=kit, weight=pair.weight + 3.9, said=ALIKE)
        assert [b.code for b in refusal.value.breaches] == ["PAIR-01"]
        assert come_back(pair, actor=kit, weight=pair.weight + 4.0, said=ALIKE).state == "waiting"


@pytest.mark.parametrize("decide", [not_the_same, unsure])
def test_a_decided_pair_comes_back_when_somebody_learns_more_of_either_person(cast, decide):
    asha, kit = cast("asha"), cast("kit")
    pair = a_pair(asha, kit)
    with acting(kit):
        decide(pair, actor=kit)
    with acting(asha):
        amend(pair.other, actor=asha, **(JONATHAN | {"phone": "07700 900123", "address": ""}))
    with acting(kit):
        again = come_back(pair, actor=kit, weight=pair.weight, said=ALIKE[:1])
        assert (again.state, [e.field for e in evidence_of(again)]) == ("waiting", ["forename"])


def test_investigators_and_other_forces_decide_nothing(cast):
    asha, kit, carys = cast("asha"), cast("kit"), cast("carys")
    pair = a_pair(asha, kit)
    with acting(asha), pytest.raises(NotAllowed):
        same_person(pair, actor=asha)
    with acting(carys), pytest.raises(NotFound):
        fetch(Pair, pair.reference, actor=carys)


def test_a_pair_is_locked_with_either_person_and_opened_with_the_last(cast):
    ben, kit, lena = cast("ben"), cast("kit"), cast("lena")
    pair = a_pair(cast("asha"), kit)
    with acting(ben):
        restrict(pair.one, actor=ben, level="invisible", reason="A source is at risk.", people=(lena.id,))
    with acting(kit):
        assert list(waiting(kit)) == []
        assert about(pair.other, actor=kit, states=("waiting",)) == []
        with pytest.raises(NotFound):
            fetch(Pair, pair.reference, actor=kit)


def test_whoever_is_kept_from_a_person_is_kept_from_every_pair_of_it(cast):
    asha, ben, kit, hal = cast("asha"), cast("ben"), cast("kit"), cast("hal")
    people = two_people(asha)
    with acting(ben):
        exclude(people[0], actor=ben, person=hal.id, reason="The person is her brother.")
    pair = a_pair(asha, kit, people=people)
    with acting(cast("hal")) as again, pytest.raises(NotFound):
        fetch(Pair, pair.reference, actor=again)
