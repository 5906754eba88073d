"""The rules of logs: each code with its sentence, no database."""

from datetime import timedelta

import pytest

from polias.contact.logs.rules import RULES
from polias.contact.logs.tests.factories import NOON, REQUIRED, log_facts
from polias.contact.logs.workflow import WORKFLOW
from polias.kit.rules.rule import breaches_of

MOVES = ("take", *(m.verb for m in WORKFLOW.moves))


def codes(move, **changes):
    return [b.code for b in breaches_of(RULES, log_facts(**changes), move=move)]


@pytest.mark.parametrize("move", MOVES)
def test_a_log_with_everything_said_may_do_anything(move):
    assert codes(move) == []


def test_LOG_01_refuses_a_log_without_words():
    """A log says what was told to us."""
    assert codes("take", summary=" ") == ["LOG-01"]


def test_LOG_02_refuses_a_contact_that_is_still_to_come():
    """A contact was received before now."""
    assert codes("take", received_at=NOON + timedelta(seconds=1)) == ["LOG-02"]


def test_LOG_03_refuses_an_unknown_opening_code():
    """A log is opened under a code that was in use on the day."""
    assert codes("take", opening_code="teapot") == ["LOG-03"]


@pytest.mark.parametrize("move", ["take", "grade", "regrade"])
def test_LOG_04_refuses_a_grade_the_force_does_not_use(move):
    """A log has one of the grades that the force uses; a call may be taken first and graded after."""
    assert codes(move, response_grade="whenever") == ["LOG-04"]


def test_LOG_05_refuses_another_grade_without_a_reason():
    """Whoever changes a grade says why."""
    assert codes("regrade", reason="") == ["LOG-05"]


@pytest.mark.parametrize("move", ["assess_vulnerability", "close"])
def test_LOG_06_refuses_not_possible_without_a_reason(move):
    """Vulnerability that could not be assessed has a reason, and somebody is asked to assess it later."""
    assert codes(move, vulnerability="not_possible", vulnerable=None) == ["LOG-06"]


@pytest.mark.parametrize("move", ["take", "grade", "regrade", "dispatch", "arrive", "decide", "add_line"])
@pytest.mark.parametrize("said", [{"vulnerability": "", "vulnerable": None}, {"vulnerability": "not_possible"}])
def test_vulnerability_holds_up_nothing_but_the_end(move, said):
    assert codes(move, answers={}, **said) == []


def test_LOG_07_refuses_to_close_what_was_never_assessed():
    """A log closes only when vulnerability was assessed, or could not be and it is said why."""
    assert codes("close", vulnerability="", vulnerable=None, answers={}) == ["LOG-07"]


def test_a_log_may_close_when_it_is_said_why_it_could_not_be_assessed():
    assert codes("close", vulnerability="not_possible", vulnerability_reason="Hung up.", answers={}) == []


def test_LOG_08_refuses_an_assessment_that_does_not_say_yes_or_no():
    """An assessment of vulnerability says whether anybody is vulnerable."""
    assert codes("assess_vulnerability", vulnerable=None) == ["LOG-08"]


@pytest.mark.parametrize("question", sorted(REQUIRED))
def test_LOG_09_refuses_when_a_required_question_was_not_asked(question):
    """The questions that are asked at every contact have been asked before a log is closed."""
    assert codes("close", answers={**REQUIRED, question: ""}) == ["LOG-09"]


def test_LOG_10_refuses_to_close_while_crime_is_not_decided():
    """A log closes only when it is decided whether it is a crime."""
    assert codes("close", decision="", closing_code="alarm") == ["LOG-10"]


@pytest.mark.parametrize("changes", [{"reason": ""}, {"decision": "crime_recorded"}, {"decision": ""}])
def test_LOG_11_refuses_no_crime_without_a_reason(changes):
    """Whoever decides that no crime is recorded says why."""
    assert codes("decide", **changes) == ["LOG-11"]


def test_LOG_12_refuses_an_unknown_closing_code():
    """A log closes under a code that is in use on the day."""
    assert codes("close", closing_code="") == ["LOG-12"]


def test_LOG_13_refuses_a_closing_code_that_contradicts_the_decision():
    """The closing code does not say the opposite of the decision about crime."""
    assert codes("close", closing_code="crime-recorded") == ["LOG-13"]


def test_a_closing_code_that_decides_nothing_contradicts_nothing():
    assert codes("close", closing_code="concern-for-safety") == []


def test_LOG_14_refuses_to_send_nobody():
    """Whoever is sent is named, as a unit or an officer."""
    assert codes("dispatch", sent="") == ["LOG-14"]


def test_LOG_15_refuses_an_empty_line():
    """A line of a log says something."""
    assert codes("add_line", line="  ") == ["LOG-15"]


@pytest.mark.parametrize("move", ["grade", "regrade"])
def test_LOG_16_refuses_grading_without_a_grade(move):
    """Whoever grades a log chooses a grade."""
    assert codes(move, response_grade="") == ["LOG-16"]


def test_all_that_is_missing_at_the_end_is_said_at_once():
    assert codes("close", vulnerability="", vulnerable=None, decision="", closing_code="") == [
        "LOG-07",
        "LOG-10",
        "LOG-12",
    ]
