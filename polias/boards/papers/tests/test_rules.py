"""The rules of papers: each code with its sentence, no database."""

import pytest

from polias.boards.papers.rules import FIGURE_RULES, PAPER_RULES, FigureFacts, PaperFacts
from polias.boards.papers.words import number, too_small
from polias.kit.rules.rule import breaches_of


def quoting(**facts):
    return [b.code for b in breaches_of(FIGURE_RULES, FigureFacts(**facts), move="quote")]


def publishing(move="publish", **facts):
    return [b.code for b in breaches_of(PAPER_RULES, PaperFacts(**facts), move=move)]


@pytest.mark.parametrize("grade", ["high", "medium", "low"])
def test_a_figure_with_a_trust_grade_may_be_quoted(grade):
    assert quoting(found=True, trust_grade=grade) == []


def test_BOARD_10_refuses_a_figure_that_measures_does_not_know():
    """A paper quotes a figure that measures knows for that month."""
    assert quoting(found=False) == ["BOARD-10"]


def test_BOARD_11_refuses_a_figure_without_a_trust_grade():
    """A paper quotes only figures that say how far they can be trusted."""
    assert quoting(found=True, trust_grade="") == ["BOARD-11"]


@pytest.mark.parametrize("facts", [{"trust_grade": "withheld"}, {"trust_grade": "low", "has_value": False}])
def test_BOARD_12_refuses_a_withheld_figure(facts):
    """A withheld figure is not quoted."""
    assert quoting(found=True, **facts) == ["BOARD-12"]


@pytest.mark.parametrize("move", ["publish", "correct"])
def test_BOARD_13_refuses_a_paper_that_says_nothing_to_everybody(move):
    """A published paper has at least one paragraph that everybody may read."""
    assert publishing(move, public_paragraphs=0, because="x") == ["BOARD-13"]


def test_BOARD_14_refuses_a_figure_withheld_since_it_was_quoted():
    """No figure is published that was withheld since it was quoted."""
    assert publishing(public_paragraphs=1, grades=("high", "withheld")) == ["BOARD-14"]


def test_BOARD_15_and_16_ask_about_figures_that_moved_or_were_lost():
    assert publishing(public_paragraphs=1, moved=("a",), lost=("b",)) == ["BOARD-15", "BOARD-16"]


def test_BOARD_17_refuses_a_correction_without_a_reason():
    """A published paper is corrected only with a reason that everybody reads."""
    assert publishing("correct", public_paragraphs=1) == ["BOARD-17"]


@pytest.mark.parametrize("move", ["publish", "correct"])
def test_BOARD_18_asks_about_a_difference_that_is_no_sum(move):
    """Numbers that the words state of a change agree within their rounding, or somebody says why they differ."""
    facts = {"public_paragraphs": 1, "because": "x", "sums": ("120 on 1,200 is 10.0%, and 12% is stated.",)}
    assert publishing(move, **facts) == ["BOARD-18"]


@pytest.mark.parametrize(
    ("value", "unit", "hidden"),
    [(4.0, "count", True), (0.0, "count", True), (5.0, "count", False), (2.5, "per cent", False),
     (3.0, "hours", False), (1.2, "per 1,000", False), (None, "count", False)],
)  # fmt: skip
def test_a_count_below_five_is_too_small_to_show_and_a_rate_is_not(value, unit, hidden):
    assert too_small(value, unit) is hidden


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(1204.0, "count", "1,204"), (61.25, "per cent", "61.2"), (80.4, "count", "80"), (None, "count", "not known")],
)
def test_a_value_is_said_as_people_read_it(value, unit, said):
    assert number(value, unit) == said
