"""Tables that are wrong: refused in a sentence, or kept with a line that says what is wrong; never a crash."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.kit.access.acting import acting
from polias.kit.tables.rejects import RejectsFile
from polias.kit.tables.sheet import sheet
from polias.pole.imports.people import PeopleReader, columns_of_people, looked_through
from polias.pole.people.model import Person

HEADER = "ref,forename,surname,dob,sex,address"


def table(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture
def people(cast):
    def read():
        with acting(cast("kit")) as kit:
            return list(Person.objects.visible_to(kit).order_by("surname"))

    return read


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        pytest.param("", (), "is empty", id="empty"),
        pytest.param("\n \n\n", (), "is empty", id="blank"),
        pytest.param("\x1b[31m\u202e,b\n1,2\n", (), "columns are: [31m, b", id="headings that nobody sees"),
        pytest.param("a,b\n1,2\n", (), "looks like the surname", id="another table"),
        pytest.param(table("1,Jo,Rook,,,"), ("--map", "surname=town"), 'no column "town"', id="no such column"),
        pytest.param(table("1,Jo,Rook,,,"), ("--map", "nickname=ref"), "nothing that is taken", id="no such kind"),
        pytest.param(table("1,Jo,Rook,,,"), ("--map", "surname"), "not KIND=COLUMN", id="no mapping"),
        pytest.param(table("1,Jo,Rook,,,"), ("--map", "surname=ref,id=ref"), "named twice", id="one for two"),
        pytest.param("dob,dob,surname\n1,2,3\n", ("--map", "dob=dob"), "two columns", id="a column twice"),
        pytest.param(HEADER + '\n1,"Jo,Rook,,,\n' + "2,Jo,Reed,,,\n" * 99, (), "quotation mark", id="open quote"),
        pytest.param(b"\x1f\x8b and nothing else", (), "damaged", id="damaged"),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_a_sentence(bring_in, people, content, options, says):
    refused = bring_in(content, *options)
    assert refused.exit_code == 2
    assert says in refused.output
    assert people() == []


def test_whoever_brings_people_in_is_told_why_rows_were_not_taken_and_where_they_stand(bring_in):
    said = bring_in(table("1,Jo,Rook,31/02/1990,,")).stderr
    assert "In the rejects, a day that does not exist: 1" in said
    assert "Each of these rows is in people.rejects.csv, with its reason." in said
    assert "rejects" not in bring_in(table("1,Jo,Rook,28/02/1990,,"), name="right.csv").stderr


def test_the_rejects_are_never_written_over_the_file(bring_in, people):
    refused = bring_in(table("1,Jo,Rook,,,"), "--rejects", "people.csv")
    assert refused.exit_code == 2
    assert "over the file itself" in refused.output


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param("1,Jo,,,,", "Enter the surname", id="nobody"),
        pytest.param(f"1,Jo,{'x' * 1_000_000},,,", "The surname has 1,000,000 characters", id="a million characters"),
        pytest.param("1,Jo,Rook,31/02/1990,,", '"31/02/1990" is no day that exists.', id="no such day"),
        pytest.param("1,Jo,Rook,yesterday,,", '"yesterday" is no date.', id="no date"),
        pytest.param("1,Jo,Rook,01/01/2190,,", "Check the date of birth", id="not born yet"),
        pytest.param("1,Jo,Rook", "The row has 3 values, and the header names 6 columns.", id="short"),
        pytest.param("1,Jo,Rook,,,,,more", "The row has 8 values", id="long"),
        pytest.param(",Jo,Rook,,,", "The row has no id.", id="no id"),
        pytest.param("a,Jo,Reed,,,", 'The id "a" stands on line 2 already.', id="an id twice"),
        pytest.param("\u200b,Jo,Rook,,,", "The row has no id.", id="an id that nobody sees"),
    ],
)
def test_a_row_that_is_not_taken_stands_whole_in_the_rejects(bring_in, people, row, says):
    said = bring_in(table("a,Ann,Adams,,,", row, "z,Zoe,Zander,,,"))
    assert [one.surname for one in people()] == ["Adams", "Zander"]
    (reject,) = said.rejects
    assert (reject["line"], reject["taken"]) == ("3", "no")
    assert says in reject["reason"]
    assert reject["reason"].endswith(".")
    whole = [cell for name, cell in reject.items() if name not in ("line", "taken", "reason")]
    flat = [part for cell in whole for part in (cell if isinstance(cell, list) else [cell]) if part]
    assert flat == [cell for cell in row.split(",") if cell]


@pytest.mark.parametrize(
    ("row", "kept", "says"),
    [
        ("1,Ro\u200bbert\u202e,Rook,,,", "Robert Rook", "cannot be seen"),
        ("1,Jo,Ro\x07ok\x00,,,", "Jo Rook", "cannot be seen"),
        ("1,Jo,Rook,1990,,", "Jo Rook", "a date without a day is not kept"),
        ("1,Jo,Rook,,purple,", "Jo Rook", "not known as a sex"),
    ],
)
def test_what_is_taken_with_a_change_says_which(bring_in, people, row, kept, says):
    said = bring_in(table(row))
    assert [one.title() for one in people()] == [kept]
    (line,) = said.rejects
    assert line["taken"] == "yes"
    assert says in line["reason"]


@pytest.mark.parametrize(
    "name",
    ["Robert'); DROP TABLE people;--", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "=cmd|' /C calc'!A0", "Null",
     "None", "O’Neill", "李", "محمد", "नरेन्‍द्र"],
)  # fmt: skip
def test_code_and_other_scripts_in_names_are_only_characters(bring_in, people, name):
    line = io.StringIO()
    csv.writer(line).writerow(["1", "Jo", name, "", "", ""])
    assert bring_in(table(line.getvalue().strip())).rejects == []
    assert [one.surname for one in people()] == [name]


def test_another_encoding_is_read_and_told(bring_in, people):
    rows = table("1,Zoë,Müller,,,", "2,Jo,Rook,,,")
    said = bring_in(rows.encode("cp1252"))
    (row,) = said.rejects
    assert (row["line"], row["taken"], row["surname"]) == ("2", "yes", "Müller")
    assert row["reason"] == '"Zoë", "Müller": not in UTF-8, read as Windows-1252.'
    assert {one.surname for one in people()} == {"Müller", "Rook"}
    assert "0 taken in, 2 held already" in bring_in(rows.encode("utf-16")).stdout


def test_a_row_that_only_the_database_refuses_costs_nobody_else(bring_in, people, monkeypatch):
    """Found by halving the batch: the rules let it pass."""
    monkeypatch.setattr("polias.pole.imports.things.fitting", lambda text, **_how: text)
    rows = [f"{n},Jo,Rook,,," for n in range(40)]
    rows[17] = f"17,Jo,{'x' * 100},,,"
    (reject,) = bring_in(table(*rows)).rejects
    assert (reject["ref"], len(people())) == ("17", 39)
    assert "The database refuses the row" in reject["reason"]


def test_the_rejects_can_be_put_right_and_brought_in(bring_in, people, here):
    bring_in(table("1,Jo,Rook,31/02/1990,,", "2,Ann,Adams,,,"))
    mended = (here / "people.rejects.csv").read_text().replace("31/02/1990", "28/02/1990")
    said = bring_in(mended, name="people.rejects.csv")
    assert "1 rows of people: 1 taken in" in said.stdout
    assert "Not taken" not in said.stderr
    assert len(people()) == 2


CELL = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["31/02/1990", "1990-02-28", "12/13/1990", "\u202e", "\u200b", "", "x" * 200, "M", "00/00/0000", "99999999", "1e9"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=8), max_size=12))
def test_every_row_is_taken_or_in_the_rejects_whatever_it_says(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("people")
    file = folder / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER.split(","), *rows])
    one = sheet(file)
    columns = columns_of_people(one, "")
    count, order = looked_through(one, columns)
    with RejectsFile(folder / "rejects.csv") as rejects:
        reader = PeopleReader(one, columns, "source", order, rejects)
        rejects.columns(*one.header)
        taken = list(reader.newcomers())
    assert len(taken) + rejects.reasons.total() == reader.read == count
    assert len({row.came_from.own_id for row in taken}) == len(taken)
    for row in taken:
        Person(**vars(row.facts)).clean_fields(exclude=["register", "date_of_birth"])
        assert row.facts.surname.strip()
