"""The table of moves of a queue item, walked in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, RuleBreach
from polias.quality.queue import actions
from polias.quality.queue.model import QueueItem
from polias.quality.queue.tests.factories import queued
from polias.quality.queue.workflow import WORKFLOW

HOW = {
    "confirm": {},
    "correct": {"offence": "49", "rationale": "In the yard."},
    "return_to_officer": {"note": "The time is wrong."},
    "undo": {},
    "come_back": {},
}


def test_every_verb_of_the_table_can_be_walked():
    assert set(HOW) == {m.verb for m in WORKFLOW.moves}


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(sorted(HOW)), max_size=10))
def test_any_walk_follows_the_table_or_is_refused_and_changes_nothing(cast, walk):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        for verb in walk:
            before, move = item.state, WORKFLOW.move(verb)
            try:
                item = getattr(actions, verb)(item, actor=hal, **HOW[verb])
            except Conflict:
                assert before not in move.source
            except RuleBreach:
                # Nothing that waits can be undone, nor corrected to the class it has since it came back.
                assert (verb == "undo" and before == "waiting") or verb == "correct"
            else:
                assert (before in move.source, item.state) == (True, move.target)
            item = QueueItem.objects.select_related("register").get(pk=item.pk)
            assert (item.left_at is None) == (item.state == "waiting")
