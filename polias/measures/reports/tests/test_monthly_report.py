"""The monthly report of an invented force: what it says, what it refuses to say, and that its four forms agree."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from polias.measures.refusal import Refused
from polias.measures.reports.monthly import build_monthly_report, pdf, write_report
from polias.measures.reports.monthly.as_json import report_as_json
from polias.measures.reports.monthly.build import ranges
from polias.measures.reports.monthly.page import Page, draw_charts
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, install_northshire, made_up_folder, row, write_file

LINE_KEYS = {
    "quality",
    "measure", "category", "value", "previous_year", "change_pct", "centre", "lower", "upper", "exception", "rule",
    "judged_by", "history_months", "confidence", "beside",
}  # fmt: skip
STEP = {**USUAL, "Shoplifting": 140, "Bicycle theft": 0}


@pytest.fixture(scope="module")
def three_years_once(tmp_path_factory) -> Path:
    """Thirty-six ordinary months; in the last, shoplifting is four times as high and no bicycle theft is there."""
    folder = tmp_path_factory.mktemp("three-years")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLIAS_HOME", str(folder))
        install_northshire(folder)
        source = made_up_folder(folder / "source", special={"2018-12": STEP})
        import_police_uk([source], datasets=folder / "datasets")
    return folder / "datasets"


@pytest.fixture
def three_years(three_years_once, datasets) -> Path:
    shutil.copytree(three_years_once, datasets)
    return datasets


def load(datasets: Path, folder: Path, month: str, rows) -> None:
    (report,) = import_police_uk([write_file(folder / f"{month}-northshire-street.csv", rows)], datasets=datasets).files
    assert report.outcome in ("new", "replaced")


def report_of(datasets: Path, month: str = "2018-12"):
    return build_monthly_report(force="northshire", month=month, datasets=datasets)


def json_of(datasets: Path, month: str = "2018-12"):
    content = report_as_json(report_of(datasets, month))
    return content, {(line["measure"], line["category"]): line for line in content["lines"]}


def found(report) -> dict[str, str]:
    return {check.check: check.message for check in report.checks}


def test_the_json_has_the_agreed_keys_and_every_line_its_own(three_years):
    content, lines = json_of(three_years)
    assert set(content) == {"force", "month", "as_at", "lines", "data_quality", "gaps", "together", "lineage"}
    assert all(set(line) == LINE_KEYS for line in content["lines"])
    assert all(set(check) == {"check", "severity", "message"} for check in content["data_quality"])
    assert len(lines) == 1 + (len(USUAL) - 1) + 1 + 2
    assert json.loads(json.dumps(content)) == content


def test_counts_are_those_of_the_file(three_years):
    _content, lines = json_of(three_years)
    for kind, number in STEP.items():
        key = ("asb_incidents", "all") if kind == "Anti-social behaviour" else ("recorded_crime", kind)
        assert lines[key]["value"] == (number or None), "a kind that stopped is a gap, and not nought"
    assert lines["recorded_crime", "all"]["value"] == sum(STEP.values()) - STEP["Anti-social behaviour"]


def test_anti_social_behaviour_is_no_kind_of_crime(three_years):
    _content, lines = json_of(three_years)
    assert ("recorded_crime", "Anti-social behaviour") not in lines


def test_a_sudden_rise_is_an_exception_and_ordinary_months_are_none(three_years):
    _content, lines = json_of(three_years)
    line = lines["recorded_crime", "Shoplifting"]
    assert (line["exception"], line["rule"], line["history_months"]) == ("high", "outside_limits", 36)
    assert line["value"] > line["upper"] > line["centre"] > line["lower"] >= 0
    assert line["confidence"] == {"grade": "high", "reasons": []}
    assert lines["recorded_crime", "Burglary"]["exception"] is None


def test_with_five_years_the_house_rule_judges_and_each_chart_says_what_it_could_have_seen(tmp_path, datasets):
    source = made_up_folder(tmp_path / "source", first="2014-01", months=60, special={"2018-12": STEP})
    import_police_uk([source], datasets=datasets)
    report = report_of(datasets)
    lines = {line["category"]: line for line in report_as_json(report)["lines"] if line["measure"] == "recorded_crime"}
    assert (lines["Shoplifting"]["exception"], lines["Shoplifting"]["rule"]) == ("high", "outside_limits")
    assert lines["Burglary"]["exception"] is None
    told = lines["Burglary"]["judged_by"]
    assert told["rule"] == "house"
    assert 0 < told["smallest_lasting_rise_pct"] < told["smallest_rise_in_one_month_pct"]
    assert [line.figure.months[0].month for line in report.lines[:2]] == ["2016-01"] * 2
    pictures = draw_charts(report)
    one_month, lasting = told["smallest_rise_in_one_month_pct"], told["smallest_lasting_rise_pct"]
    assert (
        f"House rule. The smallest rise that it sees: {one_month:.0f}% in one month, {lasting:.0f}% if it lasts."
        in (pictures["recorded-crime-burglary"])
    )
    assert "held against its own earlier years" in Page(report, pictures).html()
    older = build_monthly_report(force="northshire", month="2018-12", datasets=datasets, rule="nhs")
    assert {line.figure.judged_by for line in older.lines} == {"nhs"}
    assert "held against its own earlier years" not in Page(older, {}).html()


def test_the_year_before_and_the_change_on_it(three_years):
    _content, now = json_of(three_years)
    _content, then = json_of(three_years, "2017-12")
    line = now["recorded_crime", "Shoplifting"]
    assert line["previous_year"] == then["recorded_crime", "Shoplifting"]["value"]
    assert line["change_pct"] == pytest.approx(100 * (140 / line["previous_year"] - 1), abs=0.001)


def test_shares_of_outcomes_are_given_and_never_judged(three_years):
    _content, lines = json_of(three_years)
    line = lines["known_outcome_share", "all"]
    assert 0 < line["value"] < 100
    assert (line["exception"], line["centre"], line["change_pct"]) == (None, None, None)
    assert line["confidence"]["grade"] == "low"


def test_a_missing_month_is_a_gap_that_is_said_and_breaks_runs(tmp_path, datasets):
    source = made_up_folder(tmp_path / "source")
    (source / "2018-08" / "2018-08-northshire-street.csv").unlink()
    import_police_uk([source], datasets=datasets)
    report = report_of(datasets)
    assert report.missing_months == ("2018-08",)
    assert "August 2018 is not loaded" in found(report)["missing_months"]
    total = report.lines[0]
    assert (total.figure.history_months, total.confidence.grade) == (35, "medium")
    assert "August 2018 is missing." in total.confidence.reasons


def test_fewer_than_twenty_four_months_is_said_and_lowers_trust(tmp_path, datasets):
    import_police_uk([made_up_folder(tmp_path / "source", first="2018-01", months=12)], datasets=datasets)
    content, lines = json_of(datasets)
    assert "Only 12 months" in next(c["message"] for c in content["data_quality"] if c["check"] == "short_history")
    line = lines["recorded_crime", "all"]
    assert (line["previous_year"], line["change_pct"], line["confidence"]["grade"]) == (None, None, "low")


def test_with_one_month_nothing_is_called_usual(tmp_path, datasets):
    import_police_uk([made_up_folder(tmp_path / "source", first="2018-12", months=1)], datasets=datasets)
    _content, lines = json_of(datasets)
    line = lines["recorded_crime", "all"]
    assert [line[key] for key in ("centre", "lower", "upper", "exception", "rule")] == [None] * 5
    assert line["value"] > 0


def test_later_months_do_not_change_an_earlier_report(three_years):
    before = json_of(three_years, "2018-06")[1]["recorded_crime", "Shoplifting"]
    assert (before["exception"], before["history_months"]) == (None, 30)


def test_a_category_that_vanished_is_a_gap_with_its_reason_and_makes_the_whole_less_certain(three_years):
    content, lines = json_of(three_years)
    line = lines["recorded_crime", "Bicycle theft"]
    assert (line["value"], line["confidence"]["grade"]) == (None, "withheld")
    assert "Bicycle theft has no row in December 2018, where about 8 are usual" in line["confidence"]["reasons"][0]
    assert [(gap["category"], gap["month"]) for gap in content["gaps"]] == [("Bicycle theft", "2018-12")]
    assert line["confidence"]["reasons"][0] == found(report_of(three_years))["category_vanished"]
    total = lines["recorded_crime", "all"]
    assert (total["value"] is None, total["confidence"]["grade"]) == (False, "low")
    assert "Bicycle theft has no row" in total["confidence"]["reasons"][0]


def test_a_month_that_was_replaced_is_said_with_both_figures(tmp_path, three_years):
    load(three_years, tmp_path, "2018-12", [row("2018-12", "Burglary", i) for i in range(50)])
    messages = found(report_of(three_years))
    assert re.search(
        r"December 2018 was replaced by a newer file: \d+ recorded crimes became 50", messages["late_change"]
    )
    assert "50 rows where" in messages["sudden_fall"]


def test_rejected_rows_are_said_and_lower_trust(tmp_path, datasets):
    rows = [row("2018-12", "Burglary", i) for i in range(80)]
    load(datasets, tmp_path, "2018-12", rows + [row("2018-11", "Burglary", i) for i in range(20)])
    report = report_of(datasets)
    assert "20 of 100 rows of December 2018 could not be used" in found(report)["rejected_rows"]
    assert any("80%" in reason for reason in report.lines[0].confidence.reasons)


def test_a_month_of_which_most_could_not_be_read_is_withheld(tmp_path, datasets):
    rows = [row("2018-12", "Burglary", i) for i in range(60)]
    load(datasets, tmp_path, "2018-12", rows + [row("2018-11", "Burglary", i) for i in range(40)])
    _content, lines = json_of(datasets)
    line = lines["recorded_crime", "all"]
    assert (line["value"], line["confidence"]["grade"]) == (None, "withheld")


def test_a_kind_nobody_knows_is_counted_and_said_and_never_becomes_markup(tmp_path, datasets):
    kind = "Cyber (a & b) 'x'"
    load(datasets, tmp_path, "2018-12", [row("2018-12", kind, i) for i in range(9)])
    report = report_of(datasets)
    assert kind in found(report)["unknown_category"]
    html = Page(report, draw_charts(report)).html()
    assert kind not in html
    assert "Cyber (a &amp; b) &#39;x&#39;" in html


def test_rows_without_place_or_identifier_and_repeated_ones_are_said(tmp_path, datasets):
    rows = [row("2018-12", "Burglary", i, place=i > 10) for i in range(100)]
    for cells in rows[:3]:
        cells[0] = ""
    load(datasets, tmp_path, "2018-12", [*rows, *rows[50:53]])
    messages = found(report_of(datasets))
    assert "11 of 103 rows (10.7%) have no place" in messages["rows_without_location"]
    assert "3 of 103 crimes carry no identifier" in messages["crimes_without_id"]
    assert "3 crimes carry an identifier that another row" in messages["repeated_ids"]


def test_files_of_different_age_are_told_by_their_open_cases(tmp_path, datasets):
    for month, outcome in (("2018-11", "Local resolution"), ("2018-12", "Under investigation")):
        load(datasets, tmp_path, month, [row(month, "Burglary", i, outcome=outcome) for i in range(50)])
    assert "100.0% of the crimes of December 2018" in found(report_of(datasets))["outcomes_of_different_age"]


class TestRefusals:
    def test_a_force_nobody_knows_with_the_nearest(self, three_years):
        with pytest.raises(Refused, match=r"no force “northshir”\. Did you mean northshire"):
            build_monthly_report(force="northshir", month="2018-12", datasets=three_years)

    def test_a_force_may_be_named_in_full(self, three_years):
        named = build_monthly_report(force="Northshire Police", month="2018-12", datasets=three_years)
        assert named.force.slug == "northshire"

    @pytest.mark.parametrize("month", ["2018-13", "12-2018", "December 2018", "", "2018-12-01"])
    def test_no_month(self, three_years, month):
        with pytest.raises(Refused, match=r"is no month\. Write it as year and month: 2018-12"):
            build_monthly_report(force="northshire", month=month, datasets=three_years)

    def test_a_month_that_is_not_loaded_with_those_that_are(self, three_years):
        with pytest.raises(Refused, match=r"June 2019 is not loaded .* January 2016 to December 2018"):
            report_of(three_years, "2019-06")

    def test_nothing_loaded_at_all(self, datasets):
        with pytest.raises(Refused, match="Import its street files first"):
            report_of(datasets)

    def test_a_file_where_the_folder_should_be(self, three_years, tmp_path):
        (tmp_path / "out").write_text("x")
        with pytest.raises(Refused, match="is a file, not a folder"):
            write_report(report_of(three_years), out=tmp_path / "out")


def test_months_in_a_row_are_named_as_a_range():
    assert ranges(["2018-01", "2018-02", "2018-03", "2018-10"]) == "January 2018 to March 2018 and October 2018"


class TestForms:
    @pytest.fixture(scope="class")
    def written(self, three_years_once, tmp_path_factory):
        """Everything but the PDF, which takes its time and a system library."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("POLIAS_HOME", str(three_years_once.parent))
            patch.setattr("polias.measures.reports.monthly.publish.pdf_bytes", _no_pdf)
            return write_report(report_of(three_years_once), out=tmp_path_factory.mktemp("new") / "out")

    def test_without_the_library_all_but_the_pdf_is_written_and_it_is_said(self, written):
        assert [file.name for file in written.files] == ["report.html", "report.json", "report.xlsx"]
        assert "No PDF was made" in written.without_pdf

    def test_nothing_but_the_report_is_left_in_the_folder(self, written):
        assert sorted(file.name for file in written.files[0].parent.iterdir()) == sorted(f.name for f in written.files)

    def test_the_workbook_holds_values_and_no_formula(self, written, three_years):
        import openpyxl

        book = openpyxl.load_workbook(written.files[2])
        assert book.sheetnames == ["Lines", "Months", "Data quality", "Definitions", "Files"]
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
        assert not [cell for cell in cells if cell.data_type == "f"]
        for sheet in book:
            assert "data.police.uk" in sheet["A2"].value
        header, first = ([cell.value for cell in line] for line in book["Lines"].iter_rows(min_row=5, max_row=6))
        line = dict(zip(header, first, strict=True))
        expected = json_of(three_years)[1]["recorded_crime", "all"]
        assert (line["Value"], line["Months known"]) == (expected["value"], 36)
        assert line["Average"] == pytest.approx(expected["centre"], abs=1e-4)

    def test_the_page_stands_alone_with_a_table_after_each_chart(self, written):
        html = written.files[0].read_text()
        assert not re.findall(r'(?:src|href)="(?!data:|#)', html)
        assert "<script" not in html
        assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
        images, tables = re.findall(r'<img [^>]*alt="([^"]+)"', html), html.count('<table class="months">')
        assert len(images) == tables == len(USUAL) + 1 + 2
        assert all(len(alt) > 40 for alt in images)

    def test_no_sentence_of_the_page_is_longer_than_a_panel_reads(self, written):
        html = re.sub(r"<style>.*?</style>", "", written.files[0].read_text(), flags=re.DOTALL)
        paragraphs = re.findall(r"<(?:p|li|dd)[^>]*>(.*?)</(?:p|li|dd)>", html, flags=re.DOTALL)
        text = [re.sub(r"<[^>]+>", " ", paragraph) for paragraph in paragraphs]
        sentences = [sentence for paragraph in text for sentence in re.split(r"[.:?;]\s", paragraph)]
        long = [sentence for sentence in sentences if len(sentence.split()) > 25]
        assert not long

    def test_the_same_data_gives_the_same_report(self, three_years):
        report = report_of(three_years)
        charts = draw_charts(report)
        assert Page(report, charts).html() == Page(report_of(three_years), draw_charts(report)).html()


