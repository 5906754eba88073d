"""`polias measures pack`: the figures of a month and those before it as tables, and what cannot be counted."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from typer.testing import CliRunner

from polias.kit import spark
from polias.manifest import read_manifest
from polias.measures.packs import cli
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, made_up_folder


@pytest.fixture
def loaded(datasets, tmp_path):
    source = made_up_folder(tmp_path / "source", first="2017-11", months=14)
    for file in (source / "2018-05").glob("*.csv"):
        file.unlink()
    import_police_uk([source], datasets=datasets)
    return datasets


@pytest.fixture
def packed(tmp_path):
    """Runs the command; its tables by name, and what it said."""

    def asked(*words, month="2018-12", force="northshire"):
        out = tmp_path / "pack"
        answer = CliRunner().invoke(
            cli.app, ["measures", "pack", "--force", force, "--month", month, "--out", str(out), *words]
        )
        tables = {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in out.glob("*.csv")}
        return answer, tables

    return asked


def counted(datasets, month):
    """Crimes of a month by kind, counted from its file without the engine."""
    import pyarrow.parquet as pq

    folder = datasets / "police_uk_street" / "force=northshire" / f"month={month}"
    rows = pq.read_table(folder / read_manifest(folder).current.file).to_pylist()
    return Counter(row["crime_type"] for row in rows if row["is_recorded_crime"])


def test_every_figure_is_what_its_file_holds_with_the_limits_of_its_series(loaded, packed):
    answer, tables = packed()
    assert answer.exit_code == 0, answer.output
    figures = {(row["measure"], row["group"], row["month"]): row for row in tables["figures"]}
    by_kind = counted(loaded, "2018-12")
    assert len(by_kind) > 5
    for kind, count in by_kind.items():
        assert float(figures["recorded_crime", kind, "2018-12"]["value"]) == count
    whole = figures["recorded_crime", "", "2018-12"]
    assert float(whole["value"]) == by_kind.total()
    assert float(whole["lower"]) < float(whole["centre"]) < float(whole["upper"])


def test_a_month_that_was_not_supplied_is_a_row_that_says_so(loaded, packed):
    _answer, tables = packed()
    gap = next(row for row in tables["figures"] if row["month"] == "2018-05" and row["measure"] == "recorded_crime")
    assert (gap["value"], gap["why_not"]) == ("", "A month that it is counted from is not held.")
    assert min(row["month"] for row in tables["figures"]) == "2017-11", "nothing is missing before the first month"


def test_every_line_of_the_month_is_judged_together_and_says_what_it_could_have_seen(datasets, packed, tmp_path):
    leap = {"2018-12": {"Burglary": 400, "Shoplifting": 35}}
    source = made_up_folder(tmp_path / "years", first="2015-01", months=48, special=leap)
    import_police_uk([source], datasets=datasets)
    answer, tables = packed()
    judged = {(row["measure"], row["group"]): row for row in tables["exceptions"]}
    burglary = judged["recorded_crime", "Burglary"]
    assert (burglary["exception"], burglary["judged_by"]) == ("high", "house")
    assert float(burglary["lower"]) < float(burglary["expected"]) < float(burglary["upper"]) < 400
    assert 0 < float(burglary["one_month_pct"]) < float(burglary["value"]) / float(burglary["expected"]) * 100
    assert judged["recorded_crime", "Shoplifting"]["exception"] == ""
    flagged = sum(bool(row["exception"]) for row in tables["exceptions"])
    assert f"Of {len(judged)} lines {flagged} " in answer.output
    by_house = sum(row["judged_by"] == "house" for row in tables["exceptions"])
    newest = tables["together"][0]
    assert (newest["month"], int(newest["judged"]), int(newest["standing"])) == ("2018-12", by_house, flagged)
    assert f"December 2018: {by_house} looked at together, " in answer.output
    assert float(newest["false_at_most"]) == pytest.approx(0.1 * flagged)


def test_a_month_before_that_of_the_pack_is_looked_at_within_its_own_lines(datasets, packed, tmp_path):
    leap = {"2018-10": {"Burglary": 400, "Shoplifting": 35}}
    source = made_up_folder(tmp_path / "years", first="2015-01", months=48, special=leap)
    import_police_uk([source], datasets=datasets)
    _answer, tables = packed()
    october = [row for row in tables["earlier"] if row["month"] == "2018-10"]
    assert ("recorded_crime", "Burglary", "high") in {(r["measure"], r["group"], r["exception"]) for r in october}
    assert all(bool(row["exception"]) != bool(row["explained"]) for row in tables["earlier"])
    told = {row["month"]: row for row in tables["together"]}
    assert int(told["2018-10"]["standing"]) == sum(bool(row["exception"]) for row in october)
    assert int(told["2018-10"]["exceptional"]) == len(october)


def test_months_that_do_not_compare_have_no_limits(loaded, packed):
    _answer, tables = packed()
    shares = [row for row in tables["figures"] if row["measure"] == "known_outcome_share"]
    assert shares
    assert {row["upper"] for row in shares} == {""}


def test_where_most_happens_is_said_only_when_every_month_is_there(loaded, packed, tmp_path):
    answer, tables = packed()
    assert "Where most happens is not said of northshire: of 12 months 1 cannot be counted." in answer.output
    assert tables["places"] == []
    whole = made_up_folder(tmp_path / "again", first="2018-05", months=1)
    import_police_uk([whole], datasets=loaded)
    _answer, tables = packed()
    counts = [float(row["count"]) for row in tables["places"]]
    assert counts == sorted(counts, reverse=True)
    assert [int(row["place"]) for row in tables["places"]] == list(range(1, len(counts) + 1))


def test_a_damaged_file_is_a_gap_with_its_reason(loaded, packed):
    folder = loaded / "police_uk_street" / "force=northshire" / "month=2018-11"
    file = folder / read_manifest(folder).current.file
    file.write_bytes(file.read_bytes()[:-30])
    _answer, tables = packed()
    gap = next(row for row in tables["figures"] if row["month"] == "2018-11" and row["measure"] == "recorded_crime")
    assert (gap["value"], "cut short" in gap["why_not"]) == ("", True)


def test_a_file_of_which_one_byte_differs_is_a_gap_with_its_reason(loaded, packed):
    folder = loaded / "police_uk_street" / "force=northshire" / "month=2018-11"
    file = folder / read_manifest(folder).current.file
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    _answer, tables = packed()
    gap = next(row for row in tables["figures"] if row["month"] == "2018-11" and row["measure"] == "recorded_crime")
    assert (gap["value"], "no longer what was published" in gap["why_not"]) == ("", True)


def test_a_month_whose_supply_is_doubted_is_no_figure_draws_no_limits_and_ranks_no_place(datasets, packed, tmp_path):
    half = {kind: usual // 2 for kind, usual in USUAL.items()}
    for folder, special in (("whole", {}), ("fallen", {"2018-10": half})):
        import_police_uk([made_up_folder(tmp_path / folder, months=36, special=special)], datasets=datasets)
        answer, tables = packed()
        row = next(r for r in tables["figures"] if (r["month"], r["group"]) == ("2018-10", "Burglary"))
        if not special:
            assert (row["why_not"], bool(tables["places"])) == ("", True)
            before = row
    assert (row["value"], row["numerator"]) == ("", "")
    assert row["why_not"].startswith("In October 2018 9 of 9 kinds fell at once")
    assert float(row["lower"]) > float(before["lower"]) - 3, "the fallen month would have widened them"
    assert tables["places"] == []
    assert "Where most happens is not said of northshire: of 12 months 1 cannot be counted." in answer.output


def test_a_manifest_that_cannot_be_read_is_named_and_nothing_is_written(loaded, packed):
    manifest = loaded / "police_uk_street" / "force=northshire" / "month=2018-11" / "manifest.json"
    manifest.write_text("{")
    answer, tables = packed()
    assert (answer.exit_code, "month=2018-11" in answer.output, tables) == (2, True, {})
    assert "cannot be read" in " ".join(answer.output.split())


def test_the_files_behind_it_are_named_with_their_hashes(loaded, packed):
    _answer, tables = packed()
    named = {row["month"]: row["content_hash"] for row in tables["files"]}
    assert "2018-05" not in named
    for month, content in named.items():
        folder = loaded / "police_uk_street" / "force=northshire" / f"month={month}"
        assert read_manifest(folder).current.content_hash == content


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"force": "eastmoor"}, "Nothing is held of “eastmoor” in these months."),
        ({"month": "2018-13"}, "“2018-13” is no month."),
        ({"month": "2099-01"}, "January 2099 is not over: its figures would be taken for low ones."),
        ({"month": "2016-01"}, "Nothing is held of “northshire” in these months."),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(loaded, packed, asked, said):
    answer, tables = packed(**asked)
    assert (answer.exit_code, said in answer.output, tables) == (2, True, {})


def test_a_month_that_was_not_over_on_the_day_asked_for_is_refused(loaded, packed):
    answer, tables = packed("--as-at", "2018-12-30")
    assert (answer.exit_code, "December 2018 is not over" in answer.output, tables) == (2, True, {})


@pytest.mark.slow
def test_on_spark_every_table_is_the_same(loaded, packed):
    pytest.importorskip("pyspark", reason="PySpark is not installed (make tools or make spark)")
    if spark.java_found() < spark.JAVA:
        pytest.skip(f"Spark needs Java {spark.JAVA} or later")
    _answer, here = packed("--months", "6")
    answer, there = packed("--months", "6", "--engine", "spark")
    assert answer.exit_code == 0, answer.output
    assert here == there
