"""What links by itself in a run, once a force lets it; and the sample by which it is measured."""

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.restriction.actions import exclude
from polias.pole.links.model import Link
from polias.pole.markers.tests.factories import a_marker_on
from polias.pole.pairs import by_itself, register
from polias.pole.pairs.actions import held_back, not_the_same, same_person, take_back
from polias.pole.pairs.figures import figures
from polias.pole.pairs.model import Drawn, Pair
from polias.pole.pairs.queries import recorded_also_as, waiting
from polias.pole.pairs.register import draw_sample, match_register
from polias.pole.pairs.tests.factories import a_pair, two_people
from polias.pole.pairs.tests.test_register import MARY, strangers  # noqa: F401  a fixture
from polias.pole.people.actions import record

FATHER = {"forenames": "Edgar", "surname": "Quibell", "sex": "M", "date_of_birth": date(1951, 2, 3),
          "phone": "07700 900418", "address": "12 Tanner Lane", "postcode": "ZZ1 4AB"}  # fmt: skip
SON = FATHER | {"date_of_birth": date(1979, 9, 21)}
TWIN = MARY | {"forenames": "Maud"}


@pytest.fixture
def switched_on(monkeypatch):
    """A force that lets pairs of five bits and more link, all of whose reviewed pairs were right."""
    monkeypatch.setattr(by_itself, "policy", lambda force_id, key: "5")
    monkeypatch.setattr(register, "measured_from", lambda weight, actor: 0.999)


def recorded(actor, *people):
    with acting(actor):
        return [record(actor=actor, **one, why_another="unknown") for one in people]


@pytest.mark.usefixtures("strangers")
def test_nothing_links_by_itself_unless_the_force_says_so(cast):
    kit = cast("kit")
    recorded(cast("asha"), MARY, MARY)
    assert (match_register(kit).linked, match_register(kit).found) == (0, 1)


@pytest.mark.usefixtures("strangers", "switched_on")
def test_one_person_links_by_itself_and_stays_in_sight_to_be_taken_apart(cast):
    asha, kit = cast("asha"), cast("kit")
    one, other = recorded(asha, MARY, MARY)
    assert match_register(kit).linked == 1
    with acting(kit):
        (pair,) = waiting(kit, state="linked")
        assert [p.pk for p in recorded_also_as(one, actor=kit)] == [other.pk]
        assert Link.objects.get(role="same_person").source == "Linked by itself"
        not_the_same(pair, actor=kit)
        assert recorded_also_as(one, actor=kit) == []
    assert match_register(kit).linked == 0


@pytest.mark.usefixtures("strangers", "switched_on")
@pytest.mark.parametrize("people", [(MARY, TWIN), (FATHER, SON)], ids=["twins", "father and son"])
def test_twins_and_father_and_son_of_one_name_at_one_address_never_link_by_themselves(cast, people):
    one, _other = recorded(cast("asha"), *people)
    kit = cast("kit")
    assert match_register(kit, at_least=-6.0).linked == 0
    with acting(kit):
        assert recorded_also_as(one, actor=kit) == []


@pytest.mark.usefixtures("strangers", "switched_on")
def test_a_warning_on_either_side_leaves_the_pair_to_a_person(cast):
    asha, kit = cast("asha"), cast("kit")
    _one, other = recorded(asha, MARY, MARY)
    with acting(asha):
        a_marker_on(other, actor=asha)
    assert match_register(kit).linked == 0
    with acting(kit):
        assert len(waiting(kit)) == 1


@pytest.mark.usefixtures("strangers", "switched_on")
def test_what_somebody_took_back_does_not_link_by_itself_afterwards(cast):
    kit = cast("kit")
    recorded(cast("asha"), MARY, MARY)
    match_register(kit)
    with acting(kit):
        (pair,) = waiting(kit, state="linked")
        take_back(same_person(pair, actor=kit), actor=kit, remark="Not sure after all.")
    assert match_register(kit).linked == 0


def test_whoever_is_kept_from_a_person_holds_the_pair_back_and_nothing_else_does(cast):
    asha, ben, kit = cast("asha"), cast("ben"), cast("kit")
    people = two_people(asha)
    pair = a_pair(asha, kit, people=people)
    with acting(kit):
        assert not held_back(pair)
    with acting(ben):
        exclude(people[0], actor=ben, person=asha.id, reason="Her brother.")
    with acting(kit):
        assert held_back(pair)
    with acting(cast("carys")):
        assert held_back(pair), "whoever does not see the pair learns nothing of it"


@pytest.mark.usefixtures("strangers")
def test_a_sample_is_drawn_once_a_quarter_and_its_decisions_give_the_figures(cast):
    asha, kit = cast("asha"), cast("kit")
    recorded(asha, MARY, MARY, FATHER, FATHER | {"phone": ""})
    assert draw_sample(kit, size=8).people == 44
    with acting(kit):
        drawn = list(Drawn.objects.all())
        assert {row.stands_for for row in drawn} == {1.0}
        before = figures(kit)
        assert (before.precision, before.recorded_twice) == (None, 0)
        for pair in Pair.objects.select_related("register"):
            (same_person if pair.weight > 0 else not_the_same)(pair, actor=kit)
        told = figures(kit)
        assert told.recorded_twice == 2
        assert told.precision.value == told.recall.value == 1.0
        assert told.precision.low < 0.9, "two reviewed pairs prove little"
        assert told.passed_over["unknown"] == 2
    again = draw_sample(kit, size=8)
    assert again.outcomes["kept"] == len(drawn)


def test_a_supervisor_sees_how_often_a_likeness_was_passed_over_and_why(signed_in, cast):
    recorded(cast("asha"), MARY, MARY)
    page = signed_in("ben").get("/pole/pairs/figures").content.decode()
    assert "1 of 2 people were recorded although somebody very like was on record" in page
    assert "I cannot tell now, and it cannot wait" in page
    assert signed_in("asha").get("/pole/pairs/figures").status_code == 404
