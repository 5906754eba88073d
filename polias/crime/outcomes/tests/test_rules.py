"""The rules of outcomes: each code with its sentence, no database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from polias.crime.involved.ages import age_on
from polias.crime.outcomes.facts import Suspect, months_after
from polias.crime.outcomes.rules import RULES
from polias.crime.outcomes.tests.factories import ADULT, CHILD, COMMITTED, ROOK, TODAY, YOUTH, outcome_facts
from polias.crime.reference import outcomes
from polias.kit.rules.rule import Severity, breaches_of

GIVEN_BY_A_FORCE = [code for code in outcomes() if code != "19"]


def codes(facts):
    return [b.code for b in breaches_of(RULES, facts, move="give_outcome")]


@pytest.mark.parametrize("code", GIVEN_BY_A_FORCE)
def test_every_outcome_can_be_given_when_its_conditions_hold(code):
    assert codes(outcome_facts(code)) == []


@pytest.mark.parametrize("code", ["0", "23", ""])
def test_OUTCOME_01_refuses_what_is_no_outcome(code):
    """A crime is finalised with a national outcome that is in force that day; type 0 is not one."""
    assert "OUTCOME-01" in codes(outcome_facts(code))


def test_OUTCOME_01_refuses_an_outcome_before_it_was_introduced():
    """A crime is finalised with a national outcome that is in force that day; type 0 is not one."""
    day = date(2019, 3, 31)
    facts = outcome_facts("22", today=day, committed_on=day, said={"done_on": day})
    assert codes(facts) == ["OUTCOME-01"]


@pytest.mark.parametrize("code", [c for c in GIVEN_BY_A_FORCE if c not in ("14", "18", "20")])
def test_OUTCOME_02_refuses_what_needs_a_suspect_without_one(code):
    """An outcome that says what was done about a suspect needs one linked to the crime."""
    assert "OUTCOME-02" in codes(outcome_facts(code, suspects=()))


@pytest.mark.parametrize("code", ["14", "18"])
def test_OUTCOME_03_asks_why_a_suspect_is_linked_when_none_was_identified(code):
    """Outcomes 14 and 18 say that no suspect was identified; a linked suspect is explained."""
    assert codes(outcome_facts(code, suspects=(ROOK,))) == ["OUTCOME-03"]


@pytest.mark.parametrize(("born", "found"), [(date(2016, 11, 20), ["OUTCOME-04"]), (date(2016, 11, 21), [])])
def test_OUTCOME_04_counts_ten_years_to_the_day_of_the_crime(born, found):
    """Outcome 11 is for a suspect who was under ten years old when it happened."""
    assert codes(outcome_facts("11", suspects=(replace(ROOK, born=born),))) == found


def test_OUTCOME_05_leaves_nineteen_to_the_fraud_bureau():
    """Outcome 19 is given by the fraud bureau alone."""
    assert "OUTCOME-05" in codes(outcome_facts("19"))


def test_OUTCOME_06_refuses_an_outcome_without_a_reason():
    """Whoever finalises a crime says why this outcome is right."""
    assert codes(outcome_facts("18", rationale="  ")) == ["OUTCOME-06"]


@pytest.mark.parametrize("code", ["1", "1A", "2", "2A", "3", "3A", "4", "6", "7", "8"])
def test_OUTCOME_07_refuses_to_charge_or_caution_a_child(code):
    """A child who was under ten is neither charged nor cautioned, and makes no community resolution."""
    assert "OUTCOME-07" in codes(outcome_facts(code, suspects=(replace(ROOK, born=CHILD),)))


def test_OUTCOME_07_looks_at_the_age_on_the_day_of_the_crime_and_not_today():
    """A child who was under ten is neither charged nor cautioned, and makes no community resolution."""
    turned_ten = date(2016, 11, 22)
    assert "OUTCOME-07" in codes(outcome_facts("1", suspects=(replace(ROOK, born=turned_ten),)))


def test_OUTCOME_08_asks_which_of_several_suspects_and_takes_only_one_that_is_linked():
    """Where several suspects are linked, the outcome says of which of them it is."""
    two = (ROOK, replace(ROOK, reference="NSH-PE-26-000002"))
    assert codes(outcome_facts("1", suspects=two)) == ["OUTCOME-08"]
    assert codes(outcome_facts("1", suspects=two, said={"suspect": "NSH-PE-26-000009"})) == ["OUTCOME-08"]
    assert codes(outcome_facts("1", suspects=two, said={"suspect": "NSH-PE-26-000002"})) == []


def test_OUTCOME_08_tells_two_suspects_apart_by_age():
    """Where several suspects are linked, the outcome says of which of them it is."""
    child = Suspect("NSH-PE-26-000002", born=CHILD)
    of = {"suspects": (ROOK, child)}
    assert codes(outcome_facts("1", **of, said={"suspect": ROOK.reference})) == []
    assert codes(outcome_facts("1", **of, said={"suspect": child.reference})) == ["OUTCOME-07"]


@pytest.mark.parametrize("code", ["2", "3", "6", "7", "11"])
def test_OUTCOME_09_asks_how_an_age_is_known_that_is_not_recorded(code):
    """An outcome that depends on the suspect's age needs their date of birth, or it is said how the age is known."""
    assert codes(outcome_facts(code, suspects=(replace(ROOK, born=None),))) == ["OUTCOME-09"]


