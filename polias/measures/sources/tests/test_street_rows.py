"""Rows of a street file: what is kept, and on which line and why another is not."""

from __future__ import annotations

import io

import pytest

from polias.measures.refusal import Refused
from polias.measures.sources.street_rows import StreetReader
from polias.measures.tests.made_up import HEADER, NAME, row

HEAD = ",".join(HEADER)


def read(*lines: str | bytes, name="2018-12-northshire-street.csv", head=HEAD, end="\n"):
    """Read a file of these lines; rows as dictionaries, and what was found."""
    encoded = [line if isinstance(line, bytes) else line.encode() for line in (head, *lines)]
    content = end.encode().join(encoded) + end.encode()
    reader = StreetReader(io.BufferedReader(io.BytesIO(content)), name=name)
    rows = [dict(zip(batch, values, strict=True)) for batch in reader for values in zip(*batch.values(), strict=True)]
    return rows, reader.findings


def line(kind="Burglary", *, month="2018-12", name=NAME, **changes):
    cells = dict(zip(HEADER, row(month, kind, 1, name=name, outcome="Local resolution"), strict=True))
    cells.update({key.replace("_", " "): value for key, value in changes.items()})
    return ",".join(cells.values())


def only_reason(*lines, **options):
    _rows, found = read(line(), *lines, **options)
    assert (found.kept, found.rejected) == (1, 1), found
    (rejected,) = found.examples
    return rejected.line, rejected.reason


@pytest.mark.usefixtures("home")
class TestKept:
    def test_a_crime_with_everything(self):
        ((kept,), _found) = read(line())
        assert (kept["force"], kept["month"], kept["crime_type"]) == ("northshire", "2018-12", "Burglary")
        assert (kept["is_recorded_crime"], kept["outcome_stage"], kept["district"]) == (True, "known", "Northtown")
        assert kept["line"] == 2

    def test_anti_social_behaviour_is_no_recorded_crime_however_it_is_written(self):
        kept, found = read(line("Anti-social behaviour"), line("anti-social  Behaviour"), line("Antisocial behaviour"))
        assert {(r["crime_type"], r["is_recorded_crime"]) for r in kept} == {("Anti-social behaviour", False)}
        assert found.recorded_crimes == 0

    def test_a_row_without_a_location_stays(self):
        ((kept,), found) = read(line(Longitude="", Latitude="", LSOA_code="", LSOA_name="", Location="No Location"))
        assert (kept["longitude"], kept["district"], found.without_location) == (None, None, 1)

    @pytest.mark.parametrize("point", [("0", "0"), ("x", "y"), ("nan", "nan"), ("150.1", "-33.2")])
    def test_a_point_that_is_no_place_is_left_out_and_the_crime_stays(self, point):
        ((kept,), found) = read(line(Longitude=point[0], Latitude=point[1]))
        assert (kept["longitude"], found.odd_points, found.kept) == (None, 1, 1)

    def test_rows_that_repeat_are_all_kept_and_repeated_identifiers_counted(self):
        kept, found = read(line(), line(), line("Anti-social behaviour"), line("Anti-social behaviour"))
        assert (len(kept), found.repeated_ids()) == (4, 1)

    def test_a_crime_without_identifier_stays_and_is_counted(self):
        _kept, found = read(line(Crime_ID=""), line("Anti-social behaviour"))
        assert (found.kept, found.crimes_without_id) == (2, 1)

    def test_an_unknown_kind_counts_as_crime_and_is_said(self):
        ((kept,), found) = read(line("Cyber offences"))
        assert kept["is_recorded_crime"]
        assert dict(found.unknown_types) == {"Cyber offences": 1}

    def test_quoted_commas_and_quotation_marks(self):
        ((kept,), _found) = read(line(Location='"On or near ""The Yard"", Bay Lands"'))
        assert kept["location"] == 'On or near "The Yard", Bay Lands'

    def test_letters_in_an_old_encoding_lose_no_crime(self):
        ((kept,), found) = read(line(Location="Tŷ Caffi").encode().replace("ŷ".encode(), b"\xff"))
        assert (kept["location"], found.misread_letters) == ("Tÿ Caffi", 1)

    def test_crlf_blank_lines_and_a_last_line_without_an_end(self):
        kept, found = read(line(), "", line(), end="\r\n")
        assert (len(kept), found.read, kept[1]["line"], kept[0]["context"]) == (2, 2, 4, None)

    def test_snake_case_header_with_a_byte_order_mark(self):
        head = "\ufeff" + HEAD.lower().replace(" ", "_")
        assert len(read(line(), head=head)[0]) == 1

    def test_columns_in_another_order(self):
        cells = line().split(",")
        kept, _found = read(",".join(reversed(cells)), head=",".join(reversed(HEADER)))
        assert kept[0]["crime_type"] == "Burglary"

    def test_the_unit_is_taken_from_the_rows_when_the_name_says_nothing(self):
        kept, found = read(line(), line(month="2018-11"), name="crimes.csv")
        assert (kept[0]["month"], found.rejected) == ("2018-12", 1)


