"""Search keys are filed anew for everybody, hidden ones too, from wherever a run that was cut short had come."""

from __future__ import annotations

import json

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.cli.database import as_owner
from polias.kit.models import SearchKey
from polias.kit.restriction.actions import restrict
from polias.kit.search import refiling
from polias.kit.search.refiling import filed_types, is_filed_otherwise, refile
from polias.pole.names.facts import OtherName
from polias.pole.people.actions import search_keys
from polias.pole.people.model import Person
from polias.pole.people.queries import people_like
from polias.pole.public import record_location, record_person


@pytest.fixture
def filed(own_database):
    """Three people and a place; nobody but Lena sees the last of the people. As the owner, ``damage`` spoils keys."""
    asha, ben, lena = actor_named("asha"), actor_named("ben"), actor_named("lena")
    with acting(asha):
        people = [record_person(actor=asha, forenames="Jo", surname=name) for name in ("Marchbanks", "Inskip", "Rook")]
        record_location(actor=asha, address="12 Lantern Row", postcode="ZZ1 1AA")
    with acting(ben):
        restrict(people[2], actor=ben, level="invisible", reason="A source is at risk.", people=(lena.id,))
    return own_database, people


def as_filed(person):
    return sorted(SearchKey.objects.filter(register_id=person.pk).values_list("key", flat=True))


def test_what_is_filed_wrongly_is_filed_anew_and_counted(filed, tmp_path):
    database, people = filed
    marchbanks, inskip, rook = people
    database.as_owner(
        f"delete from kit_searchkey where register_id = '{marchbanks.pk}'",
        f"update kit_searchkey set key = key + 1 where register_id = '{rook.pk}'",
    )
    with as_owner(database.owner_url):
        rows = set(SearchKey.objects.filter(register_id=inskip.pk).values_list("pk", flat=True))
        of_people, of_places, *_others = refile(tmp_path / "place")
        assert (of_people.records, of_people.wrong) == (3, 2)
        assert (of_places.records, of_places.wrong) == (1, 0)
        assert [as_filed(one) for one in people] == [sorted(search_keys(one)) for one in people]
        assert set(SearchKey.objects.filter(register_id=inskip.pk).values_list("pk", flat=True)) == rows
        assert [one.wrong for one in refile(tmp_path / "place")] == [0] * len(filed_types())
    with acting(actor_named("asha")) as asha:
        assert [one.person.pk for one in people_like("jo marchbanks", actor=asha)] == [marchbanks.pk]
        assert people_like("jo rook", actor=asha) == []
    with acting(actor_named("lena")) as lena:
        assert [one.person.pk for one in people_like("jo rook", actor=lena)] == [rook.pk]


def test_records_filed_in_an_earlier_way_are_known_by_the_oldest_or_by_a_run_cut_short(filed, tmp_path):
    database, (oldest, *_others) = filed
    place = tmp_path / "place"
    with as_owner(database.owner_url):
        assert not is_filed_otherwise(place)
        SearchKey.objects.filter(register_id=oldest.pk).delete()
        assert is_filed_otherwise(place)
        refile(place)
        assert not is_filed_otherwise(place)
        place.write_text("{}")
        assert is_filed_otherwise(place)


def test_whoever_has_another_name_is_filed_under_that_too(filed, tmp_path):
    database, (_person, *_others) = filed
    with acting(actor_named("asha")) as asha:
        married = record_person(
            actor=asha, forenames="Jo", surname="Wick", names=(OtherName("birth", surname="Quillfeather"),)
        )
    database.as_owner("delete from kit_searchkey")
    with as_owner(database.owner_url):
        refile(tmp_path / "place")
        assert as_filed(married) == sorted(search_keys(married))
    with acting(actor_named("asha")) as asha:
        assert [one.person.pk for one in people_like("jo quillfeather", actor=asha)] == [married.pk]


def test_a_key_that_is_filed_twice_is_filed_once(filed, tmp_path):
    database, (person, *_others) = filed
    database.as_owner(
        "insert into kit_searchkey (id, register_id, cell, key)"
        f" select gen_random_uuid(), register_id, cell, key from kit_searchkey where register_id = '{person.pk}'"
    )
    with as_owner(database.owner_url):
        assert refile(tmp_path / "place")[0].wrong == 1
        assert as_filed(person) == sorted(search_keys(person))


def test_a_run_that_was_cut_short_goes_on_from_there(filed, tmp_path, monkeypatch):
    database, people = filed
    monkeypatch.setattr(refiling, "BATCH", 1)
    seen = []

    def cut_short(count):
        seen.append(count)
        if len(seen) == 2:
            raise KeyboardInterrupt

    database.as_owner("delete from kit_searchkey")
    place = tmp_path / "place"
    with as_owner(database.owner_url):
        with pytest.raises(KeyboardInterrupt):
            refile(place, step=cut_short)
        assert json.loads(place.read_text())["pole.people"]["records"] == 2
        of_people, *_others = refile(place)
        assert (of_people.records, of_people.wrong) == (3, 3)
        assert all(as_filed(one) == sorted(search_keys(one)) for one in people)
    assert not place.exists()


def test_what_is_changed_while_it_runs_is_filed_as_it_is_then(filed, tmp_path, monkeypatch):
    """Read first without a lock: the change of a moment later must not be undone."""
    database, (person, *_others) = filed
    database.as_owner("delete from kit_searchkey")
    right = refiling._wrong_among
    calls = []

    def changed_meanwhile(declared, records):
        found = right(declared, records)
        if not calls:
            database.as_owner(f"update pole_person set surname = 'Zander' where register_id = '{person.pk}'")
        calls.append(records)
        return found

    monkeypatch.setattr(refiling, "_wrong_among", changed_meanwhile)
    with as_owner(database.owner_url):
        refile(tmp_path / "place")
        fresh = Person.objects.get(pk=person.pk)
        assert fresh.surname == "Zander"
        assert as_filed(fresh) == sorted(search_keys(fresh))
