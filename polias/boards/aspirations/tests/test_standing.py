"""A figure that is aimed at is told against the measure's own range: met, missed, or either by chance alone."""

from __future__ import annotations

from datetime import date

import pytest

from polias.boards.aspirations.actions import publish
from polias.boards.aspirations.standing import standing_of, standing_told
from polias.boards.papers.actions import publish as publish_paper
from polias.boards.papers.actions import quote
from polias.boards.publications.model import Edition
from polias.boards.tests.factories import MONTH, a_meeting, a_paper, an_aspiration, publish_crimes
from polias.kit.access.acting import acting


@pytest.mark.parametrize(
    ("measure", "aimed", "words"),
    [
        ("recorded_within_24_hours", 80, "As things stand it is met"),
        ("recorded_within_24_hours", 98, "As things stand it is missed"),
        ("recorded_within_24_hours", 90, "met in some months and missed in others"),
        ("days_to_outcome", 98, "As things stand it is met"),
        ("days_to_outcome", 80, "As things stand it is missed"),
        ("recorded_crime", 98, "It lies above what is usual"),
        ("recorded_crime", 90, "It lies within what is usual"),
        ("recorded_crime", 80, "It lies below what is usual"),
    ],
)
def test_it_is_told_by_where_it_lies_and_which_way_is_better(measure, aimed, words):
    told = standing_told(measure, aimed=aimed, lower=85.0, upper=95.0, unit="count")
    assert words in told
    assert "85 to 95" in told


def test_without_a_range_nothing_is_promised():
    told = standing_told("recorded_crime", aimed=1, lower=None, upper=None, unit="count")
    assert told == "Too little is known to say whether it will be met."


@pytest.fixture
def a_year(crimes_published):
    for month in range(1, 5):
        publish_crimes(crimes_published, thefts=40 + month % 3, month=date(2026, month, 1))
    for month in range(6, 13):
        publish_crimes(crimes_published, thefts=40 + month % 3, month=date(2025, month, 1))
    return crimes_published


def test_members_read_how_it_stands_by_the_newest_month_that_is_over(cast, a_year):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        aspiration = an_aspiration(jo, asha, basis="own_value", value=20.0)
        assert standing_of(aspiration).startswith("May 2026: It lies below what is usual, which is ")
        assert standing_of(an_aspiration(jo, asha, body=aspiration.body)) == "", "a rank needs other forces"


def test_a_paper_says_it_beside_the_figure_once_it_is_published(cast, a_year):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        meeting = a_meeting(jo)
        aspiration = an_aspiration(jo, asha, body=meeting.body, basis="own_value", value=20.0)
        first = quote(a_paper(jo, meeting=meeting), actor=jo, measure="recorded_crime", month=MONTH)
        publish_paper(first, actor=jo)
        assert Edition.objects.get(reference=first.reference).content["blocks"][1]["aim"] == ""
        publish(aspiration, actor=jo)
        second = quote(a_paper(jo, meeting=meeting), actor=jo, measure="recorded_crime", month=MONTH)
        quote(second, actor=jo, measure="recorded_crime", month=MONTH, offence_group="Robbery")
        publish_paper(second, actor=jo)
        blocks = Edition.objects.get(reference=second.reference).content["blocks"]
    assert blocks[1]["aim"].startswith("Aimed at: 20 in the month. It lies below what is usual, which is ")
    assert blocks[2]["aim"] == "", "nothing is aimed at in robberies"
