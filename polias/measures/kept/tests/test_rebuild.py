"""A kept figure is proved by counting it again, and never called equal when what it stands on is not what it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from polias.manifest import read_manifest
from polias.measures import catalogue, public
from polias.measures.kept import cli, rebuild
from polias.measures.kept.store import find, stored
from polias.measures.refusal import Refused
from polias.measures.reports.monthly import build_monthly_report, write_report
from polias.measures.reports.monthly import publish as writing
from polias.measures.reports.monthly.pdf import PdfUnavailable
from polias.measures.results.judgement import HOUSE_SETTINGS, judge
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, made_up_folder, month_rows, row, write_file

DECEMBER = date(2018, 12, 1)


@pytest.fixture
def loaded(datasets, tmp_path):
    import_police_uk([made_up_folder(tmp_path / "source", first="2018-10", months=3)], datasets=datasets)
    return datasets


@pytest.fixture
def polias(monkeypatch):
    """`polias measures` with these words."""
    program = typer.Typer()
    program.add_typer(cli.app)

    def asked(*words):
        monkeypatch.setattr("sys.argv", ["polias", "measures", *map(str, words)])
        return CliRunner().invoke(program, ["measures", *map(str, words)])

    return asked


@pytest.fixture
def kept(loaded):
    """Burglaries of December, kept for a question, and the reference."""
    exact = public.figure("recorded_crime", force="northshire", month=DECEMBER, offence_group="Burglary")
    return public.keep_figure(exact, purpose="question 14").reference


def file_of(datasets, month="2018-12") -> Path:
    folder = datasets / "police_uk_street" / "force=northshire" / f"month={month}"
    return folder / read_manifest(folder).current.file


def test_a_kept_figure_holds_all_that_it_stands_on(kept, loaded):
    (found,) = find(kept, home=loaded.parent)
    figure, (file,) = found.figure, found.figure.partitions
    assert (figure.measure, figure.definition_version, figure.month) == ("recorded_crime", 1, "2018-12")
    assert figure.group == (("crime_type", "Burglary"),)
    assert file.rows == figure.rows_in == read_manifest(file_of(loaded).parent).current.rows
    assert (file.known_to, figure.code_version != "", figure.as_at) == (None, True, file.known_from)
    assert found.kept_for == ("question 14",)


def test_a_kept_figure_is_proved_equal(kept, polias):
    result = polias("rebuild", kept)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Equal: recorded_crime, Burglary, northshire, December 2018.")
    assert "1 of 1 figures are equal" in result.stdout


def test_it_is_proved_equal_after_its_month_was_replaced(kept, polias, loaded, tmp_path):
    rows = month_rows("2018-12", counts={**USUAL, "Burglary": 47})
    import_police_uk([write_file(tmp_path / "2018-12-northshire-street.csv", rows)], datasets=loaded)
    now = public.figure("recorded_crime", force="northshire", month=DECEMBER, offence_group="Burglary")
    assert now.value == 47
    assert polias("rebuild", kept).exit_code == 0


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def one_byte_changed(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (Path.unlink, ("gone", "is gone")),
        (cut, ("cut short", "is cut short")),
        (one_byte_changed, ("changed", "is no longer what it was")),
    ],
)
def test_a_spoilt_file_is_named_and_the_figure_is_not_called_equal(kept, polias, loaded, spoil, told):
    state, words = told
    spoil(file_of(loaded))
    result = polias("rebuild", kept)
    assert result.exit_code == cli.NOT_PROVED
    assert words in result.stdout
    assert "Equal" not in result.stdout
    assert "2018-12/v0001" in result.stdout
    (one,) = json.loads(polias("rebuild", kept, "--json").stdout)
    assert (one["state"], one["equal"], one["counted"]) == (state, False, None)


def test_the_same_rows_in_another_version_stand_in_for_a_file_that_is_gone(kept, polias, loaded, tmp_path):
    source = tmp_path / "source" / "2018-12" / "2018-12-northshire-street.csv"
    other = write_file(tmp_path / "2018-12-northshire-street.csv", [row("2018-12", "Burglary", 1)])
    was = file_of(loaded)
    import_police_uk([other], datasets=loaded)
    import_police_uk([source], datasets=loaded, bring_back=True)
    was.unlink()
    assert polias("rebuild", kept).exit_code == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda measure: replace(measure, version=2), "version 1 of the definition"),
        (
            lambda measure: replace(measure, numerator=replace(measure.numerator, where=())),
            "without a new version number",
        ),
    ],
)
def test_another_definition_is_said_and_never_counted(kept, polias, monkeypatch, change, words):
    other = tuple(replace(offer, measure=change(offer.measure)) for offer in catalogue.OFFERS)
    monkeypatch.setattr(catalogue, "OFFERS", other)
    result = polias("rebuild", kept)
    assert (result.exit_code, words in result.stdout) == (cli.NOT_PROVED, True), result.stdout


def test_a_measure_that_is_no_more_is_said(kept, polias, monkeypatch):
    monkeypatch.setattr(catalogue, "OFFERS", ())
    assert "no measure recorded_crime over police_uk_street any more" in polias("rebuild", kept).stdout


def test_a_value_that_somebody_changed_is_refused(kept, polias, loaded):
    path = loaded.parent / "figures" / f"{kept}.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "value": content["value"] + 1}))
    result = polias("rebuild", kept)
    assert (result.exit_code, "damaged or was changed" in result.stderr) == (2, True)


def test_keeping_again_adds_a_purpose_and_no_second_figure(kept, loaded, polias):
    exact = public.figure("recorded_crime", force="northshire", month=DECEMBER, offence_group="Burglary")
    assert public.keep_figure(exact, purpose="NSH-PA-26-000001").reference == kept
    (found,) = stored(loaded.parent)
    assert found.kept_for == ("question 14", "NSH-PA-26-000001")
    assert polias("rebuild", "NSH-PA-26-000001").exit_code == 0
    assert kept in polias("kept", "--json").stdout


def test_a_figure_kept_before_a_share_had_anything_to_count_is_rebuilt_too(loaded, polias):
    exact = public.figure("known_outcome_share", force="northshire", month=DECEMBER)
    reference = public.keep_figure(exact, purpose="a paper").reference
    assert polias("rebuild", reference).exit_code == 0


def test_a_figure_that_is_withheld_is_kept_without_its_value(datasets, polias, tmp_path):
    rows = [row("2018-12", "Burglary", i) for i in range(60)] + [row("2018-11", "Burglary", i) for i in range(40)]
    import_police_uk([write_file(tmp_path / "2018-12-northshire-street.csv", rows)], datasets=datasets)
    exact = public.figure("recorded_crime", force="northshire", month=DECEMBER)
    assert (exact.value, exact.trust_grade) == (None, "withheld")
    assert "Only 60% of the rows" in exact.sentence
    reference = public.keep_figure(exact, purpose="a question").reference
    result = polias("rebuild", reference)
    assert (result.exit_code, result.stdout.startswith("Withheld: ")) == (0, True), result.stdout


class TestRange:
    @pytest.fixture
    def kept(self, datasets, tmp_path):
        """A figure with a year before it, of which one month was not to be trusted."""
        half = {kind: usual // 2 for kind, usual in USUAL.items()}
        folder = made_up_folder(tmp_path / "year", first="2018-01", months=12, special={"2018-06": half})
        import_police_uk([folder], datasets=datasets)
        exact = public.figure("recorded_crime", force="northshire", month=DECEMBER)
        assert exact.lower is not None
        return public.keep_figure(exact, purpose="a paper").reference

    def test_its_range_is_drawn_again_without_the_months_that_were_doubted(self, kept, polias, datasets):
        (found,) = find(kept, home=datasets.parent)
        assert found.figure.range.gaps == ("2018-06",)
        result = polias("rebuild", kept)
        assert result.exit_code == 0, result.stdout
        assert "is the same too, drawn again from 11 files before it." in result.stdout

    def test_a_file_before_it_that_is_gone_leaves_the_range_unproved(self, kept, polias, datasets):
        file_of(datasets, "2018-03").unlink()
        result = polias("rebuild", kept)
        assert result.exit_code == cli.NOT_PROVED
        assert "The value is the same, and its range cannot be drawn again." in result.stdout

    def test_rules_that_draw_another_range_are_found(self, kept, polias, monkeypatch):
        other = replace(HOUSE_SETTINGS, k=3.0)
        monkeypatch.setattr(rebuild, "judge", lambda *args, **how: judge(*args, **how, settings=other))
        result = polias("rebuild", kept)
        assert result.exit_code == cli.NOT_PROVED
        assert "The value is the same, and its range is " in result.stdout

    def test_a_range_that_somebody_changed_is_refused(self, kept, polias, datasets):
        path = datasets.parent / "figures" / f"{kept}.json"
        content = json.loads(path.read_text())
        content["range"]["upper"] += 10
        path.write_text(json.dumps(content))
        assert polias("rebuild", kept).exit_code == 2


@pytest.mark.parametrize("asked", ["FIG-000000000000", "NSH-PA-26-000099"])
def test_what_is_not_kept_is_refused_with_the_way_on(loaded, polias, asked):
    result = polias("rebuild", asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"No figure is kept under {asked}." in result.stderr


class TestReport:
    @pytest.fixture
    def report(self, loaded, tmp_path, monkeypatch):
        def without(_html):
            raise PdfUnavailable("No PDF was made.")

        monkeypatch.setattr(writing, "pdf_bytes", without)
        write_report(build_monthly_report(force="northshire", month="2018-12", datasets=loaded), out=tmp_path / "out")
        return tmp_path / "out" / "report.json"

    def test_every_line_of_a_report_is_proved_from_its_json(self, report, polias):
        told = json.loads(polias("rebuild", report, "--json").stdout)
        assert {one["state"] for one in told} == {"equal"}
        assert len(told) == len(json.loads(report.read_text())["lines"])

    @pytest.mark.parametrize("line", [1, -1], ids=["a count", "a share"])
    def test_a_line_that_somebody_changed_is_found(self, report, polias, line):
        content = json.loads(report.read_text())
        content["lines"][line]["value"] = 4_711
        report.write_text(json.dumps(content))
        result = polias("rebuild", report)
        assert result.exit_code == cli.NOT_PROVED
        assert "and 4,711 was kept" in result.stdout
        assert result.stdout.count("NOT PROVED") == 1

    @pytest.mark.parametrize(
        ("text", "words"),
        [("{}", "is not the JSON"), ('{"lines": []}', "does not say"), ('{"lines": [{}], "lineage": {}}', "damaged")],
    )
    def test_what_is_no_report_is_refused(self, loaded, tmp_path, polias, text, words):
        (tmp_path / "x.json").write_text(text)
        result = polias("rebuild", tmp_path / "x.json")
        assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


class TestAsAt:
    def test_a_day_before_it_was_known_has_no_figure(self, loaded, polias):
        result = polias(
            "figure", "recorded_crime", "--force", "northshire", "--month", "2018-12", "--as-at", "2019-01-31"
        )
        assert result.exit_code == 0
        assert "At the end of 2019-01-31 nothing of that month was held." in result.stdout

    def test_today_is_what_is_known_now_with_since_when(self, loaded, polias):
        result = polias(
            "figure", "recorded_crime", "--force", "northshire", "--month", "2018-12", "--keep", "a question"
        )
        assert "Known so from " in result.stdout
        assert "UTC until now; definition 1." in result.stdout
        assert "Kept as FIG-" in result.stdout

    @pytest.mark.parametrize(("day", "words"), [("2999-01-01", "yet to come"), ("1 May", "is no day")])
    def test_no_day_and_a_day_to_come_are_refused(self, loaded, polias, day, words):
        result = polias("figure", "recorded_crime", "--force", "northshire", "--month", "2018-12", "--as-at", day)
        assert (result.exit_code, words in result.stderr) == (2, True)

    def test_an_unknown_measure_is_refused_with_those_there_are(self, loaded, polias):
        result = polias("figure", "unicorns", "--force", "northshire", "--month", "2018-12")
        assert "There is: recorded_crime, asb_incidents" in result.stderr


def test_the_reports_of_a_store_that_is_empty(loaded):
    with pytest.raises(Refused, match="No figure is kept"):
        find("x", home=loaded.parent)
