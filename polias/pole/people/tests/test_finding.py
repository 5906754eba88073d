"""Finding people whose names are misspelt, from elsewhere or hidden, through the vocabulary of names."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import connection

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.restriction.actions import restrict
from polias.kit.search.filed import names_near, pepper
from polias.kit.search.keys import name_key
from polias.kit.search.probes import names_typed
from polias.kit.search.query import parse_query
from polias.pole.people.actions import amend, record
from polias.pole.people.model import Person
from polias.pole.people.queries import ENOUGH_ALIKE, people_like

DETAILS = {"sex": "X", "phone": "", "address": "", "postcode": ""}


def near_to(surname: str) -> set[int]:
    """The numbers of names near to a surname that the vocabulary gives the session's actor."""
    typed = names_typed(parse_query(surname), pepper=pepper())
    surnames, _forenames = names_near(typed, Person.TYPE)
    return {int(one.key) for one in surnames if one.nearness < 1}


@pytest.mark.parametrize(
    ("typed", "forenames", "surname"),
    [
        ("hjelen wainwrigth", "Helen", "Wainwright"),
        ("helen qainwright", "Helen", "Wainwright"),
        ("wainwrght helne", "Helen", "Wainwright"),
        ("hutghes dave", "David", "Hughes"),
        ("fetaherstone", "Ann", "Featherstone"),
        ("oksana shevchenko", "Оксана", "Шевченко"),
        ("Оксана Шевченко", "Oksana", "Shevchenko"),
        ("mohammed almasri", "محمد", "المصري"),
        ("georgios papadopulos", "Γεώργιος", "Παπαδόπουλος"),
        ("wisniewska malgorzata", "Małgorzata", "Wiśniewska"),
        ("wai ming cheung", "伟明", "张"),
    ],
)
def test_a_person_is_found_under_a_name_that_shares_no_spelling_with_the_recorded_one(cast, typed, forenames, surname):
    with acting(cast("asha")) as asha:
        person = record(actor=asha, forenames=forenames, surname=surname)
        found = people_like(typed, actor=asha)
    assert person.pk in [one.person.pk for one in found]
    assert (person.forenames, person.surname) == (forenames, surname)


def test_a_name_one_slip_away_is_nearer_than_one_that_only_sounds_the_same(cast):
    with acting(cast("asha")) as asha:
        for surname in ("Rite", "Wrighk"):
            record(actor=asha, forenames="Ann", surname=surname)
        typed = names_typed(parse_query("wright"), pepper=pepper())
        near, _forenames = names_near(typed, Person.TYPE)
    found = [int(one.key) for one in near]
    assert found.index(int(name_key("wrighk", pepper()))) < found.index(int(name_key("rite", pepper())))


@pytest.mark.parametrize("typed", ["wainwrigth 1980", "hlene wainwright 1980", "wainwright 12/09/1980"])
def test_among_many_namesakes_the_year_of_birth_leads_to_the_right_one(cast, typed):
    with acting(cast("asha")) as asha:
        for year in range(1920, 2000):
            record(actor=asha, forenames="Helen", surname="Wainwright", date_of_birth=date(year, 3, 12))
        found = people_like(typed, actor=asha)
    assert found[0].person.date_of_birth == date(1980, 3, 12)


def test_the_vocabulary_knows_a_name_from_its_first_bearer_to_its_last(cast):
    quill = int(name_key("quillfeather", pepper()))
    with acting(cast("asha")) as asha:
        assert quill not in near_to("quilfeather")
        people = [record(actor=asha, surname="Quillfeather") for _number in range(2)]
        assert quill in near_to("quilfeather")
        for left, person in ((True, people[0]), (False, people[1])):
            amend(person, actor=asha, forenames="", surname="Rook", date_of_birth=None, **DETAILS)
            assert (quill in near_to("quilfeather")) is left


def test_a_hidden_name_is_in_the_vocabulary_of_those_alone_who_see_its_bearer(module_database):
    """It is found under a misspelt name before it is hidden; afterwards all is as if there had never been one."""
    quill = int(name_key("quillfeather", pepper()))
    with acting(actor_named("asha")) as asha:
        person = record(actor=asha, surname="Quillfeather", forenames="Ottoline")
    with acting(actor_named("hal")) as hal:
        assert quill in near_to("quilfeather")
        assert [one.person.pk for one in people_like("otoline quilfeather", actor=hal)] == [person.pk]
    with acting(actor_named("ben")) as ben:
        restrict(person, actor=ben, level="invisible", reason="A source.", people=(actor_named("lena").id,))
    with acting(actor_named("hal")) as hal:
        assert near_to("quilfeather") == set()
        assert people_like("ottoline quillfeather", actor=hal) == []
    with acting(actor_named("lena")) as lena:
        assert [one.person.pk for one in people_like("ottoline quillfeather", actor=lena)] == [person.pk]
    with psycopg.connect(module_database.owner_url) as owner:
        cells = owner.execute("select distinct mod(cell, 10) from kit_nearname where name = %s", [quill]).fetchall()
    assert cells == [(6,)], "what is left of the name lies where only those named come"


def test_no_number_of_hidden_namesakes_keeps_an_open_one_from_being_found(module_database):
    """What is capped is capped among those whom the actor sees."""
    with acting(actor_named("ben")) as ben:
        for _number in range(3):
            hidden = record(actor=ben, surname="Quarrington", forenames="Ada")
            restrict(hidden, actor=ben, level="invisible", reason="A source.", people=(actor_named("lena").id,))
        seen = record(actor=ben, surname="Quarrington", forenames="Ada")
    with acting(actor_named("hal")) as hal, connection.cursor() as cursor:
        cursor.execute(
            "select id from polias_filed(1, %s::bigint[], '{1}', '{1}', 10)",
            [f"{{{int(name_key('quarrington', pepper()))}}}"],
        )
        assert cursor.fetchall() == [(seen.pk,)]
        assert [one.person.pk for one in people_like("ada quarrington", actor=hal)] == [seen.pk]


def test_who_shares_neither_name_is_found_by_a_second_look_unless_the_first_was_enough(cast):
    """Both names misspelt, and between each and the right one stand many others that are nearer."""
    with acting(cast("asha")) as asha:
        for letter in "bcdfghjklmnpqrst":
            record(actor=asha, forenames="Philippa", surname=f"Qu{letter}nce")
            record(actor=asha, forenames=f"Bo{letter}ren", surname="Jasper")
        wanted = record(actor=asha, forenames="Doren", surname="Qumce")
        assert wanted.pk in [one.person.pk for one in people_like("boren qunce", actor=asha, most=100)]
        for number in range(ENOUGH_ALIKE):
            record(actor=asha, forenames="Boren", surname="Qunce", date_of_birth=date(1970 + number, 3, 12))
        assert wanted.pk not in [one.person.pk for one in people_like("boren qunce", actor=asha, most=100)]
