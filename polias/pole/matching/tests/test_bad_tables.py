"""Tables that are wrong: refused in one sentence, or kept with a line that says what was left out; never a crash."""

from __future__ import annotations

import csv
import gzip

import pytest
from typer.testing import CliRunner

from polias.pole.matching.cli import app
from polias.pole.matching.tests.town import HEADER, table, townspeople

MAP = "forename=forename,surname=surname,date_of_birth=dob,postcode=postcode"


@pytest.fixture
def matched(tmp_path):
    """Runs the command; gives its exit code, what it said, its clusters and its rejects."""

    def run(*files, **options):
        out = tmp_path / "clusters.csv"
        asked = {"--id": "ref", "--map": MAP, "--also": "street", "--out": str(out)} | options
        words = [word for pair in asked.items() for word in pair if word is not None]
        result = CliRunner().invoke(app, ["people", "match", *map(str, files), *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output, read(out), read(tmp_path / "clusters.rejects.csv")

    return run


def read(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        pytest.param("", {}, "is empty", id="empty"),
        pytest.param(HEADER + "\n", {}, "no rows", id="a header alone"),
        pytest.param("a,b\n1,2\n", {}, 'no column "ref"', id="another table"),
        pytest.param("ref,ref\n1,2\n", {}, 'two columns "ref"', id="a column twice"),
        pytest.param(HEADER + "\na,Jo,Ackley,,,\n", {"--map": "nickname=forename"}, "not a kind", id="no such kind"),
        pytest.param(HEADER + "\na,Jo,Ackley,,,\n", {"--map": "forename"}, "not KIND=COLUMN", id="no mapping"),
        pytest.param(HEADER + "\na,Jo,Ackley,,,\n", {"--map": "", "--also": ""}, "No column", id="nothing to compare"),
        pytest.param(HEADER + "\na,Jo,Ackley,,,\n", {"--also": "surname"}, "named twice", id="evidence twice"),
        pytest.param(HEADER + '\na,"Jo,Ackley,,,\n' + "b,Jo,Ackley,,,\n" * 99, {}, "quotation mark", id="open quote"),
        pytest.param(HEADER + "\na,,,,,\nb,,,,,\n", {}, "no value", id="nothing in any column"),
    ],
)
def test_what_cannot_be_matched_is_refused_in_a_sentence(matched, tmp_path, content, options, says):
    file = tmp_path / "people.csv"
    file.write_text(content, encoding="utf-8")
    code, output, clusters, _rejects = matched(file, **options)
    assert (code, clusters) == (2, [])
    assert says in output


def test_a_missing_column_is_named_with_the_columns_there_are(matched, tmp_path):
    _code, output, *_rest = matched(table(tmp_path, *townspeople(5)), **{"--also": "town"})
    assert 'no column "town"' in output
    assert "ref, forename, surname, dob, postcode, street" in output


def test_a_file_that_is_not_there_and_one_that_is_damaged(matched, tmp_path):
    damaged = tmp_path / "people.csv.gz"
    damaged.write_bytes(gzip.compress(b"ref,forename\n" * 1000)[:-20])
    assert matched(tmp_path / "nowhere.csv")[0] == 2
    assert matched(damaged, **{"--map": "forename=forename", "--also": ""})[0] == 2
    (tmp_path / "people.parquet").write_bytes(b"PAR1 and nothing else")
    assert matched(tmp_path / "people.parquet")[0] == 2


def test_rows_that_cannot_be_kept_are_in_the_rejects_with_the_reason(matched, tmp_path):
    rows = ["t1,Again,Ackley,1970-01-01,,", ",No,Id,1970-01-01,,", "short,row", "long,a,b,c,d,e,f", "end,Jo,Inskip,,,"]
    code, output, clusters, rejects = matched(table(tmp_path, *townspeople(5), *rows))
    assert code == 0
    assert {row["record"] for row in clusters} == {"t0", "t1", "t2", "t3", "t4", "end"}
    assert [(row["line"], row["record"], row["left_out"]) for row in rejects] == [
        ("7", "t1", "row"),
        ("8", "", "row"),
        ("9", "short", "row"),
        ("10", "long", "row"),
    ]
    assert "4 rows" in output


def test_a_value_that_cannot_be_compared_costs_its_row_nothing(matched, tmp_path):
    odd = ["a,Jo,Inskip,31/02/1990,,", f"b,{'x' * 1_000_000},Inskip,,,", "c,Jo,Inskip,yesterday,,"]
    _code, _output, clusters, rejects = matched(table(tmp_path, *townspeople(5), *odd))
    assert {"a", "b", "c"} <= {row["record"] for row in clusters}
    assert {(row["record"], row["column"], row["left_out"]) for row in rejects} == {
        ("a", "dob", "nothing"),
        ("b", "forename", "value"),
        ("c", "dob", "value"),
    }
    assert all(len(row["value"]) <= 80 for row in rejects)


def test_unseen_characters_and_code_in_names_are_only_characters(matched, tmp_path):
    rows = [
        "a,Ro\u200bbert\u202e,Marchbanks,1961-04-09,ZZ9 4QT,3 Ropewalk",
        "b,Robert,March\u00adbanks,1961-04-09,ZZ9 4QT,3 Ropewalk",
        'c,"Robert\'); DROP TABLE people;--",<script>alert(1)</script>,1971-05-05,YY1 1YY,"=cmd|\' /C calc\'!A0"',
        "d,\x00,\x07,1981-06-06,{{7*7}},%s%n",
    ]
    _code, _output, clusters, _rejects = matched(table(tmp_path, *townspeople(), *rows))
    cluster = {row["record"]: row["cluster"] for row in clusters}
    assert cluster["a"] == cluster["b"]
    assert (cluster["c"], cluster["d"]) == ("c", "d")


def test_other_encodings_are_read_and_named(matched, tmp_path):
    file = tmp_path / "people.csv"
    rows = "\n".join([HEADER, *townspeople(5), "a,Zoë,Müller,1961-04-09,,", "b,Zoë,Müller,1961-04-09,,"])
    file.write_bytes(rows.encode("cp1252"))
    _code, _output, clusters, rejects = matched(file)
    assert len(clusters) == 7
    assert {(row["record"], row["left_out"]) for row in rejects} == {("a", "nothing"), ("b", "nothing")}
    file.write_bytes(rows.encode("utf-16"))
    assert len(matched(file)[2]) == 7


def test_two_files_with_the_same_ids_are_refused_unless_their_names_tell_them_apart(matched, tmp_path):
    ours, theirs = table(tmp_path, *townspeople(9), name="a.csv"), table(tmp_path, *townspeople(9), name="b.csv")
    code, output, *_rest = matched(ours, theirs)
    assert (code, "Two files have a record" in output) == (2, True)
    code, _output, clusters, _rejects = matched(ours, theirs, **{"--prefix-ids": None})
    assert code == 0
    assert {row["record"] for row in clusters} >= {"a.csv:t1", "b.csv:t1"}
    assert len({row["cluster"] for row in clusters}) == 9


def test_a_column_that_is_constant_empty_or_unique_does_no_harm(matched, tmp_path):
    rows = [f"{row},same,,{n}" for n, row in enumerate(townspeople())]
    again = ["a,Robert,Marchbanks,1961-04-09,ZZ9 4QT,3 Ropewalk,same,,900", "b,Bob,Marchbanks,1961-04-09,,,same,,901"]
    file = table(tmp_path, *rows, *again, header=f"{HEADER},constant,empty,number")
    _code, _output, clusters, _rejects = matched(file, **{"--also": "street,constant,empty,number"})
    assert len(clusters) - len({row["cluster"] for row in clusters}) == 1


def test_zipped_and_parquet_tables_say_the_same(matched, tmp_path):
    import pyarrow.csv
    import pyarrow.parquet

    plain = table(tmp_path, *townspeople(), "a,Ann,Inskip,1990-01-02,ZZ9 4QT,1 Ropewalk", "b,Anne,Inskip,1990-01-02,,")
    zipped, parquet = tmp_path / "people.csv.gz", tmp_path / "people.parquet"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(plain), parquet)
    assert matched(plain)[2] == matched(zipped)[2] == matched(parquet)[2]


def test_a_table_that_says_nothing_about_anybody_puts_nobody_together(matched, tmp_path):
    file = table(tmp_path, *(f"r{n},m" for n in range(3_000)), header="ref,sex")
    _code, _output, clusters, _rejects = matched(file, **{"--map": "sex=sex", "--also": ""})
    assert len({row["cluster"] for row in clusters}) == 3_000
