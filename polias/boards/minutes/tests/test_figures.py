"""Figures that are stated, and sums that do not come out."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

PAPER = "Panel\n\n1. Reports\n\n{said}\n\n2. Close\n\nNone.\n"


def checks(said):
    return [
        (check["stated"], check["parts"], check["unexplained"]) for check in read(PAPER.format(said=said))["sum_checks"]
    ]


def test_money_shares_and_counts_are_figures_and_dates_and_references_are_not():
    found = read(
        PAPER.format(said="On 3 May 2020 item 4 spent £1.2m on 50 officers, 12% more, under minute 44 at 10.30am.")
    )["figures"]
    assert [(figure["value"], figure["unit"]) for figure in found] == [(1200000, "£"), (50, "officers"), (12, "%")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "The figure for April was 893.7 and for March 791.67. "
            "The 50 officers and the 24 posts explain the difference.",
            [(102.03, [50, 24], 28.03)],
        ),
        (
            "The figure for April was 120 posts and for March 46 posts. The 50 officers and the 24 posts "
            "explain the difference.",
            [],
        ),
        ("The 50 frozen posts and 24 vacant posts explain the gap of 102.03 posts.", [(102.03, [50, 24], 28.03)]),
        (
            "There was a shortfall of £74k. It was explained by £50k of fees and £20k of fuel.",
            [(74000, [50000, 20000], 4000)],
        ),
        ("There was a shortfall of £74k. It was explained by £50k of fees and £24k of fuel.", []),
        ("Savings of £3m, £2m and £1m come to £7m.", [(7000000, [3000000, 2000000, 1000000], 1000000)]),
        ("Savings of £3m, £2m and £1m come to £6m.", []),
        ("The difference of 102.03 was made up of 50 frozen posts and 24 vacant posts.", [(102.03, [50, 24], 28.03)]),
        ("The shortfall of 20 officers was due to 12 officers on loan and 5 officers off sick.", [(20, [12, 5], 3)]),
        ("The shortfall of 20 officers was due to 15 leavers and 3 joiners.", []),
        ("The shortfall of 12 officers was because of 15% turnover.", []),
        ("The shortfall of 12 officers was explained by 15% turnover and 4% sickness.", []),
        ("The shortfall was 20 officers, owing to 15 leavers in 2017 and 25 in 2018.", []),
        ("The shortfall was 20 officers, explained by 15 leavers in 2017 and 25 leavers in 2018.", []),
        ("There were 120 thefts in March and 110 thefts in April, with a total of 300 thefts this year.", []),
        ("There were 120 thefts in March and 110 thefts in April, a total of 300 thefts across the county.", []),
        ("There were 120 thefts in March and 110 thefts in April, a total of 300 thefts.", [(300, [120, 110], 70)]),
        ("40 officers and 20 staff cost £7m in total.", []),
        ("There were 64 posts in total, made up of 40 officers and 20 staff.", [(64, [40, 20], 4)]),
        ("There were 60 posts in total, made up of 40 officers and 20 staff.", []),
        ("Crime went from 120 to 150, an increase of 20.", [(20, [120, 150], -10)]),
        ("Crime went from 120 to 150, an increase of 25%.", []),
        ("30 of 40 (65%) were closed.", [(65, [30, 40], -10)]),
        ("Year\tPosts\nNorth\t10\nSouth\t12\nTotal\t25\n", [(25, [10, 12], 3)]),
    ],
)
def test_a_stated_sum_is_worked_out_again(said, found):
    assert checks(said) == found


def test_questions_name_who_asked():
    found = read(
        PAPER.format(said="Councillor Poole asked about rural crime. RH thanked all. A question was asked about fleet.")
    )["questions"]
    assert [question["asker"] for question in found] == ["Councillor Poole", None]