def test_OUTCOME_10_refuses_a_youth_caution_from_the_eighteenth_birthday():
    """A youth caution is for a suspect of 10 to 17 on the day on which it is given."""
    eighteen = replace(ROOK, born=date(2008, 11, 24))
    assert codes(outcome_facts("2", suspects=(eighteen,))) == ["OUTCOME-10"]
    assert codes(outcome_facts("2", suspects=(eighteen,), said={"done_on": date(2026, 11, 23)})) == []


@pytest.mark.parametrize("code", ["3", "3A", "6", "7"])
def test_OUTCOME_11_refuses_adult_disposals_for_somebody_under_18(code):
    """An adult caution, a penalty notice and a cannabis warning are for a suspect of 18 or over on that day."""
    assert codes(outcome_facts(code, suspects=(replace(ROOK, born=YOUTH),))) == ["OUTCOME-11"]


@pytest.mark.parametrize("code", ["2", "2A", "3", "3A", "4", "8"])
@pytest.mark.parametrize("admitted", [False, None])
def test_OUTCOME_12_refuses_without_an_admission(code, admitted):
    """A caution, a crime taken into consideration and a community resolution need the suspect's admission."""
    assert codes(outcome_facts(code, said={"admitted": admitted})) == ["OUTCOME-12"]


def test_OUTCOME_13_refuses_a_youth_caution_without_an_appropriate_adult():
    """A youth caution is given in the presence of an appropriate adult."""
    assert codes(outcome_facts("2", said={"adult_present": False})) == ["OUTCOME-13"]


@pytest.mark.parametrize(("code", "by"), [("9", "police"), ("10", "cps"), ("21", "cps"), ("1", ""), ("15", "")])
def test_OUTCOME_14_refuses_when_the_wrong_body_or_nobody_decided(code, by):
    """Outcome 9 is decided by the Crown Prosecution Service, 10 and 21 by the police; others say who decided."""
    assert codes(outcome_facts(code, said={"decided_by": by})) == ["OUTCOME-14"]


def test_OUTCOME_15_wants_the_prosecutor_for_an_adult_caution_in_a_robbery():
    """An adult caution for what only the Crown Court tries is authorised by the Crown Prosecution Service."""
    assert codes(outcome_facts("3", offence="34B")) == ["OUTCOME-15"]
    assert codes(outcome_facts("3", offence="34B", said={"decided_by": "cps"})) == []


@pytest.mark.parametrize(
    ("code", "view"),
    [("14", "supports"), ("15", "does_not_support"), ("16", "supports"), ("8", ""), ("16", "no_victim")],
)
def test_OUTCOME_16_refuses_what_the_victim_does_not_say(code, view):
    """Outcomes 14 and 16 say that the victim does not support action, 15 that they do; for 8 they were asked."""
    assert codes(outcome_facts(code, said={"victim_view": view})) == ["OUTCOME-16"]


def test_OUTCOME_16_lets_a_crime_without_a_victim_have_nobody_to_ask():
    """Outcomes 14 and 16 say that the victim does not support action, 15 that they do; for 8 they were asked."""
    said = {"victim_view": "no_victim"}
    assert codes(outcome_facts("15", said=said, has_victim=False)) == []
    assert codes(outcome_facts("15", said=said, has_victim=True)) == ["OUTCOME-16"]


@pytest.mark.parametrize("code", ["14", "20", "21"])
@pytest.mark.parametrize("told", [None, TODAY + timedelta(days=1), COMMITTED - timedelta(days=1)])
def test_OUTCOME_17_refuses_when_the_victim_was_not_told_on_a_day_that_can_be(code, told):
    """For outcomes 14, 20 and 21 the victim was spoken to, on a day that is recorded."""
    assert codes(outcome_facts(code, said={"victim_told_on": told})) == ["OUTCOME-17"]
    assert codes(outcome_facts(code, said={"victim_told_on": None}, has_victim=False)) == []


