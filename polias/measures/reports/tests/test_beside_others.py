"""The report beside other forces: twelve months and the twelve before, rates, ranks, and the end of each side."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from polias.measures.engine.months import shifted
from polias.measures.reports.monthly import build_monthly_report
from polias.measures.reports.monthly.as_json import report_as_json
from polias.measures.reports.monthly.beside_told import beside_sentences, how_compared
from polias.measures.reports.monthly.page import Page
from polias.measures.reports.monthly.workbook import workbook_bytes
from polias.measures.sources import reference
from polias.measures.sources.importing import import_police_uk
from polias.measures.sources.ons.importing import import_ons
from polias.measures.sources.ons.tests.made_up import rates, write
from polias.measures.tests.made_up import install_northshire, month_rows, write_file

LAST = "2024-06"
#: Robberies a month, the year before and now; and how many months each is behind.
FORCES = {"northshire": (50, 60, 0), "eastmoor": (60, 60, 1), "westvale": (90, 80, 0), "oldfen": (70, 70, 7)}


def install_forces(home: Path) -> None:
    install_northshire(home)
    with (home / "reference" / "police_uk_forces.csv").open("a") as file:
        file.write("westvale,Westvale,Westvale Police,yes,invented for tests\n")
        file.write("oldfen,Oldfen,Oldfen Police,yes,invented for tests\n")
    (home / "reference" / "most_similar_groups.csv").write_text(
        "force,member,valid_from,valid_to,source,source_status\n"
        "northshire,westvale,2020-01,,an invented list,to be confirmed by the force\n"
    )
    for cached in (reference._forces, reference._slugs_by_name, reference._group_memberships):
        cached.cache_clear()


@pytest.fixture(scope="module")
def four_forces_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("four-forces")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLIAS_HOME", str(folder))
        install_forces(folder)
        for force, (before, now, behind) in FORCES.items():
            for place in range(behind, 24 + behind):
                month = shifted(LAST, -place)
                robberies = now if place < 12 + behind else before
                rows = month_rows(month, counts={"Robbery": robberies}, name=f"{force.title()} Police")
                write_file(folder / "source" / f"{month}-{force}-street.csv", rows)
        assert not import_police_uk([folder / "source"], datasets=folder / "datasets").refused
        import_ons([write(folder / "rates.csv", rates(held_back=""))], datasets=folder / "datasets")
    return folder / "datasets"


@pytest.fixture
def four_forces(four_forces_once, home) -> Path:
    install_forces(home)
    shutil.copytree(four_forces_once, home / "datasets")
    return home / "datasets"


def beside_of(datasets: Path, month: str = LAST):
    report = build_monthly_report(force="northshire", month=month, datasets=datasets)
    return report.lines[0].beside


def test_twelve_months_to_date_are_held_against_the_twelve_before(four_forces):
    beside = beside_of(four_forces)
    assert (beside.events, beside.previous, beside.change_pct) == (720, 600, pytest.approx(20))
    said = " ".join(beside_sentences(beside))
    assert "In the twelve months to June 2024 there were 720: 20.0% more (120) than in the twelve before." in said


def test_a_rate_stands_beside_the_others_of_its_group_and_all_others_without_itself(four_forces):
    beside = beside_of(four_forces)
    assert beside.rate == pytest.approx(1000 * 720 / 400_000)
    # Westvale's population is 300,000, Eastmoor's too; Oldfen has none.
    assert beside.group_rate == pytest.approx(1000 * 960 / 300_000)
    assert beside.others_rate == pytest.approx(1000 * (960 + 720) / 600_000)
    assert beside.people.label.startswith("Population figures (mid-2023)")


def test_ranks_are_told_for_the_group_and_for_all_with_who_is_up(four_forces):
    beside = beside_of(four_forces)
    assert (beside.rank_of_rate.rank, beside.rank_of_rate.of) == (1, 3)
    assert (beside.rank_of_rate_in_group.rank, beside.rank_of_rate_in_group.of) == (1, 2)
    assert (beside.rank_of_change.rank, beside.rank_of_change.of) == (3, 3)
    assert (beside.rank_of_change_in_group.rank, beside.rank_of_change_in_group.of) == (2, 2)
    assert (beside.up, beside.changes_known) == (1, 3)


def test_each_side_has_its_own_end_and_it_is_told(four_forces):
    beside = beside_of(four_forces)
    assert beside.ends == (("2024-06", ("Northshire",)), ("2024-05", ("Eastmoor",)), ("2024-06", ("Westvale",)))
    said = " ".join(beside_sentences(beside))
    assert "Counted to May 2024 instead: Eastmoor." in said
    assert "Counted to June 2024 as well: Westvale." in said


def test_a_force_that_ends_long_before_is_not_compared_and_it_is_told(four_forces):
    beside = beside_of(four_forces)
    assert "Oldfen" not in {name for _end, names in beside.ends for name in names}
    assert "Left out: Oldfen (it ends in November 2023)." in " ".join(beside_sentences(beside))


def test_a_force_that_lacks_a_month_is_left_out_with_the_reason(four_forces):
    for folder in (four_forces / "police_uk_street" / "force=westvale").glob("month=2024-02"):
        shutil.rmtree(folder)
    # Twelve of the last fifteen months are still held, so it is looked at and found wanting.
    beside = beside_of(four_forces)
    assert dict(beside.left_out)["Westvale"] == "February 2024 not known"
    assert "Westvale (February 2024 not known)." in " ".join(beside_sentences(beside))


def test_a_force_of_which_a_month_fell_in_all_kinds_is_left_out_too(four_forces, tmp_path):
    """A fall in everything at once is a fault of supply until shown otherwise: no sum has it in, here or elsewhere."""
    rows = month_rows("2024-03", counts={"Robbery": 12}, name="Westvale Police")
    import_police_uk([write_file(tmp_path / "2024-03-westvale-street.csv", rows)], datasets=four_forces)
    assert dict(beside_of(four_forces).left_out)["Westvale"] == "March 2024 not known"


def without(datasets: Path, *months: str, force: str = "northshire") -> None:
    for month in months:
        shutil.rmtree(datasets / "police_uk_street" / f"force={force}" / f"month={month}")


def test_nothing_is_compared_where_no_three_months_in_a_row_are_there_and_it_says_why(four_forces):
    without(four_forces, "2024-05", "2024-03", "2024-01", "2023-06")
    report = build_monthly_report(force="northshire", month=LAST, datasets=four_forces)
    assert report.lines[0].beside is None
    assert "No line is compared with other forces: " in Page(report, {}).html()
    assert report.not_compared == (
        "twelve months of Northshire in a row are needed, and only 11 of the 15 months up to June 2024 are loaded"
    )
    assert "not_compared" in {check.check for check in report.checks}


def test_the_months_that_are_lacking_are_named_where_twelve_others_are_loaded(four_forces):
    without(four_forces, "2024-05", "2024-03", "2024-01")
    report = build_monthly_report(force="northshire", month=LAST, datasets=four_forces)
    assert report.not_compared == (
        "of the twelve months of Northshire: January 2024, March 2024 and May 2024 not known"
    )


def test_where_no_twelve_months_are_shared_a_shorter_span_is_and_the_page_says_which(four_forces):
    """From February 2024 on all have every month, but one that ends in May: so all are compared to May."""
    without(four_forces, "2024-01")
    report = build_monthly_report(force="northshire", month=LAST, datasets=four_forces)
    beside, html = report.lines[0].beside, Page(report, {}).html()
    assert (beside.months, beside.until, beside.events, beside.previous) == (4, "2024-05", 240, 200)
    assert (beside.rank_of_change.rank, beside.rank_of_change.of, beside.up) == (3, 3, 1)
    assert beside.rate == pytest.approx(1000 * 240 / 400_000)
    assert beside.others_rate == pytest.approx(1000 * (320 + 240) / 600_000)
    assert {end for end, _names in beside.ends} == {"2024-05"}, "a part of a year is never held against another part"
    said = "In the 4 months to May 2024 there were 240: 20.0% more (40) than in the same months of the year before."
    assert said in html
    assert (
        "Forces are compared over the 4 months from February 2024 to May 2024, the same of each. "
        "Why not twelve: of the twelve months of Northshire: January 2024 not known."
    ) in html
    assert "rates over 4 months are none of a year" in html
    assert dict(beside.left_out)["Oldfen"] == "fewer than 3 months in a row up to May 2024 are known"
    told = report_as_json(report)["lines"][0]["beside"]
    assert (told["months"], told["why_shorter"]) == (4, "of the twelve months of Northshire: January 2024 not known")


def test_a_month_of_the_shorter_span_that_is_doubted_is_in_no_sum(four_forces, tmp_path):
    without(four_forces, "2024-01")
    rows = month_rows("2024-03", counts={"Robbery": 12}, name="Northshire Police")
    import_police_uk([write_file(tmp_path / "2024-03-northshire-street.csv", rows)], datasets=four_forces)
    beside = beside_of(four_forces)
    assert (beside.months, beside.until, beside.events, beside.previous) == (3, "2024-06", 180, 150)
    assert "January 2024 and March 2024 not known" in beside.why_shorter
    assert dict(beside.left_out)["Eastmoor"] == "fewer than 3 months in a row up to June 2024 are known"


def test_a_rank_at_the_end_is_the_lowest_or_the_highest_and_one_among_few_of_a_group_says_so(four_forces):
    beside = beside_of(four_forces)
    said = " ".join(beside_sentences(beside))
    assert "Its most similar group: highest change of 2, lowest rate of 2." in said
    assert "highest change of 3, lowest" in said
    larger = replace(beside, group=replace(beside.group, members=(*beside.group.members, "oldfen", "farside")))
    assert "Of its most similar group 2 of 4 are loaded: " in " ".join(beside_sentences(larger))


def test_people_of_a_table_years_away_from_the_crimes_are_said(four_forces):
    beside = beside_of(four_forces)
    assert "years from these crimes" not in " ".join(how_compared(beside))
    old = replace(beside, people=beside.people._replace(table="2019-12"))
    assert "of a table of December 2019, 5 years from these crimes" in " ".join(how_compared(old))


def test_where_no_other_force_is_loaded_nothing_is_said_of_comparing(four_forces):
    for force in ("eastmoor", "westvale", "oldfen"):
        shutil.rmtree(four_forces / "police_uk_street" / f"force={force}")
    report = build_monthly_report(force="northshire", month=LAST, datasets=four_forces)
    assert (report.not_compared, report.lines[0].beside) == ("", None)
    assert "other forces" not in Page(report, {}).html()


def test_without_people_there_is_no_rate_and_it_says_so(four_forces):
    shutil.rmtree(four_forces / "ons_crime_tables")
    beside = beside_of(four_forces)
    assert (beside.rate, beside.rank_of_rate) == (None, None)
    assert beside.rank_of_change.rank == 3
    assert "No rate is given" in " ".join(beside_sentences(beside))


def test_all_forms_of_the_report_tell_it(four_forces):
    report = build_monthly_report(force="northshire", month=LAST, datasets=four_forces)
    html = Page(report, {}).html()
    assert "Counted to May 2024 instead: Eastmoor." in html
    assert "an invented list; to be confirmed by the force" in html
    assert html.count("Counted to May 2024 instead: Eastmoor.") == 1
    # Of robbery, which is all the crime there is, and of anti-social behaviour, of which there is none.
    assert html.count("Each side ends as in the first line.") == 2
    told = report_as_json(report)["lines"][0]["beside"]
    assert told["ends"] == {"2024-06": ["Northshire", "Westvale"], "2024-05": ["Eastmoor"]}
    assert told["rank_of_change"]["rank"] == 3
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))["Beside others"]
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "2024-06: Northshire; 2024-05: Eastmoor; 2024-06: Westvale" in cells
