"""People of another system's table become people here, each once, with where they came from."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.origins.queries import origins_of
from polias.pole.people.model import Person
from polias.pole.people.queries import people_like

HEADER = "Record ID,Last Name,First Name,Middle Name,DOB,Gender,Home Telephone,Address 1,Town,Post Code,Eye colour"
MARY = "N1,Marchbanks,Mary,Ann,09/04/1961,Female,01632 960123,3 Ropewalk,Northport,ZZ9 4QT,grey"
JOHN = "N2,Inskip,John,,13/02/1975,m,,,,,"


def table(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture
def people(cast):
    """Everybody whom Kit sees, by surname."""

    def read():
        with acting(cast("kit")) as kit:
            return {one.surname: one for one in Person.objects.visible_to(kit)}

    return read


def test_columns_are_known_by_their_headings_and_those_left_out_are_named(bring_in, people):
    said = bring_in(table(MARY, JOHN))
    assert "2 rows of people: 2 taken in, 0 held already, 0 rejected." in said.stdout
    assert "Not taken: Eye colour." in said.stderr
    mary = people()["Marchbanks"]
    assert (mary.forenames, mary.date_of_birth, mary.sex) == ("Mary Ann", date(1961, 4, 9), "F")
    assert (mary.phone, mary.address, mary.postcode) == ("01632 960123", "3 Ropewalk, Northport", "ZZ9 4QT")
    assert people()["Inskip"].sex == "M"


def test_who_was_brought_in_is_found_by_another_spelling_and_knows_where_it_came_from(bring_in, cast, signed_in):
    bring_in(table(MARY), "--source", "old custody system")
    with acting(cast("kit")) as kit:
        (found,) = people_like("marie marchbanks 1961", actor=kit)
        (origin,) = origins_of(found.person)
    assert (origin.source, origin.own_id) == ("old custody system", "N1")
    page = signed_in("asha").get(found.person.url).content.decode()
    assert "Brought in from another system" in page
    assert "old custody system" in page


def test_the_audit_has_a_row_for_each_person_and_one_for_the_whole(bring_in, people, cast):
    bring_in(table(MARY, JOHN, "N3,,No,Surname,,,,,,,"))
    mary = people()["Marchbanks"]
    with acting(cast("kit")) as kit:
        row = AuditRow.objects.get(record_id=mary.pk, kind="collection")
        whole = json.loads(AuditRow.objects.get(verb="pole.people.import").content)
    assert (row.actor_id, row.verb, row.reference) == (kit.id, "pole.people.take_in", mary.reference)
    assert '"surname":"Marchbanks"' in row.content
    assert '"own_id":"N1"' in row.content
    assert {name: whole[name] for name in ("file", "taken", "rejected", "source")} == {
        "file": "people.csv", "taken": "2", "rejected": "1", "source": "people",
    }  # fmt: skip


def test_the_same_file_again_adds_nobody_also_under_another_name_and_zipped(bring_in, people):
    bring_in(table(MARY, JOHN))
    again = [
        bring_in(table(MARY, JOHN)),
        bring_in(table(JOHN, MARY), name="copy of people.csv"),
        bring_in(gzip.compress(table(MARY, JOHN).encode()), name="people.csv.gz"),
    ]
    assert all("0 taken in, 2 held already, 0 rejected" in one.stdout for one in again)
    assert len(people()) == 2


def test_rows_without_an_id_are_known_again_by_what_they_say(bring_in, people):
    header = "forename,surname,dob"
    rows = ["Mary,Marchbanks,09/04/1961", "John,Inskip,13/02/1975", "Mary,Marchbanks,9 April 1961"]
    said = bring_in(table(*rows, header=header))
    assert [(row["line"], row["taken"], row["reason"]) for row in said.rejects] == [
        ("4", "no", "Line 2 says the same.")
    ]
    assert "0 taken in, 2 held already" in bring_in(table(*rows[:2], header=header)).stdout
    assert len(people()) == 2


def test_a_file_that_says_something_else_of_an_id_changes_nothing_and_says_so(bring_in, people):
    bring_in(table(MARY, JOHN))
    (row,) = bring_in(table(MARY.replace("Mary", "Maria"), JOHN)).rejects
    assert people()["Marchbanks"].reference in row["reason"]
    assert (row["line"], row["taken"], row["First Name"]) == ("2", "no", "Maria")
    assert people()["Marchbanks"].forenames == "Mary Ann"


def test_two_systems_with_the_same_ids_are_told_apart_by_their_names(bring_in, people):
    bring_in(table(MARY), "--source", "ours")
    said = bring_in(table("N1,Rook,Jo,,,,,,,,"), "--source", "theirs")
    assert "1 taken in, 0 held already" in said.stdout
    assert set(people()) == {"Marchbanks", "Rook"}


def test_a_file_cut_short_is_simply_brought_in_again(bring_in, people):
    bring_in(table(MARY))
    assert "1 taken in, 1 held already" in bring_in(table(MARY, JOHN)).stdout
    assert len(people()) == 2


def test_a_dry_run_says_what_would_be_and_writes_nothing(bring_in, people, cast):
    said = bring_in(table(MARY, JOHN, "N3,,No,Surname,,,,,,,"), "--dry-run")
    assert "3 rows of people: 2 would be taken in, 0 are held already, 1 would be rejected." in said.stdout
    assert "Marchbanks" in said.stdout
    assert [row["Record ID"] for row in said.rejects] == ["N3"]
    assert people() == {}
    with acting(cast("kit")):
        assert not AuditRow.objects.filter(verb="pole.people.import").exists()


def test_columns_may_be_named_and_left_out(bring_in, people):
    header = "ref,known as,born on,tel,sex"
    said = bring_in(
        table("1,Mary Marchbanks,04/13/1961,01632 960123,F", "2,John Inskip,04/01/1970,,M", header=header),
        "--map", "full_name=known as,date_of_birth=born on,phone=", "--id", "ref",
    )  # fmt: skip
    assert "id: ref" in said.stderr
    assert "In dates the month comes first." in said.stderr
    mary = people()["Marchbanks"]
    assert (mary.forenames, mary.date_of_birth, mary.phone) == ("Mary", date(1961, 4, 13), "")


def test_a_program_is_told_in_json(bring_in):
    said = json.loads(bring_in(table(MARY, JOHN, JOHN), "--json").stdout)
    assert (said["read"], said["taken"], said["held"], said["rejected"]) == (3, 2, 0, 1)
    assert said["columns"]["address"] == ["Address 1", "Town"]
    assert said["reasons"] == {"an id twice": 1}


def test_whoever_may_not_bring_people_in_is_refused(bring_in, people):
    refused = bring_in(table(MARY), who="asha").exception
    assert refused.sentence == "Asha Verma may not bring records in."
    assert "Data steward" in refused.do
    assert people() == {}


def test_whoever_sees_no_locked_person_is_told_no_more_than_that_it_is_held(bring_in, cast, people):
    from polias.kit.restriction.actions import restrict

    bring_in(table(MARY))
    mary = people()["Marchbanks"]
    ben, lena = cast("ben"), cast("lena")
    with acting(ben):
        restrict(mary, actor=ben, level="invisible", reason="A source is at risk.", people=(lena.id,))
    assert people() == {}
    said = bring_in(table(MARY.replace("Mary", "Maria"), JOHN))
    assert "1 taken in, 1 held already, 0 rejected" in said.stdout
    assert said.rejects == []
