"""The table of moves of a crime, walked at random: no move from a wrong state succeeds, no state is left by chance."""

from hypothesis import given, settings
from hypothesis import strategies as st

from polias.crime.reports.workflow import WORKFLOW


@given(st.lists(st.sampled_from(WORKFLOW.moves), max_size=30))
@settings(derandomize=True, deadline=None)
def test_any_walk_along_the_table_stays_on_it(moves):
    state = WORKFLOW.initial
    for move in moves:
        if state in move.source:
            state = move.target or state
        assert state in WORKFLOW.states


def test_a_cancelled_or_finalised_crime_can_only_be_reopened():
    for state in ("finalised", "cancelled"):
        assert [m.verb for m in WORKFLOW.moves if state in m.source and m.target] == ["reopen"]


def test_no_crime_is_closed_without_an_outcome_or_a_cancellation():
    closing = {m.verb: m.target for m in WORKFLOW.moves if m.target and WORKFLOW.states[m.target].final}
    assert closing == {"give_outcome": "finalised", "cancel": "cancelled"}
