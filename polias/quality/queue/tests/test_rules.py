"""The rules of the queue: each code with its sentence, no database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from polias.kit.rules.rule import breaches_of
from polias.quality.queue.rules import RULES, UNDO_WITHIN, QueueFacts
from polias.quality.queue.workflow import WORKFLOW

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FINE = QueueFacts(
    NOON, note="The address is missing.", offence="49", offence_before="46", left_at=NOON - UNDO_WITHIN, mine=True
)


def codes(move, **changes):
    return [b.code for b in breaches_of(RULES, replace(FINE, **changes), move=move)]


@pytest.mark.parametrize("move", [m.verb for m in WORKFLOW.moves])
def test_a_decision_with_everything_said_passes(move):
    assert codes(move) == []


def test_QUEUE_01_refuses_a_correction_that_corrects_nothing():
    """A correction gives the crime another class than it has."""
    assert codes("correct", offence="46") == ["QUEUE-01"]


def test_QUEUE_02_refuses_to_return_a_record_without_a_word():
    """Whoever returns a record says what the officer is to correct."""
    assert codes("return_to_officer", note=" ") == ["QUEUE-02"]


@pytest.mark.parametrize(
    "changes",
    [{"mine": False}, {"left_at": NOON - UNDO_WITHIN - timedelta(seconds=1)}, {"left_at": None}, {"answered": True}],
    ids=["somebody else's", "too late", "never decided", "answered already"],
)
def test_QUEUE_03_refuses_to_undo_anything_but_ones_own_slip(changes):
    """A decision is undone by the person who made it, within ten minutes, and before the officer has answered."""
    assert codes("undo", **changes) == ["QUEUE-03"]