def _no_pdf(_html: str) -> bytes:
    raise pdf.PdfUnavailable("No PDF was made.")


@pytest.mark.pdf
def test_the_pdf_is_tagged_and_says_what_the_page_says(three_years, tmp_path):
    pytest.importorskip("weasyprint", reason="needs libpango", exc_type=OSError)
    import pypdf

    written = write_report(report_of(three_years), out=tmp_path / "out")
    document = pypdf.PdfReader(tmp_path / "out" / "report.pdf")
    text = "\n".join(page.extract_text() for page in document.pages)
    assert written.without_pdf == ""
    assert "Recorded crime in Northshire, December 2018" in text
    assert "Unusually high: Shoplifting (140)" in text
    assert "/StructTreeRoot" in document.trailer["/Root"]
    assert document.trailer["/Root"]["/Lang"] == "en-GB"


def test_essex_december_2018_counts_as_an_independent_count_does(datasets, shared):
    import csv
    import gzip
    from collections import Counter

    files = sorted((shared / "crime/street").glob("2018-*-essex-street.csv.gz"))
    import_police_uk(files, datasets=datasets)
    report = report_as_json(build_monthly_report(force="essex", month="2018-12", datasets=datasets))
    with gzip.open(shared / "crime/street/2018-12-essex-street.csv.gz", "rt", encoding="utf-8") as file:
        counted = Counter(line["Crime type"] for line in csv.DictReader(file))
    asb = counted.pop("Anti-social behaviour")
    lines = {(line["measure"], line["category"]): line for line in report["lines"]}
    assert {kind: lines["recorded_crime", kind]["value"] for kind in counted} == dict(counted)
    assert lines["recorded_crime", "all"]["value"] == sum(counted.values()) == 13453
    assert lines["asb_incidents", "all"]["value"] == asb == 3134
    assert lines["recorded_crime", "all"]["history_months"] == 10
    assert lines["recorded_crime", "all"]["centre"] == 12755.5
    checks = {check["check"] for check in report["data_quality"]}
    assert {"missing_months", "short_history", "year_before_missing", "outcomes_of_different_age"} <= checks


def test_made_up_rows_never_depend_on_the_hour():
    random.seed(1)
    first = row("2018-12", "Burglary", 3)
    random.seed(2)
    assert row("2018-12", "Burglary", 3) == first
