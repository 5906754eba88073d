"""One month judged on what was known up to it: history, gaps, change on the year before, and how far to trust it."""

from __future__ import annotations

import pytest

from polias.measures.engine import Measure, MeasureResult, QualityScores, Quantity, ResultRow
from polias.measures.engine.months import shifted, span
from polias.measures.results import grade, judge, looked_together, what_stands

SOUND = QualityScores(validity=1.0, completeness=1.0)


def measure(**changes):
    fields = {
        "name": "m",
        "title": "Thefts",
        "question": "How many?",
        "source": "made up",
        "owner": "nobody",
        **changes,
    }
    return Measure(numerator=Quantity(dataset="d"), **fields)


def result(values, *, last="2018-12"):
    """A result whose last value is that of `last`; None is a month that is not held."""
    months = span(shifted(last, 1 - len(values)), last)
    rows = tuple(
        ResultRow(force="f", month=m, group=(), value=v, numerator=v, denominator=None, held=v is not None)
        for m, v in zip(months, values, strict=True)
    )
    return MeasureResult(
        measure="m", definition_version=1, unit="count", as_at=None, months=months, rows=rows, lineage=(), missing=(),
        quality=QualityScores(), reference_sets=(),
    )  # fmt: skip


def judged(values, *, month="2018-12", **changes):
    return judge(measure(**changes), result(values), force="f", month=month)


def graded(values, quality=SOUND, **changes):
    return grade(judged(values, **changes), quality=quality)


def test_history_starts_at_the_first_month_held_and_counts_only_known_months():
    figure = judged([None, None, 10, 11, None, 12, 11, 10, 12])
    assert (figure.months[0].month, figure.history_months) == ("2018-06", 6)
    assert figure.missing_months == ("2018-08",)


def test_later_months_are_no_part_of_the_judgement():
    values = [10, 11, 10, 12, 10, 11, 500, 900]
    assert (
        judged(values, month="2018-10").upper
        == judge(measure(), result(values[:6], last="2018-10"), force="f", month="2018-10").upper
    )


def test_the_year_before_and_the_change_on_it():
    figure = judged([50, *[60] * 11, 75])
    assert (figure.previous_year, figure.change_pct) == (50, 50)
    assert (judged([60] * 12).previous_year, judged([60] * 12).change_pct) == (None, None)
    assert judged([0, *[60] * 11, 75]).change_pct is None


def test_no_limits_below_six_months_and_trial_limits_below_thirteen():
    assert judged([10, 12, 11, 12, 10]).centre is None
    assert (judged([10, 12] * 6).trial, judged([10, 12] * 7).trial) == (True, False)


def test_a_count_has_no_limit_below_nought_and_a_share_none_above_a_hundred():
    assert judged([0, 9, 0, 9, 0, 9, 0, 9]).lower == 0
    share = judge(
        Measure(name="s", title="Made up", question="How many?", source="made up", owner="nobody", unit="per cent",
                numerator=Quantity(dataset="d"), denominator=Quantity(dataset="d")),
        result([99, 90, 99, 90, 99, 90, 99, 90]), force="f", month="2018-12",
    )  # fmt: skip
    assert share.upper == 100


def test_a_share_that_matures_is_never_judged_against_other_months():
    figure = judged([90, 91, 90, 91, 90, 91, 90, 20], matures=True)
    assert (figure.value, figure.centre, figure.exception, figure.change_pct) == (20, None, None, None)


def test_two_years_without_a_gap_and_sound_rows_are_high():
    assert graded([100, 104] * 12).grade == "high"
    assert graded([100, 104] * 12).reasons == ()


@pytest.mark.parametrize(
    ("values", "expected", "reason"),
    [
        ([100, 104] * 9, "medium", "Only 18 months"),
        ([100, 104] * 5, "low", "first estimate"),
        ([100, 104, 100], "low", "too few to say"),
        ([100, 104] * 6 + [None] + [100, 104] * 8, "medium", "is missing"),
        ([3, 4] * 15, "medium", "small"),
        ([100, 104] * 15 + [None], "withheld", "cannot be known"),
    ],
)
def test_each_weakness_lowers_trust_and_gives_its_reason(values, expected, reason):
    confidence = graded(values)
    assert confidence.grade == expected
    assert reason in " ".join(confidence.reasons)


