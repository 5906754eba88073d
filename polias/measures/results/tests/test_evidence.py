"""Six scores and the lowest, what a backlog leaves open, what an audit vouches for, and the grade in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polias.measures.engine import Measure, QualityScores, Quantity
from polias.measures.refusal import Refused
from polias.measures.results import JudgedFigure, grade
from polias.measures.results.evidence import evidence_of, said
from polias.measures.results.judgement import JudgedMonth
from polias.measures.sources.assessments import Assessment, assessments

COUNT = Measure(
    name="crimes", title="Crimes", question="How many crimes?", source="made up", owner="nobody",
    numerator=Quantity(dataset="crime_reports"),
)  # fmt: skip
MONTHS = tuple(
    JudgedMonth(month=f"{2016 + n // 12}-{n % 12 + 1:02}", value=1204, held=True, centre=1200, lower=1100, upper=1300,
                exception=None, rule=None)
    for n in range(36)
)  # fmt: skip
FIGURE = JudgedFigure(
    measure=COUNT, force="northshire", group=(), month="2018-12", value=1204, previous_year=1204, change_pct=0,
    centre=1200, lower=1100, upper=1300, exception=None, rule=None, trial=False, months=MONTHS,
)  # fmt: skip
GOOD = QualityScores(completeness=0.998, uniqueness=1.0, validity=0.97)


def found(kind, tried, right, *, waiting=0):
    return {
        kind: Assessment(
            force="northshire", measure="", month="2018-12", kind=kind, tried=tried, found=right, waiting=waiting,
            source="made up",
        )
    }  # fmt: skip


def test_a_good_figure_has_high_confidence_and_says_so_in_one_sentence():
    given = grade(FIGURE, quality=GOOD)
    assert (given.grade, given.reasons) == ("high", ())
    assert given.sentence == "High confidence: supplied in full, with two years to judge it by."


def test_what_waits_makes_a_range_and_from_two_per_cent_on_lowers_the_grade():
    given = grade(FIGURE, quality=GOOD, found=found("backlog", 100, 90, waiting=39))
    assert given.evidence.backlog.range(1204) == (1204, pytest.approx(1239.1))
    assert given.grade == "medium"
    assert given.sentence == "Medium confidence: 3.1% of records await processing (range 1,204 to 1,239)."
    assert grade(FIGURE, quality=GOOD, found=found("backlog", 100, 90, waiting=20)).grade == "high"
    assert grade(FIGURE, quality=GOOD, found=found("backlog", 100, 90, waiting=300)).grade == "low"


def test_an_audit_counts_by_the_lower_end_of_its_interval():
    given = grade(FIGURE, quality=GOOD, found=found("accuracy", 400, 376))
    # Worked out by hand from Wilson's formula, z = 1.96.
    assert given.evidence.audit.interval == (pytest.approx(0.9124, abs=2e-4), pytest.approx(0.9593, abs=2e-4))
    assert given.evidence.scores.accuracy == given.evidence.audit.interval[0]
    assert given.grade == "medium"
    assert given.sentence == (
        "Medium confidence: An audit can vouch for 91% of the cases and no more; audited accuracy 94% (91 to 96)."
    )


def test_the_lowest_score_decides_and_not_their_average():
    given = grade(FIGURE, quality=QualityScores(validity=1.0, uniqueness=1.0, completeness=0.84))
    assert given.grade == "low"
    assert given.evidence.lowest() == ("completeness", 0.84)


@pytest.mark.parametrize(
    ("score", "grade_given"), [(0.95, "high"), (0.94, "medium"), (0.84, "low"), (0.69, "withheld")]
)
def test_the_grade_by_what_agrees_with_another_system(score, grade_given):
    given = grade(FIGURE, quality=GOOD, found=found("consistency", 100, round(100 * score)))
    assert given.grade == grade_given


def test_a_withheld_figure_tells_no_range_that_would_give_it_away():
    given = grade(FIGURE, quality=QualityScores(validity=0.5), found=found("backlog", 10, 9, waiting=100))
    assert given.grade == "withheld"
    assert given.sentence.startswith("Withheld: ")
    assert "1,204" not in given.sentence
    assert "range" not in " ".join(said(given.evidence, given.recorded))


def test_a_share_has_no_range_of_counts():
    share = replace(FIGURE, measure=replace(COUNT, unit="per cent", denominator=COUNT.numerator))
    given = grade(share, quality=GOOD, found=found("backlog", 10, 9, waiting=100))
    assert (given.grade, given.recorded) == ("high", None)


def test_all_six_scores_are_named_and_those_that_nobody_knows_too():
    told = " ".join(said(evidence_of(GOOD), 1204))
    assert "completeness 99.8%, uniqueness 100% and validity 97%." in told
    assert "The lowest is validity." in told
    assert "Not assessed: accuracy (no audit speaks for the month), consistency (nothing else to hold it" in told


def test_a_score_just_under_a_hundred_is_not_called_a_hundred():
    assert "under 100%" in said(evidence_of(QualityScores(validity=0.9999)), None)[0]


class TestTable:
    @pytest.fixture
    def written(self, home):
        def write(*rows):
            head = "force,measure,month,kind,waiting,tried,found,source\n"
            (home / "reference" / "assessments.csv").write_text(head + "".join(f"{row}\n" for row in rows))

        return write

    def test_the_newest_audit_of_the_last_year_speaks_for_the_month(self, written):
        written(
            "northshire,recorded_crime,2018-03,accuracy,,100,80,first audit",
            "northshire,recorded_crime,2018-09,accuracy,,100,95,second audit",
            "northshire,recorded_crime,2019-02,accuracy,,100,10,a later one",
            "eastmoor,recorded_crime,2018-12,accuracy,,100,10,of another force",
        )
        assert assessments("northshire", "recorded_crime", "2018-12")["accuracy"].found == 95
        assert assessments("northshire", "recorded_crime", "2018-02") == {}
        assert assessments("northshire", "asb_incidents", "2018-12") == {}

    def test_a_backlog_speaks_for_its_own_month_alone(self, written):
        written("northshire,,2018-12,backlog,39,100,90,the processing unit")
        assert assessments("northshire", "recorded_crime", "2018-12")["backlog"].waiting == 39
        assert assessments("northshire", "recorded_crime", "2019-01") == {}

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("northshire,,2018-12,guess,,1,1,x", "line 2: “guess” is no kind"),
            ("northshire,,12/2018,accuracy,,1,1,x", "line 2: “12/2018” is no month"),
            ("northshire,,2018-12,accuracy,,10,11,x", "more were found than tried"),
            ("northshire,,2018-12,accuracy,,ten,1,x", "“ten” in tried is no whole number"),
            ("northshire,,2018-12,accuracy,,10,-1,x", "“-1” in found is no whole number"),
            ("northshire,,2018-12,accuracy,,10,1,", "nobody is named as its source"),
            (
                "northshire,,2018-12,accuracy,,10,9,one\nnorthshire,,2018-12,accuracy,,10,2,other",
                "line 3: it says the same a second time, first on line 2",
            ),
        ],
    )
    def test_a_row_that_cannot_be_understood_is_refused_with_its_line(self, written, row, words):
        written(row)
        with pytest.raises(Refused, match=words):
            assessments("northshire", "recorded_crime", "2018-12")
