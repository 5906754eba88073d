"""Faults of supply in the monthly report: each a gap with its reason, said in every form, and never left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polias.manifest import read_manifest
from polias.measures.engine.months import shifted
from polias.measures.refusal import Refused
from polias.measures.reports.monthly import build_monthly_report, checks
from polias.measures.reports.monthly.as_json import report_as_json
from polias.measures.reports.monthly.page import Page, draw_charts
from polias.measures.reports.monthly.sentences import in_short
from polias.measures.reports.monthly.workbook import workbook_bytes
from polias.measures.sources.importing import import_police_uk
from polias.measures.tests.made_up import USUAL, made_up_folder, month_rows, write_file

LAST = "2018-12"
HALF = {kind: usual // 2 for kind, usual in USUAL.items()}


@pytest.fixture
def loaded(datasets, tmp_path):
    """A year of Northshire; `special` gives single months other counts, `rows` other rows."""

    def load(*, special=None, rows=None, first="2018-01", months=12):
        folder = made_up_folder(tmp_path / "source", first=first, months=months, special=special)
        for month, content in (rows or {}).items():
            write_file(folder / month / f"{month}-northshire-street.csv", content)
        import_police_uk([folder], datasets=datasets)
        return report()

    def report(month=LAST):
        return build_monthly_report(force="northshire", month=month, datasets=datasets)

    load.again = report
    return load


def findings(report):
    return {check.check: check.message for check in report.checks}


def line(report, category=None, measure="recorded_crime"):
    return next(one for one in report.lines if (one.measure.name, one.figure.category) == (measure, category))


SUPPLY = {"fell_together", "category_vanished", "field_emptied", "rows_repeated", "level_jumped", "month_not_over"}


def test_a_whole_year_has_no_finding_of_supply(loaded):
    report = loaded()
    assert not SUPPLY & set(findings(report))
    assert report_as_json(report)["gaps"] == []


def test_a_month_in_which_all_fell_is_withheld_in_every_line_with_one_reason(loaded):
    report = loaded(special={LAST: HALF})
    reason = findings(report)["fell_together"]
    assert reason.startswith("In December 2018 9 of 9 kinds fell at once, together by 5")
    assert {one.confidence.grade for one in report.lines} == {"withheld"}
    assert {one.confidence.reasons[0] for one in report.lines} == {reason}
    assert in_short(report)[:2] == ["No figure for Northshire Police in December 2018 is fit to be shown.", reason]
    html = Page(report, draw_charts(report)).html()
    assert html.count("<img") == len(report.lines), "the other months are shown, and this one as a gap"
    assert "not shown" in html


def test_a_month_before_is_a_gap_in_the_chart_and_judges_nothing(loaded):
    whole = loaded()
    usual = line(whole).figure
    report = loaded(special={"2018-06": HALF})
    total = line(report).figure
    june = next(month for month in total.months if month.month == "2018-06")
    assert (june.value, june.held) == (None, True)
    assert june.why_not == findings(report)["fell_together"]
    assert total.lower == pytest.approx(usual.lower, rel=0.05), "half a month would have widened the range"
    assert line(report).confidence.reasons[-1] == "June 2018 is not to be trusted and is left out."
    content = report_as_json(report)
    assert {gap["month"] for gap in content["gaps"]} == {"2018-06"}
    assert f"<li>{june.why_not}</li>" in Page(report, draw_charts(report)).html().replace("&#39;", "'")


def test_the_workbook_says_why_a_month_is_not_shown(loaded):
    import io

    import openpyxl

    report = loaded(special={"2018-06": HALF})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))["Months"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    (june,) = [row for row in rows if row[:3] == ["recorded_crime", "all", "2018-06"]]
    assert june[3] is None
    assert june[-1] == findings(report)["fell_together"]


def test_a_large_kind_that_stopped_takes_the_whole_with_it(loaded):
    report = loaded(special={LAST: {k: n for k, n in USUAL.items() if k != "Violence and sexual offences"}})
    reason = findings(report)["category_vanished"]
    assert "Violence and sexual offences has no row in December 2018" in reason
    assert (line(report).value, line(report).confidence.reasons[0]) == (None, reason)
    assert line(report, "Burglary").value == USUAL["Burglary"]
    assert line(report, measure="asb_incidents").value == USUAL["Anti-social behaviour"]


def test_incidents_that_stopped_are_a_gap_of_their_own_and_leave_crime_alone(loaded):
    report = loaded(special={LAST: {k: n for k, n in USUAL.items() if k != "Anti-social behaviour"}})
    asb = line(report, measure="asb_incidents")
    assert (asb.value, asb.confidence.grade) == (None, "withheld")
    assert line(report).value == sum(USUAL.values()) - USUAL["Anti-social behaviour"]


def test_a_field_that_emptied_takes_the_figures_that_are_made_from_it(loaded):
    rows = [[*cells[:10], "", cells[11]] for cells in month_rows(LAST)]
    report = loaded(rows={LAST: rows})
    assert "In December 2018 0% of the rows have an outcome" in findings(report)["field_emptied"]
    assert line(report, measure="known_outcome_share").value is None
    assert line(report).value is not None


def test_outcomes_that_most_rows_never_had_give_no_share_of_outcomes(loaded):
    def without(month):
        return [[*cells[:10], cells[10] if place % 3 == 0 else "", cells[11]]
                for place, cells in enumerate(month_rows(month))]  # fmt: skip

    report = loaded(rows={month: without(month) for month in (f"2018-{n:02}" for n in range(1, 13))})
    assert "of the crimes of December 2018 have an outcome, too few" in findings(report)["field_sparse"]
    assert line(report, measure="known_outcome_share").value is None
    assert line(report).confidence.grade == line(report, "Burglary").confidence.grade == "low"
    assert [check.check for check in report.checks].count("field_sparse") == 1


def test_rows_that_come_twice_are_said_and_withheld(loaded):
    rows = month_rows(LAST)
    report = loaded(rows={LAST: rows + rows[:200]})
    assert "of the rows come twice" in findings(report)["rows_repeated"]
    assert line(report).value is None


def test_a_file_that_was_taken_in_before_its_month_was_over_is_not_whole(datasets, tmp_path):
    this = f"{datetime.now(UTC):%Y-%m}"
    folder = made_up_folder(tmp_path / "now", first=shifted(this, -5), months=6)
    import_police_uk([folder], datasets=datasets)
    report = build_monthly_report(force="northshire", month=this, datasets=datasets)
    assert "was taken in before the month was over" in findings(report)["month_not_over"]
    assert {one.value for one in report.lines} == {None}


class TestDeclared:
    @pytest.fixture
    def declare(self, home):
        def write(*rows):
            path = home / "reference" / "supply_events.csv"
            path.write_text("force,kind,month,category,reason,owner\n" + "".join(f"{row}\n" for row in rows))

        return write

    def test_a_month_that_somebody_shows_to_be_right_is_shown_and_says_who(self, loaded, declare):
        declare(f"northshire,shown right,{LAST},,The force confirmed the figure,Head of analysis")
        report = loaded(special={LAST: HALF})
        assert line(report).value == sum(HALF.values()) - HALF["Anti-social behaviour"]
        said = "December 2018 was shown to be right by Head of analysis: The force confirmed the figure."
        assert findings(report)["shown_right"] == said
        assert said in line(report).confidence.reasons
        assert "fell_together" not in findings(report)

    def test_a_jump_when_a_new_system_came_in_ends_comparison_with_what_was_before(self, loaded, declare):
        more = {kind: round(1.5 * usual) for kind, usual in USUAL.items()}
        new = [shifted("2018-05", place) for place in range(8)]
        declare("northshire,go-live,2018-05,,a new recording system came in,Head of analysis")
        report = loaded(first="2017-01", months=24, special=dict.fromkeys(new, more))
        total = line(report)
        assert total.figure.months[0].month == "2018-05"
        assert (total.figure.previous_year, total.figure.change_pct) == (None, None)
        assert total.confidence.grade == "low"
        assert total.confidence.reasons[0].startswith("The level is up 5")
        assert "when a new recording system came in" in findings(report)["level_jumped"]

    def test_a_new_system_that_changed_nothing_ends_nothing(self, loaded, declare):
        declare("northshire,go-live,2018-05,,a new recording system came in,Head of analysis")
        report = loaded(first="2017-01", months=24)
        assert line(report).figure.months[0].month == "2017-01"
        assert "level_jumped" not in findings(report)

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("northshire,new,2018-05,,x,y", "line 2: “new” is no kind of event"),
            ("northshire,go-live,May,,x,y", "line 2: “May” is no month"),
            ("northshire,shown right,2018-12,,,y", "line 2: reason or owner is missing"),
        ],
    )
    def test_a_declaration_that_cannot_be_understood_is_refused_with_its_line(self, loaded, declare, row, words):
        loaded()
        declare(row)
        with pytest.raises(Refused, match=words):
            loaded.again()


def test_a_file_that_is_cut_short_is_a_gap_and_the_report_is_made(loaded, datasets):
    loaded()
    folder = datasets / "police_uk_street" / "force=northshire" / "month=2018-06"
    path = folder / read_manifest(folder).current.file
    path.write_bytes(path.read_bytes()[:-50])
    report = loaded.again()
    assert "The file of June 2018 is cut short." in findings(report)["file_not_counted"]
    assert line(report).value is not None
    assert report_as_json(report)["gaps"][0]["month"] == "2018-06"


def test_a_report_of_a_month_whose_own_file_is_cut_short_is_made_and_shows_no_figure(loaded, datasets, monkeypatch):
    """Of a force whose districts are known the places are looked at too: not in a file that cannot be read."""
    monkeypatch.setattr(checks, "home_districts", lambda: {"Northtown": "northshire"})
    loaded()
    folder = datasets / "police_uk_street" / "force=northshire" / f"month={LAST}"
    path = folder / read_manifest(folder).current.file
    path.write_bytes(path.read_bytes()[:-50])
    report = loaded.again()
    assert "The file of December 2018 is cut short." in findings(report)["file_not_counted"]
    assert (line(report).value, line(report).confidence.grade) == (None, "withheld")
