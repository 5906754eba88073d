"""The table of moves of a log, walked in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.contact.logs import actions
from polias.contact.logs.tests.factories import NOBODY, a_log
from polias.contact.logs.workflow import WORKFLOW
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, RuleBreach

HOW = {
    "grade": {"response_grade": "priority"},
    "regrade": {"response_grade": "emergency", "reason": "He has a knife."},
    "dispatch": {"unit": "NA12"},
    "arrive": {},
    "assess_vulnerability": {"found": NOBODY},
    "add_line": {"text": "Film secured."},
    "decide": {"decision": "no_crime", "reason": "He had paid."},
    "close": {"closing_code": "concern-for-safety"},
    "reopen": {"reason": "He came back."},
    "crime_recorded_from": {"crime_reference": "NSH-CR-26-000001"},
}


def test_every_verb_of_the_table_can_be_walked():
    assert set(HOW) == {m.verb for m in WORKFLOW.moves}


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(sorted(HOW)), max_size=12))
def test_any_walk_follows_the_table_or_is_refused_and_changes_nothing(cast, walk):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris, response_grade="")
        for verb in walk:
            before, move = log.state, WORKFLOW.move(verb)
            try:
                log = getattr(actions, verb)(log, actor=idris, **HOW[verb])
            except Conflict:
                assert before not in move.source
            except RuleBreach:
                assert verb == "close"
            else:
                assert before in move.source
                assert log.state == (move.target or before)
            log = log.__class__.objects.select_related("register").get(pk=log.pk)
            assert log.state in WORKFLOW.states
            assert log.state != "closed" or (log.vulnerability and log.decision)
