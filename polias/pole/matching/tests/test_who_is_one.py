"""Small tables of which anybody could say who is one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from polias.pole.matching.engine import match
from polias.pole.matching.kinds import mapping_of
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.tests.town import FORENAMES, SURNAMES, table, townspeople

MAPPING = mapping_of("forename=forename,surname=surname,date_of_birth=dob,postcode=postcode", "street")


def groups(*files: Path, mapping=MAPPING, **options) -> set[frozenset[str]]:
    """The ids that were put together, without those who stayed alone."""
    with match(files, id_column="ref", mapping=mapping, rejects=Rejects(), **options) as matched:
        found: dict[int, set[str]] = {}
        for record, cluster in zip(matched.ids, matched.clusters, strict=True):
            found.setdefault(cluster, set()).add(record)
    return {frozenset(each) for each in found.values() if len(each) > 1}


@pytest.fixture
def in_town(tmp_path):
    """Groups among a few rows in a town of strangers."""
    return lambda *rows: groups(table(tmp_path, *townspeople(), *rows))


def test_strangers_stay_apart(in_town):
    assert in_town() == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Robert,Marchbanks,1961-04-09", "Bob,Marchbanks,1961-04-09", id="a name for short"),
        pytest.param("Robert,Marchbanks,1961-04-09", "Marchbanks,Robert,1961-04-09", id="names swapped"),
        pytest.param("Robert,Marchbanks,1961-04-09", "Robert,Marchbanks,1961-09-04", id="day and month transposed"),
        pytest.param("Robert,Marchbanks,1961-04-09", "Robret,Marchbank,1961-04-09", id="misspelt"),
        pytest.param("Zoë,O'Marchbanks,1961-04-09", "ZOE,OMarchbanks,09/04/1961", id="accents, marks and capitals"),
        pytest.param("Robert James,Marchbanks,1961-04-09", "Robert,Marchbanks,1961-04-09", id="one forename more"),
        pytest.param("Robert,Marchbanks,1961-04-09", "R,Marchbanks,1961-04-09", id="an initial"),
        pytest.param("Jane,Marchbanks,1961-04-09", "Jane,Marchbanks-Fell,1961-04-09", id="a married name added"),
    ],
)
def test_one_person_written_in_two_ways_is_put_together(in_town, one, other):
    assert in_town(f"a,{one},ZZ9 4QT,3 Ropewalk", f"b,{other},ZZ9 4QT,3 Ropewalk") == {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Robert,Marchbanks,1961-04-09", "Daniel,Marchbanks,1961-04-09", id="twins"),
        pytest.param("Robert,Marchbanks,1961-04-09", "Robert,Marchbanks,1988-11-23", id="father and son of one name"),
        pytest.param("Robert,Marchbanks,1961-04-09", "Helen,Marchbanks,1963-12-30", id="husband and wife"),
    ],
)
def test_kin_at_one_address_stay_apart(in_town, one, other):
    assert in_town(f"a,{one},ZZ9 4QT,3 Ropewalk", f"b,{other},ZZ9 4QT,3 Ropewalk") == set()


def test_namesakes_in_different_places_stay_apart(in_town):
    assert in_town("a,Jo,Ackley,1970-01-02,ZZ9 4QT,3 Ropewalk", "b,Jo,Ackley,1954-10-30,XX1 9BB,8 Hill Top") == set()


def test_somebody_who_moved_is_put_together(in_town):
    rows = ("a,Robert,Marchbanks,1961-04-09,ZZ9 4QT,3 Ropewalk", "b,Robert,Marchbanks,1961-04-09,XX1 9BB,8 Hill Top")
    assert in_town(*rows) == {frozenset("ab")}


def test_two_files_are_linked_across(tmp_path):
    people = townspeople()
    ours = table(tmp_path, *people[:40], name="ours.csv")
    theirs = table(tmp_path, *(f"x{row}" for row in people[20:]), name="theirs.csv")
    assert groups(ours, theirs) == {frozenset({f"t{n}", f"xt{n}"}) for n in range(20, 40)}


def test_a_full_name_in_one_column_is_taken_apart(tmp_path):
    rows = ("a,Mr Robert Marchbanks,1961-04-09", 'b,"Marchbanks, Bob",09.04.1961', "c,Helen Inskip,1961-04-10")
    file = table(tmp_path, *rows, header="ref,name,dob")
    assert groups(file, mapping=mapping_of("full_name=name,date_of_birth=dob", "")) == {frozenset("ab")}


def test_where_hardly_anybody_stands_twice_namesakes_are_not_taken_for_people_who_moved(tmp_path):
    """A whole town of households in which names go with one another, as Welsh forenames with Welsh surnames do."""
    rows, town = [], [row.split(",") for row in townspeople(1_500)]
    for n, (ref, _forename, _surname, born, *_home) in enumerate(town):
        household = n // 3
        origin = household % 6
        forename, surname = FORENAMES[5 * origin + n % 5], SURNAMES[3 * origin + household // 6 % 3]
        rows.append(",".join((ref, forename, surname, born, *town[household][4:])))
    twice = ("a,Robert,Marchbanks,1961-04-09,ZZ9 4QT,3 Ropewalk", "b,Bob,Marchbank,1961-09-04,ZZ9 4QT,3 Ropewalk")
    assert groups(table(tmp_path, *rows, *twice)) == {frozenset("ab")}
