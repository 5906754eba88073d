"""An export of nodes and relationships becomes people, places, vehicles, crimes and links; nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polias.crime.imported.model import ImportedCrime
from polias.crime.imported.rules import ImportedFacts, open_questions
from polias.crime.reports.model import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.origins.queries import origins_of
from polias.pole.public import Location, Organisation, Person, Vehicle, everything_found, linked_to

SAMPLE = Path(__file__).resolve().parents[5] / "shared" / "data" / "crime" / "pole"


@pytest.fixture
def there(cast):
    """Everything of a type that Kit sees, by its title."""

    def read(model):
        with acting(cast("kit")) as kit:
            return {one.title(): one for one in model.objects.visible_to(kit)}

    return read


@pytest.fixture
def links(cast):
    def read(record):
        with acting(cast("kit")) as kit:
            return {(one.role, one.record.title()) for one in linked_to(record, actor=kit)}

    return read


def test_nodes_become_records_by_what_their_labels_and_headings_mean(bring_in, export, there):
    bring_in(export)
    mary = there(Person)["Mary Marchbanks"]
    assert (mary.phone, mary.address, mary.postcode) == ("01632 960123", "3 Ropewalk", "ZZ9 4QT")
    assert set(there(Person)) == {"Mary Marchbanks", "John Inskip"}
    assert there(Location)["3 Ropewalk ZZ9 4QT"].h3_cell
    assert set(there(Vehicle)) == {"ZZ01ABC Lantern"}
    assert set(there(Organisation)) == {"Lantern Stores"}
    crime = there(ImportedCrime)["Theft"]
    assert (crime.number, str(crime.happened_on), crime.officer) == ("OLD/17/1", "2017-08-24", "Sergeant Wick")


def test_relationships_become_links_and_nobody_is_made_a_suspect(bring_in, export, there, links):
    bring_in(export)
    assert links(there(ImportedCrime)["Theft"]) == {
        ("victim", "Mary Marchbanks"), ("involved", "John Inskip"), ("vehicle", "ZZ01ABC Lantern"),
        ("location", "3 Ropewalk ZZ9 4QT"),
    }  # fmt: skip
    assert links(there(Person)["Mary Marchbanks"]) == {("lives_at", "3 Ropewalk ZZ9 4QT"), ("relative", "John Inskip")}
    assert links(there(Person)["John Inskip"]) == {("knows", "Mary Marchbanks")}
    assert links(there(Vehicle)["ZZ01ABC Lantern"]) == {("keeper", "John Inskip")}
    assert links(there(Organisation)["Lantern Stores"]) == {("premises", "3 Ropewalk ZZ9 4QT")}


def test_what_is_not_taken_is_counted_and_stands_in_the_rejects(bring_in, export):
    said = bring_in(export)
    reasons = {(file, line): reason for file, line, reason in said.rejects}
    assert reasons == {
        ("people.csv", "4"): '"31/02/1990" is no day that exists.',
        ("places.csv", "3"): "Check the coordinates: latitude runs to 90 and longitude to 180 degrees.",
        ("crimes.csv", "4"): "The crime has neither a class nor a number.",
        ("guns.csv", "2"): "Not taken: Weapon has no home in Polias yet.",
        ("rel8.csv", "2"): "Not taken: FOUND_AT has no home in Polias yet.",
        ("rel.csv", "3"): "Not taken: its node P:p9 is in no file.",
        ("rel.csv", "4"): "Not taken: one of its ends was not taken.",
    }
    assert "No home in Polias yet: FOUND_AT 1, Weapon 1." in said.stdout
    assert "Values that no record has a place for: Nominal.shoe size 1, Vehicle.doors 1." in said.stdout
    assert "Files passed over: readme.txt." in said.stdout


def test_every_row_is_a_record_a_word_a_link_or_in_the_rejects(bring_in, export):
    said = json.loads(bring_in(export, "--json").stdout)
    records = sum(one["taken"] for one in said["records"].values())
    # Telephone and officer are words of a record, with the relationships that make them so.
    words = 2 * sum(said["part_of_a_record"].values())
    assert records + words + sum(said["links"].values()) + len(bring_in(export).rejects) == said["read"]


def test_the_same_folder_again_adds_nothing_and_what_is_new_in_it_is_added(bring_in, export, there, links):
    bring_in(export)
    (export / "rel11.csv").write_text(":START_ID(C),:END_ID(P),:TYPE\nc2,p1,HAPPENED_AT\n")
    said = json.loads(bring_in(export, "--json").stdout)
    assert {kind: (one["taken"], one["held"]) for kind, one in said["records"].items()} == {
        "locations": (0, 1), "organisations": (0, 1), "people": (0, 2), "vehicles": (0, 1), "crimes": (0, 2),
    }  # fmt: skip
    assert (sum(said["links"].values()), said["links_there_before"]) == (1, 9)
    assert links(there(ImportedCrime)["Burglary"]) == {("location", "3 Ropewalk ZZ9 4QT")}


def test_a_dry_run_says_what_would_be_and_writes_nothing(bring_in, export, there):
    said = bring_in(export, "--dry-run")
    assert "Nothing was written" in said.stdout
    assert "Mary" in said.stderr
    assert there(Person) == there(ImportedCrime) == {}
    assert len(said.rejects) == 7


def test_a_label_may_be_named_and_left_out(bring_in, export, there):
    bring_in(export, "--map", "Weapon=vehicles,Offence=")
    assert there(ImportedCrime) == {}
    (export / "guns.csv").write_text(":ID(G),make,:LABEL\ng1,An air rifle,Weapon\n")
    bring_in(export, "--map", "Weapon=vehicles")
    assert "An air rifle" in there(Vehicle)


def test_a_crime_of_another_system_says_whose_it_is_and_what_is_open(bring_in, export, there, signed_in, cast):
    bring_in(export, "--source", "the old crime system")
    crime = there(ImportedCrime)["Theft"]
    with acting(cast("kit")):
        (origin,) = origins_of(crime)
    assert (origin.source, origin.own_id) == ("the old crime system", "C:c1")
    page = signed_in("asha").get(crime.url).content.decode()
    for words in (
        "the old crime system", "From another system, not recorded here", "Which Home Office class is it?",
        "When was it reported", "What part had those", "Which national outcome is that", "OLD/17/1",
    ):  # fmt: skip
        assert words in page, words
    assert "Who is the victim" not in page, "it is said who"
    assert there(CrimeReport) == {}, "nothing of it is recorded here, or counted"


def test_what_was_brought_in_is_found(bring_in, export, cast):
    bring_in(export)
    with acting(cast("kit")) as kit:
        for words, title in (
            ("marie marchbanks 1961", "Mary Marchbanks"), ("960123", "Mary Marchbanks"), ("zz01 abc", "ZZ01ABC"),
            ("brass lantern", "Theft"), ("lantern stores", "Lantern Stores"), ("3 ropewalk", "3 Ropewalk"),
        ):  # fmt: skip
            rows = [row["title"] for group in everything_found(words, actor=kit) for row in group["rows"]]
            assert any(title in row for row in rows), words


def test_each_record_and_the_whole_have_an_audit_row(bring_in, export, there):
    bring_in(export)
    crime = there(ImportedCrime)["Theft"]
    rows = AuditRow.objects.filter(record_id=crime.pk, kind="collection")
    assert [row.verb for row in rows] == ["crime.imported.take_in"]
    assert '"role":"victim"' in rows[0].content
    assert '"FOUND_AT":"1"' in AuditRow.objects.get(verb="pole.people.import").content


@pytest.mark.parametrize(
    ("content", "says"), [(b"\x1f\x8b and nothing else", "damaged"), (b"", "is empty")], ids=["damaged", "empty"]
)
def test_a_folder_with_a_file_that_cannot_be_read_is_refused_before_anything_is_written(
    bring_in, export, there, content, says
):
    (export / "rel.csv").write_bytes(content)
    refused = bring_in(export)
    assert (refused.exit_code, says in refused.output) == (2, True)
    assert there(Person) == {}


def test_a_file_without_the_headings_of_such_an_export_is_passed_over_and_named(bring_in, export):
    (export / "rel.csv").write_text("a,b\n1,2\n")
    assert "Files passed over: readme.txt, rel.csv." in bring_in(export).stdout


def test_a_folder_that_is_no_export_is_refused(bring_in, export, tmp_path):
    assert "is no folder" in bring_in(tmp_path / "nowhere").output
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no file of nodes" in bring_in(empty).output
    assert "may not bring records in" in str(bring_in(export, who="asha").exception)
    assert "not LABEL=KIND" in bring_in(export, "--map", "Weapon=guns").output


def test_IMPORTED_14_asks_for_the_victim_only_where_none_is_named():
    """Without a victim it cannot be said how many crimes it counts as."""
    facts = {"kind": "Theft", "number": "", "happened_on": None, "today": None}
    assert any("victim" in one for one in open_questions(ImportedFacts(**facts)))
    named = ImportedFacts(**facts, roles=frozenset({"victim"}))
    assert not any("victim" in one for one in open_questions(named))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of shared/data/crime/pole is not there")
@pytest.mark.slow
def test_the_sample_comes_in_and_whatever_has_no_home_is_said(bring_in, export):
    said = bring_in(SAMPLE, "--json")
    told = json.loads(said.stdout)
    records = {kind: one["taken"] for kind, one in told["records"].items()}
    assert records["crimes"] == 28_762
    assert all(records[kind] for kind in ("locations", "people", "vehicles"))
    assert set(told["reasons"]) == {"no home yet"}
    assert len(said.rejects) == sum(told["no_home"].values())