@pytest.mark.usefixtures("home")
class TestRejected:
    def test_a_row_of_another_month(self):
        assert only_reason(line(month="2018-11")) == (3, "it is of November 2018, not of December 2018")

    def test_a_row_of_another_force(self):
        assert only_reason(line(name="Eastmoor Police"))[1] == "it falls within Eastmoor Police, not Northshire Police"

    def test_a_force_nobody_knows(self):
        assert "not a force" in only_reason(line(name="Narnia Police"))[1]

    def test_no_month(self):
        assert only_reason(line(month="Dec-18"))[1] == "“Dec-18” is no month of the form 2018-12"

    def test_no_crime_type_or_one_that_is_none(self):
        assert only_reason(line(""))[1] == "it has no crime type"
        assert only_reason(line("E01000001"))[1] == "“E01000001” is not a crime type"

    def test_too_few_and_too_many_fields(self):
        assert only_reason("a,b,c")[1] == "it has 3 fields, not 12"
        assert only_reason(line() + ",extra")[1] == "it has 13 fields, not 12"

    def test_bytes_that_are_no_text(self):
        assert only_reason(line().replace("Burglary", "Bur\0glary"))[1] == "the line holds bytes that are no text"

    def test_a_line_that_is_far_too_long_spoils_only_itself(self):
        _rows, found = read(line(Location="x" * 200_000), line())
        assert (found.kept, found.rejected, found.examples[0].line) == (1, 1, 2)

    def test_a_quotation_mark_that_is_not_closed_spoils_only_its_own_line(self):
        kept, found = read(line(Location='"On or near'), line(), line())
        assert (len(kept), found.examples[0].reason) == (2, "a quotation mark is not closed")


@pytest.mark.usefixtures("home")
class TestRefused:
    @pytest.mark.parametrize(
        ("head", "sentence"),
        [
            ("Crime ID,Month,Reported by,Falls within,LSOA code,LSOA name,Outcome type", "outcomes file"),
            ("Type,Date,Part of a policing operation,Latitude,Object of search", "stop and search"),
            ("name,age", "not a street file"),
            ("%PDF-1.4", "not a street file"),
            (HEAD.replace(",Crime type", ""), "crime_type"),
        ],
    )  # fmt: skip
    def test_a_file_that_is_not_one(self, head, sentence):
        with pytest.raises(Refused, match=sentence):
            read("x", head=head)

    def test_an_empty_file(self):
        with pytest.raises(Refused, match="empty"):
            StreetReader(io.BufferedReader(io.BytesIO(b"")), name="2018-12-northshire-street.csv")

    def test_utf_16(self):
        with pytest.raises(Refused, match="UTF-16"):
            StreetReader(io.BufferedReader(io.BytesIO(HEAD.encode("utf-16"))), name="x.csv")

    def test_a_file_that_breaks_off_in_the_middle_of_a_row(self):
        content = "\n".join([HEAD, line(), line()[:90]]).encode()
        reader = StreetReader(io.BufferedReader(io.BytesIO(content)), name="2018-12-northshire-street.csv")
        with pytest.raises(Refused, match="breaks off in the middle of line 3"):
            list(reader)

    @pytest.mark.parametrize("name", ["2018-13-northshire-street.csv", "2018-12-narnia-street.csv"])
    def test_a_name_that_promises_what_does_not_exist(self, name):
        with pytest.raises(Refused, match="Its name says"):
            read(line(), name=name)


@pytest.mark.usefixtures("home")
def test_the_content_hash_minds_rows_and_not_wrapping_or_order():
    head = "\ufeff" + HEAD.lower().replace(" ", "_")
    first = read(line(), line("Drugs"))[1].content_hash
    assert read(line("Drugs"), line(), head=head, end="\r\n")[1].content_hash == first
    assert read(line(), line("Drugs"), line("Drugs"))[1].content_hash != first
