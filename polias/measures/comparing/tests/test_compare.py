"""`polias measures compare`: averages without the area itself, ranks, funnel, groups, and ends that are never mixed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polias.measures.engine.months import shifted
from polias.measures.sources import reference

HEADINGS = ("force", "crimes", "people")
#: Twelve invented forces; the last two are far from the others.
FORCES = [(f"{name}shire", 2_000 + 37 * (place % 5), 400_000) for place, name in enumerate(
    ("North", "East", "South", "West", "Mid", "Upper", "Lower", "Old", "New", "Far"))]  # fmt: skip
FORCES += [("Highmoor", 6_000, 400_000), ("Lowmoor", 300, 400_000)]


def table(rows=FORCES):
    return [HEADINGS, *rows]


def months(name, *, last="2024-12", count=24, each=100, people=50_000, without=()):
    """Rows of one force, month by month."""
    names = [shifted(last, -place) for place in range(count)]
    return [(name, month, each, people) for month in sorted(names) if month not in without]


def monthly(*forces):
    return [("force", "month", "crimes", "people"), *(row for force in forces for row in force)]


def test_each_area_is_beside_the_average_of_all_others_and_its_interval(compare):
    result, rows = compare(table([("Northshire", 9, 3_000), ("Eastmoor", 20, 10_000), ("Westvale", 40, 10_000)]))
    assert result.exit_code == 0, result.stderr
    north = rows[0]
    assert [row["area"] for row in rows] == ["Northshire", "Eastmoor", "Westvale"]
    assert (float(north["rate"]), float(north["others"])) == (3.0, 3.0)
    assert float(north["low"]) == pytest.approx(1000 * 4.115373097378334 / 3_000)
    assert (rows[1]["rank"], rows[2]["rank"], rows[2]["of"]) == ("1", "3", "3")


def test_only_what_lies_beyond_chance_and_the_usual_spread_stands_out(compare):
    result, rows = compare(table(), "--own", "Northshire")
    assert {row["area"]: row["verdict"] for row in rows if row["verdict"] != "within"} == {
        "Highmoor": "above", "Lowmoor": "below",
    }  # fmt: skip
    assert "2 of 12 areas stand out: Highmoor (15.0) and Lowmoor (0.75)." in result.stdout
    assert "Northshire: 5.00 per 1,000 (95% interval 4.78 to 5.22)." in result.stdout
    assert "Nothing unusual" in result.stdout


def test_an_area_says_from_which_it_cannot_be_told_apart(compare):
    result, rows = compare(table(), "--own", "northshire", "--first", "highest")
    north = rows[0]
    assert "Upper" in north["alike"]
    assert "Highmoor" not in north["alike"].split("|")
    assert "It cannot be told apart from" in result.stdout
    assert (north["rank"], rows[10]["rank"]) == ("10", "1")


def test_a_group_is_ranked_within_itself_and_averaged_without_the_area(compare):
    result, rows = compare(table(), "--own", "Northshire", "--peer", "Highmoor", "--peer", "Lowmoor")
    north = rows[0]
    assert (north["group_rank"], north["group_of"]) == ("2", "3")
    assert float(north["group_others"]) == pytest.approx(1000 * 6_300 / 800_000)
    assert rows[1]["group_rank"] == ""
    assert "In its group: 2nd lowest of 3." in result.stdout


def test_the_most_similar_group_is_a_dated_version_with_its_source(compare, home):
    (home / "reference" / "most_similar_groups.csv").write_text(
        "force,member,valid_from,valid_to,source,source_status\n"
        "northshire,eastmoor,2015-01,2019-12,an old list,confirmed\n"
        "northshire,westvale,2020-01,,a newer list,to be confirmed by the force\n"
        "northshire,northshire,2020-01,,a newer list,to be confirmed by the force\n"
        "northshire,southend,2020-01,,a newer list,to be confirmed by the force\n"
    )
    forces = home / "reference" / "police_uk_forces.csv"
    forces.write_text(forces.read_text() + "westvale,Westvale,Westvale Police,yes,invented for tests\n")
    for cached in (reference._forces, reference._slugs_by_name, reference._group_memberships):
        cached.cache_clear()
    rows = [("force", "crimes", "people", "end")]
    for name, crimes in (("Northshire Police", 50), ("Eastmoor", 60), ("Westvale", 70)):
        rows.append((name, crimes, 10_000, "2024-12"))
    result, told = compare(rows, "--own", "northshire", "--most-similar", "--ends", "end")
    assert result.exit_code == 0, result.stderr
    assert (told[0]["group_of"], float(told[0]["group_others"])) == ("2", 7.0)
    assert "as listed from January 2020: a newer list; to be confirmed by the force." in result.stdout
    assert "Not in the table, so not in the group here: southend." in result.stdout
    earlier = [rows[0], *((*row[:3], "2018-12") for row in rows[1:])]
    _result, told = compare(earlier, "--own", "northshire", "--most-similar", "--ends", "end")
    assert float(told[0]["group_others"]) == 6.0


def test_months_are_added_up_and_held_against_the_twelve_before(compare):
    rising = [
        (name, month, crimes if month < "2024-01" else 130, people)
        for name, month, crimes, people in months("Northshire")
    ]
    result, rows = compare(monthly(rising, months("Eastmoor")), "--date", "month")
    assert (rows[0]["events"], rows[0]["people"], rows[0]["months"], rows[0]["until"]) == (
        "1560.0",
        "50000.0",
        "12",
        "2024-12",
    )
    assert (float(rows[0]["change_pct"]), float(rows[1]["change_pct"])) == (30.0, 0.0)
    assert "Up on the twelve months before: 1 of 2." in result.stdout
    assert "All sides end in December 2024." in result.stdout


def test_sides_that_end_at_different_times_are_refused_until_that_is_asked_for(compare):
    lines = monthly(months("Northshire"), months("Eastmoor", last="2024-11"))
    result, rows = compare(lines, "--date", "month")
    assert (result.exit_code, rows) == (2, [])
    assert "Northshire in December 2024, Eastmoor in November 2024" in result.stderr
    assert "--own-ends" in result.stderr
    result, rows = compare(lines, "--date", "month", "--own-ends")
    assert [row["until"] for row in rows] == ["2024-12", "2024-11"]
    assert "Ends in November 2024: Eastmoor." in result.stdout
    result, rows = compare(lines, "--date", "month", "--until", "2024-11")
    assert {row["until"] for row in rows} == {"2024-11"}


def test_ends_of_areas_with_one_row_each_are_checked_too(compare):
    lines = [("force", "crimes", "people", "end"), ("Northshire", 5, 100, "2024-12"), ("Eastmoor", 5, 100, "2024-09")]
    result, rows = compare(lines, "--ends", "end")
    assert (result.exit_code, rows) == (2, [])
    assert "Eastmoor in September 2024" in result.stderr
    result, rows = compare([line[:3] for line in lines])
    assert "does not say which period each side is of" in result.stdout


def test_an_area_that_lacks_a_month_is_left_out_with_the_reason(compare):
    lines = monthly(months("Northshire"), months("Eastmoor"), months("Westvale", without=("2024-05",)))
    result, rows = compare(lines, "--date", "month")
    assert [row["area"] for row in rows] == ["Northshire", "Eastmoor"]
    assert "Left out: Westvale, May 2024 not known." in result.stdout


def test_shares_have_wilsons_interval_and_add_up_their_wholes(compare):
    lines = monthly(months("Northshire", each=20, people=100), months("Eastmoor", each=30, people=100))
    _result, rows = compare(lines, "--date", "month", "--kind", "share")
    assert (rows[0]["people"], float(rows[0]["rate"])) == ("1200.0", pytest.approx(20.0))
    assert float(rows[0]["low"]) == pytest.approx(17.84, abs=0.01)


def test_a_funnel_is_drawn_with_its_outliers_named(compare):
    result, _rows = compare(table(), "--own", "Northshire", "--svg", "funnel.svg", "--leave-out", "Lowmoor")
    svg = Path("funnel.svg").read_text()
    assert svg.startswith("<svg")
    assert ("Highmoor" in svg, "Northshire" in svg, "Lowmoor" in svg) == (True, True, False)
    assert "Left out: Lowmoor, as asked." in result.stdout


def test_fewer_than_ten_areas_make_no_funnel(compare):
    result, rows = compare(table(FORCES[:9]), "--own", "Northshire")
    assert {row["verdict"] for row in rows} == {""}
    assert "With 9 areas no funnel is drawn" in result.stdout
    result, _rows = compare(table(FORCES[:9]), "--svg", "funnel.svg")
    assert (result.exit_code, "too few for a funnel" in result.stderr) == (2, True)


def test_the_published_spread_is_narrower(compare):
    _result, own = compare(table())
    _result, published = compare(table(), "--compat", "published")
    assert abs(float(published[10]["score"])) > abs(float(own[10]["score"]))


def test_json_has_the_same_rows(compare):
    result, rows = compare(table(), "--json")
    assert [row["area"] for row in json.loads(result.stdout)] == [row["area"] for row in rows]


@pytest.mark.parametrize(
    ("lines", "options", "sentence"),
    [
        ([HEADINGS], (), "leaves fewer than two areas"),
        (table(FORCES[:1]), (), "leaves fewer than two areas"),
        ([*table(), ("northshire", 5, 100)], (), "Line 14 gives northshire a second time"),
        ([*table(), ("", 5, 100)], (), "Line 14 names no area"),
        ([*table(), ("Elsewhere", -5, 100)], (), "Line 14: a number is below nought"),
        ([*table(), ("Elsewhere", "many", 100)], (), "Line 14: many in column crimes is no number"),
        ([*table(), ("Elsewhere", 5)], (), "Line 14 has not as many cells"),
        ([("force", "crimes"), ("Northshire", 4)], (), 'no column "people"'),
        (table([("Northshire", 200, 100), ("Eastmoor", 5, 100)]), ("--kind", "share"), "more than people"),
        (table(), ("--own", "Nowhere"), "There is no area “Nowhere” in the table"),
        (table(), ("--peer", "Highmoor"), "nobody is named by --own"),
        (table(), ("--own", "Northshire", "--most-similar"), "No most similar group of Northshire is known"),
        (table(), ("--until", "2024-11"), "--until needs months"),
        (monthly(months("Northshire"), months("Eastmoor")), ("--date", "month", "--until", "soon"), "is no month"),
        (
            [*monthly(months("Northshire"), months("Eastmoor")), ("Eastmoor", "2024-12", 4, 5)],
            ("--date", "month"),
            "a second time",
        ),
    ],
)
def test_every_mistake_has_its_sentence(compare, lines, options, sentence):
    result, rows = compare(lines, *options)
    assert (result.exit_code, rows) == (2, [])
    assert sentence in result.stderr


def test_an_area_without_people_or_number_is_left_out_and_told(compare):
    result, rows = compare([*table(), ("Railways", 50, 0), ("Islands", "", 4_000)])
    assert len(rows) == 12
    assert "Left out: Railways, nobody to divide by is known." in result.stdout
    assert "Left out: Islands, line 15 lacks a number." in result.stdout
