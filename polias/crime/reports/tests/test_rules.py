"""The rules of recording: each code with its sentence, no database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from polias.crime.reports.decision import STEPS, Answer, usual_answers
from polias.crime.reports.rules import RULES
from polias.crime.reports.tests.factories import NOON, crime_facts
from polias.kit.rules.rule import breaches_of


def codes(facts, move="record"):
    return [b.code for b in breaches_of(RULES, facts, move=move)]


def test_a_shop_theft_reported_an_hour_ago_may_be_recorded():
    assert codes(crime_facts()) == []


@pytest.mark.parametrize("offence", ["999Z", "28A"])
def test_CRIME_01_refuses_a_class_that_cannot_be_chosen(offence):
    """A crime is recorded under a class that could be chosen on the day it was committed."""
    assert codes(crime_facts(offence=offence))[0] == "CRIME-01"


@pytest.mark.parametrize("step", STEPS, ids=lambda s: s.code)
def test_CRIME_02_refuses_when_a_step_leads_elsewhere(step):
    """A crime is recorded when every step of the recording decision leads to it."""
    answers = tuple(replace(a, answer=not a.answer) if a.code == step.code else a for a in usual_answers())
    assert codes(crime_facts(answers=answers)) == ["CRIME-02"]


def test_CRIME_03_refuses_when_a_step_is_not_answered():
    """Every step of the recording decision is answered and kept."""
    assert codes(crime_facts(answers=usual_answers()[1:])) == ["CRIME-03"]


@pytest.mark.parametrize(
    "changes",
    [
        {"reported_at": NOON + timedelta(minutes=1)},
        {"committed_from": None},
        {"committed_from": NOON},
        {"committed_to": NOON - timedelta(hours=3)},
    ],
    ids=["reported in the future", "no time at all", "happened after the report", "ends before it begins"],
)
def test_CRIME_04_refuses_times_out_of_order(changes):
    """A crime is committed before it is reported, and reported before now."""
    assert codes(crime_facts(**changes)) == ["CRIME-04"]


@pytest.mark.parametrize(("minutes", "found"), [(24 * 60, []), (24 * 60 + 1, ["CRIME-05"])])
def test_CRIME_05_asks_why_after_24_hours_and_not_before(minutes, found):
    """A crime is recorded within 24 hours of its report, or it is said why not."""
    reported = NOON - timedelta(minutes=minutes)
    assert codes(crime_facts(reported_at=reported, committed_from=reported)) == found


def test_CRIME_05_counts_hours_that_passed_when_the_clocks_go_forward():
    """The night of 29 March 2026 has 23 hours: 24 hours from noon end at one in the afternoon."""
    now = NOON.replace(month=3, day=29, hour=11)
    reported = now - timedelta(hours=24)
    assert codes(crime_facts(now=now, reported_at=reported, committed_from=reported)) == []


def test_CRIME_06_refuses_a_crime_without_words():
    """A crime has a summary of what happened."""
    assert codes(crime_facts(summary="  ")) == ["CRIME-06"]


def test_CRIME_08_asks_who_the_victim_of_a_victim_based_crime_is():
    """A class that is counted by victim has one, or it is said why not."""
    assert codes(crime_facts(has_victim=False)) == ["CRIME-08"]


def test_all_breaches_are_said_at_once():
    assert codes(crime_facts(summary="", offence="999Z", answers=(Answer("probable", False),))) == [
        "CRIME-01",
        "CRIME-02",
        "CRIME-03",
        "CRIME-06",
    ]
