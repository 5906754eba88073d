"""A table is read whatever somebody's program made of it; what fits no column is given as it stands."""

from __future__ import annotations

import csv
import gzip
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.sheet import sheet

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


def table(tmp_path, content, name="people.csv"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return sheet(file)


def test_a_row_that_does_not_fit_is_given_whole_with_its_line(tmp_path):
    one = table(tmp_path, "ref,surname\na,Rook\nb,Reed,1,2\n\nc\n")
    assert [tuple(row) for row in one.rows([1])] == [
        (2, ["Rook"], True), (3, ["b", "Reed", "1", "2"], False), (5, ["c"], False),
    ]  # fmt: skip


def test_a_row_is_known_by_the_line_it_begins_on(tmp_path):
    one = table(tmp_path, '\n\nref,address\na,"1 Lantern Row\nNorthport"\nb,2 Lantern Row\n')
    assert [row.line for row in one.rows()] == [4, 6]


def test_a_column_is_found_whatever_its_case_and_not_at_all_when_it_is_there_twice(tmp_path):
    one = table(tmp_path, "Ref,Surname,town,town\n")
    assert one.place("surname") == 1
    with pytest.raises(CannotBeRead, match="two columns"):
        one.place("town")
    with pytest.raises(CannotBeRead, match='no column "forename"') as refused:
        one.place("forename")
    assert "Ref, Surname, town" in refused.value.do


@pytest.mark.parametrize("name", ["people.csv", "people.csv.gz"])
def test_what_stops_in_the_middle_is_refused(tmp_path, name):
    whole = "ref,surname\n" + "".join(f"{n},Rook\n" for n in range(9_000))
    content = (
        gzip.compress(whole.encode())[:-20] if name.endswith("gz") else whole.encode() + b'z,"Rook\n' + b"x\n" * 99
    )
    with pytest.raises(CannotBeRead):
        list(table(tmp_path, content, name).rows())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
def test_whatever_a_program_writes_as_csv_is_read_back(tmp_path_factory, rows):
    written = io.StringIO()
    csv.writer(written).writerows([["ref", "surname"], *rows])
    one = table(tmp_path_factory.mktemp("sheet"), written.getvalue())
    # The reader takes blanks away after a comma, and a bare line feed within a value stays one.
    kept = [[cell.lstrip(" ") for cell in row] for row in rows]
    assert [[(cell or "").lstrip(" ") for cell in row.cells] for row in one.rows() if row.fits] == kept


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_sentence(tmp_path_factory, content):
    with suppress(CannotBeRead):
        assert all(isinstance(row.line, int) for row in table(tmp_path_factory.mktemp("sheet"), content).rows())