@pytest.mark.parametrize(
    ("code", "field"),
    [("4", "document"), ("5", "document"), ("6", "document"), ("9", "document"), ("12", "document"),
     ("13", "document"), ("8", "details"), ("13", "details"), ("16", "details"), ("20", "details"), ("22", "details")],
)  # fmt: skip
def test_OUTCOME_18_refuses_when_what_it_rests_on_is_not_named(code, field):
    """An outcome that rests on a paper, an agreement, a body or an activity names it."""
    assert codes(outcome_facts(code, said={field: " "})) == ["OUTCOME-18"]


@pytest.mark.parametrize("day", [None, TODAY + timedelta(days=1), COMMITTED - timedelta(days=1)])
def test_OUTCOME_19_refuses_a_charge_on_a_day_that_cannot_be(day):
    """The day of a charge, caution, notice or activity lies between the crime and today."""
    assert codes(outcome_facts("1", said={"done_on": day})) == ["OUTCOME-19"]


@pytest.mark.parametrize(("committed", "found"), [(date(2026, 5, 24), ["OUTCOME-20"]), (date(2026, 5, 23), [])])
def test_OUTCOME_20_counts_six_months_of_a_summary_offence_to_the_day(committed, found):
    """Outcome 17 is for an offence with a time limit, once that has run out."""
    assert codes(outcome_facts("17", committed_on=committed)) == found


def test_OUTCOME_20_knows_no_limit_for_a_robbery():
    """Outcome 17 is for an offence with a time limit, once that has run out."""
    assert codes(outcome_facts("17", offence="34B")) == ["OUTCOME-20"]


def test_OUTCOME_21_asks_which_limit_where_a_class_holds_both():
    """Where no limit is known for the whole class, outcome 17 says which limit it was."""
    assert codes(outcome_facts("17", offence="46")) == ["OUTCOME-21"]


def test_OUTCOME_22_asks_how_an_assault_could_be_charged_after_six_months():
    """A charge after the time limit of a summary offence is explained."""
    late = {"offence": "105A", "committed_on": date(2026, 5, 20)}
    assert codes(outcome_facts("1", **late)) == ["OUTCOME-22"]
    assert codes(outcome_facts("1", **late, said={"done_on": date(2026, 11, 20)})) == []


def test_OUTCOME_23_refuses_a_cannabis_warning_for_a_shop_theft():
    """A cannabis or khat warning is for possession of cannabis or khat."""
    assert codes(outcome_facts("7", offence="46")) == ["OUTCOME-23"]


@pytest.mark.parametrize("closed", [False, None])
def test_OUTCOME_24_refuses_while_a_line_of_enquiry_is_open(closed):
    """Outcome 18 is given when every line of enquiry is closed."""
    assert codes(outcome_facts("18", said={"enquiries_closed": closed})) == ["OUTCOME-24"]


def test_OUTCOME_25_asks_why_domestic_abuse_is_left_alone():
    """Outcome 21 is unusual for domestic abuse, hate and crime that concerns children; it is said why it is right."""
    assert codes(outcome_facts("21", sensitive=("Domestic abuse",))) == ["OUTCOME-25"]
    assert codes(outcome_facts("18", sensitive=("Domestic abuse",))) == []


def test_OUTCOME_26_refuses_a_suspect_who_is_the_victim():
    """The suspect of whom an outcome is, is no victim of the same crime."""
    assert codes(outcome_facts("1", suspects=(replace(ROOK, also_victim=True),))) == ["OUTCOME-26"]


def test_all_breaches_are_said_at_once():
    found = codes(outcome_facts("2", rationale="", suspects=(ROOK,), said={"admitted": False, "adult_present": None}))
    assert found == ["OUTCOME-06", "OUTCOME-10", "OUTCOME-12", "OUTCOME-13"]


def test_every_rule_has_a_sentence_a_source_and_a_severity():
    for one in RULES:
        assert one.sentence.endswith(".")
        assert one.source
        assert one.severity in (Severity.BLOCK, Severity.ASK)


@pytest.mark.parametrize(
    ("day", "born", "years"),
    [(date(2026, 2, 28), date(2016, 2, 29), 9), (date(2026, 3, 1), date(2016, 2, 29), 10), (TODAY, ADULT, 36)],
)
def test_a_birthday_on_29_february_falls_on_1_march(day, born, years):
    assert age_on(day, born=born) == years


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2025, 12, 1), date(2026, 6, 1)),
        (date(2023, 8, 30), date(2024, 2, 29)),
    ],
)
def test_six_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(day, last):
    assert months_after(day, 6) == last