@pytest.mark.parametrize(("score", "expected"), [(0.95, "high"), (0.94, "medium"), (0.84, "low"), (0.69, "withheld")])
def test_the_lowest_quality_score_bounds_trust(score, expected):
    assert graded([100, 104] * 12, QualityScores(validity=score, completeness=1.0)).grade == expected


def test_what_a_force_does_not_publish_is_withheld():
    assert grade(judged([1, 2] * 12), quality=SOUND, supplied=False).grade == "withheld"


STEADY = [200 + (place * 7) % 23 for place in range(60)]


def by_house_rule(values, **changes):
    return judge(measure(**changes), result(values), force="f", month="2018-12", rule="house")


def test_the_house_rule_judges_by_earlier_years_and_shows_three():
    figure = by_house_rule([*STEADY[:-1], 320])
    assert (figure.judged_by, figure.exception, figure.rule) == ("house", "high", "outside limits")
    assert (len(figure.months), figure.months[0].month) == (36, "2016-01")
    assert figure.detectable == pytest.approx(figure.upper / figure.centre - 1)
    assert figure.lasting < figure.detectable
    assert {month.exception for month in figure.months[:-1]} == {None}


def test_a_season_is_an_exception_by_the_nhs_rules_and_none_by_the_house_rule():
    wave = [value + (90 if place % 12 in (11, 0) else 0) for place, value in enumerate(STEADY)]
    assert judge(measure(), result(wave[-36:]), force="f", month="2018-12").exception == "high"
    assert by_house_rule(wave).exception is None


@pytest.mark.parametrize(
    ("values", "changes"),
    [(STEADY[:36], {}), ([None, *STEADY[1:24], *[None] * 8, *STEADY[32:]], {}), (STEADY, {"matures": True})],
)
def test_what_the_house_rule_cannot_judge_the_nhs_rules_do(values, changes):
    figure = by_house_rule(values, **changes)
    assert figure == judge(measure(**changes), result(values[-36:]), force="f", month="2018-12")
    assert (figure.judged_by, figure.lasting) == ("nhs", None)


def test_an_exception_that_so_many_lines_explain_is_none():
    usual = by_house_rule(STEADY)
    odd = by_house_rule([*STEADY[:-1], int(usual.upper) + 1])
    assert what_stands([odd])[0].exception == "high"
    *_others, of_many = what_stands([*[usual] * 40, odd])
    assert (of_many.exception, of_many.rule, of_many.explained) == (None, None, "high")
    assert of_many.months[-1].exception is None
    by_xmr = judge(measure(), result([*STEADY[-36:-1], 320]), force="f", month="2018-12")
    assert what_stands([*[usual] * 40, by_xmr])[-1] is by_xmr


def test_each_month_of_a_chart_is_looked_at_within_the_figures_of_that_month():
    """One odd month among forty figures is chance; the same month next to others of its kind is not."""
    usual = by_house_rule(STEADY)
    upper = int(usual.months[-5].upper) + 1
    odd = by_house_rule([*STEADY[:-5], upper, *STEADY[-4:]])
    assert odd.months[-5].exception == "high"
    alone, *_others = what_stands([odd, *[usual] * 39])
    assert (alone.months[-5].exception, alone.months[-5].explained) == (None, "high")
    assert (alone.exception, alone.explained) == (None, None)
    figures = what_stands([*[odd] * 10, *[usual] * 30])
    assert [one.months[-5].exception for one in figures[:10]] == ["high"] * 10
    told = {one.month: one for one in looked_together(figures)}
    assert (told["2018-08"].judged, told["2018-08"].exceptional, told["2018-08"].standing) == (40, 10, 10)
    assert told["2018-08"].false_at_most == pytest.approx(1.0)
    assert told["2018-12"].sentence == "December 2018: 40 looked at together, 0 exceptional alone, of which 0 stand."
    assert {one.month: one for one in looked_together([alone, *_others])}["2018-08"].standing == 0
