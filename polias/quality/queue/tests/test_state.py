"""The state of the queue at a moment, and what is said of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.quality.public import queue_state
from polias.quality.queue.actions import confirm
from polias.quality.queue.state import QueueState
from polias.quality.queue.tests.factories import queued
from polias.quality.reference import HIGH, LOW


def a_state(**changes):
    usual = {"size": 70, "oldest_entered_at": None, "done_per_day": 12.0, "entered_per_day": 5.0}
    return QueueState(**(usual | changes))


@pytest.mark.parametrize(
    ("state", "days", "sentence"),
    [
        (a_state(), 10, "In 10 days"),
        (a_state(size=3), pytest.approx(3 / 7), "In 1 day"),
        (a_state(done_per_day=5.0, entered_per_day=6.2), None, "It is growing: 1.2 more come each day than are done"),
        (a_state(done_per_day=5.0), None, "Not as things are: as many come as are done"),
        (a_state(size=9000, done_per_day=5.1), pytest.approx(90_000), "Not within a year as things are"),
        (a_state(size=0), 0, "It is empty"),
    ],
)
def test_when_it_clears_is_said_in_words(state, days, sentence):
    assert state.days_to_clear == days
    assert state.clears_sentence == sentence


def test_the_state_counts_what_waited_at_the_moment(cast):
    asha, hal = cast("asha"), cast("hal")
    start = timezone.now()
    first = queued(asha)
    between = timezone.now()
    queued(asha, offence="8N")
    with acting(hal):
        confirm(first, actor=hal)
        now = timezone.now()
        force = hal.force_id
        assert queue_state(force, start - timedelta(seconds=1)).size == 0
        assert queue_state(force, between).by_harm == {LOW: 1}
        after = queue_state(force, now)
        assert (after.size, after.by_harm) == (1, {HIGH: 1})
        assert (after.done_per_day, after.entered_per_day) == (1 / 14, 2 / 14)
        old = queue_state(force, now + timedelta(days=8))
        assert (old.older_than_a_week, old.oldest_entered_at) == (1, after.oldest_entered_at)
        late = queue_state(force, now + timedelta(days=15))
        assert (late.done_per_day, late.entered_per_day) == (0, 0)
