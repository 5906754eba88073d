"""A table of moves: what is offered, what is refused in words, and the diagram made of it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from polias.kit.workflow.table import Clock, Move, State, Workflow, diagram

TABLE = Workflow(
    initial="new",
    states={"new": State("New"), "open": State("Open", "blue"), "closed": State("Closed", final=True)},
    moves=(
        Move("begin", "Begin", ("new",), "open", starts=("reply",)),
        Move("note", "Add a note", ("new", "open"), None),
        Move("close", "Close", ("open",), "closed", stops=("reply",)),
    ),
    clocks=(Clock("reply", "Reply", timedelta(hours=24), "The supervisor is told."),),
)


def record(state):
    return SimpleNamespace(state=state, reference="NSH-XX-26-000001")


@pytest.mark.parametrize(
    ("state", "verb", "refused"),
    [
        ("new", "begin", ""),
        ("open", "begin", "NSH-XX-26-000001 is open."),
        ("closed", "note", "NSH-XX-26-000001 is closed."),
        ("open", "note", ""),
        ("new", "close", "NSH-XX-26-000001 is new."),
    ],
)
def test_a_move_from_a_wrong_state_is_refused_in_words(state, verb, refused):
    assert TABLE.refusal(record(state), verb) == refused


def test_moves_and_clocks_are_found_by_name():
    assert TABLE.move("close").target == "closed"
    assert TABLE.clock("reply").limit == timedelta(hours=24)
    with pytest.raises(StopIteration):
        TABLE.move("burn")


def test_the_diagram_shows_every_move_and_end():
    assert diagram(TABLE).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> new",
        "    new --> open: begin",
        "    new --> new: note",
        "    open --> open: note",
        "    open --> closed: close",
        "    closed --> [*]",
    ]
