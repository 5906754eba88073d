"""Sums, rates and percentage changes are reckoned again from numbers of offences, and every difference is listed."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter

import pytest
from typer.testing import CliRunner

from polias.measures.cli import app
from polias.measures.sources.ons.agreement import compared
from polias.measures.sources.ons.held import figures_held
from polias.measures.sources.ons.importing import import_ons
from polias.measures.sources.ons.tests.made_up import AREAS, changes, counts, folder_of_tables, rates, write


@pytest.fixture
def checks_of(datasets, tmp_path):
    """Every comparison after these tables were imported."""

    def asked(*tables):
        paths = [write(tmp_path / f"{number}.csv", rows) for number, rows in enumerate(tables)]
        assert not import_ons(paths, datasets=datasets).refused
        return compared(figures_held(datasets))

    return asked


def told(checks):
    return {(one.check, one.area, one.offence_group) for one in checks if not one.agrees}


def test_tables_that_agree_are_all_compared_and_none_differs(checks_of):
    checks = checks_of(counts(), counts(latest=False), rates(), changes())
    assert told(checks) == set()
    # Five areas hold others or are held, for three offences and two years; seven have a rate, eight a change.
    assert Counter(one.check for one in checks) == {"sum": 4 * 3 * 2, "rate": 7 * 4, "change": 8 * 3}


def test_a_rate_is_within_the_rounding_of_the_population_and_no_further(checks_of):
    rows = rates()
    place = next(place for place, row in enumerate(rows) if row[1:2] == ["Northshire"])
    rows[place][6] = str(1000 * 400 / (400_000 - 51))
    (one,) = (one for one in checks_of(counts(), rows) if not one.agrees)
    assert (one.check, one.area, one.offence_group) == ("rate", "Northshire", "Robbery")
    assert one.lowest == pytest.approx(1000 * 400 / 400_050)
    assert one.highest == pytest.approx(1000 * 400 / 399_950)


def test_a_change_is_not_given_where_either_number_is_below_fifty(checks_of):
    # Northshire's homicides fell from 55 to 40: the base is large enough and the tables give no change all the same.
    checks = [one for one in checks_of(counts(), counts(latest=False), changes()) if one.check == "change"]
    given = {(one.area, one.offence_group) for one in checks if one.published is not None}
    assert ("Northshire", "Homicide") not in given
    assert ("BOTH COUNTRIES", "Homicide") in given
    assert all(one.agrees for one in checks)


def test_a_change_that_should_be_held_back_and_one_that_should_not_are_both_listed(checks_of):
    rows = changes()
    northshire = next(row for row in rows if row[1:2] == ["Northshire"])
    northshire[2], northshire[4] = "[u]", "-27.27"
    found = {one.offence_group: one for one in checks_of(counts(), counts(latest=False), rows) if not one.agrees}
    assert set(found) == {"Burglary", "Homicide"}
    assert found["Burglary"].reckoned == pytest.approx(-5.263158)
    assert found["Homicide"].reckoned is None


def test_a_sum_that_is_one_off_is_listed_with_both_sides(checks_of):
    areas = [(*area[:4], (3_001, 700, 42), area[5]) if area[1] == "North" else area for area in AREAS]
    checks = checks_of(counts(areas=areas))
    assert told(checks) == {("sum", "North", "Burglary"), ("sum", "FIRST COUNTRY", "Burglary")}


@pytest.fixture
def run(home, monkeypatch):
    def asked(*words):
        monkeypatch.setattr(sys, "argv", ["polias", *map(str, words)])
        return CliRunner().invoke(app, [str(word) for word in words])

    return asked


def test_the_command_tells_tables_marks_and_checks_and_writes_them(run, tmp_path):
    result = run("import", "ons", folder_of_tables(tmp_path / "tables"), "--checks", tmp_path / "checks.csv")
    assert result.exit_code == 0, result.stderr
    assert "[u] is no number and never nought: a number is left out as it comes from a small base." in result.stderr
    assert "Rates: 28 reckoned again from numbers of offences, 0 differ." in result.stdout
    assert "Percentage changes: 24 reckoned again from numbers of offences, 0 differ." in result.stdout
    rows = list(csv.DictReader((tmp_path / "checks.csv").read_text().splitlines()))
    assert len(rows) == 4 * 3 * 2 + 7 * 4 + 8 * 3


def test_the_exit_code_tells_whether_some_or_all_files_were_refused(run, tmp_path):
    (tmp_path / "words.csv").write_text("name\nx\n")
    table = write(tmp_path / "table.csv", counts())
    assert run("import", "ons", tmp_path / "words.csv").exit_code == 2
    some = run("import", "ons", tmp_path / "words.csv", table, "--json")
    assert some.exit_code == 1
    assert [one["outcome"] for one in json.loads(some.stdout)["files"]] == ["refused", "read"]


def test_the_real_tables_agree_in_every_count_rate_and_change(shared, datasets):
    folder = next(iter(sorted((shared / "reference").glob("ons_pfa*"))), None)
    if folder is None:
        pytest.skip("needs the shared official tables beside the repository")
    report = import_ons([folder], datasets=datasets)
    assert not report.refused
    figures = list(figures_held(datasets))
    read = sum(cell.strip() != "" and not cell.startswith("[") for cell in _cells(folder))
    assert sum(one.value is not None for one in figures) == read
    assert not any(one.value == 0 for one in figures if one.missing)
    checks = compared(figures)
    assert Counter(one.check for one in checks) == {"sum": 3_535, "rate": 1_320, "change": 966}
    assert told(checks) == set()


def _cells(folder):
    """Every cell right of an area's names in every table, read without the importer."""
    for path in sorted(folder.glob("Table_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        top = next(place for place, row in enumerate(rows) if "code" in row[0].lower() and len(row) > 3 and row[1])
        names = 6 if "Partnership" in " ".join(rows[top]) else 2
        for row in rows[top + 1 :]:
            yield from row[names:]
