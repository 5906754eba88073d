"""Every declared table of moves is sound: no state without a way in, no button without an action."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polias.kit.record.types import RecordType, record_types
from polias.kit.rest.api import offered_actions
from polias.kit.workflow.table import Move, Workflow


def unsound(workflow: Workflow) -> list[str]:
    """What is wrong with a table by itself."""
    found, states = [], set(workflow.states)
    reached = {workflow.initial} | {m.target for m in workflow.moves if m.target}
    found += [f"nothing leads to {state}" for state in sorted(states - reached)]
    for move in workflow.moves:
        if unknown := ({*move.source, move.target} - {None}) - states:
            found.append(f"{move.verb} names {', '.join(sorted(unknown))}")
        clocks = {clock.name for clock in workflow.clocks}
        found += [f"{move.verb} has no clock {name}" for name in (*move.starts, *move.stops) if name not in clocks]
    ends = {s for m in workflow.moves if m.target for s in m.source}
    found += [f"{s} is final and has a way out" for s, state in workflow.states.items()
              if state.final and s in ends and not _reopens(workflow, s)]  # fmt: skip
    return found


def _reopens(workflow: Workflow, state: str) -> bool:
    """A final state may be left only by taking the record up again."""
    return all(m.verb in ("reopen", "undo") for m in workflow.moves if m.target and state in m.source)


def verbless(declared: RecordType) -> list[str]:
    """Visible moves that no action does."""
    offered = {action.verb for action in offered_actions(declared)}
    return [m.verb for m in declared.workflow.moves if not m.hidden and m.verb not in offered]


@pytest.mark.parametrize("declared", record_types(), ids=lambda t: t.name)
def test_the_table_is_sound(declared):
    assert unsound(declared.workflow) == []


def test_planted_faults_of_a_table_are_caught():
    table = next(t for t in record_types() if t.name == "crime.reports").workflow
    assert unsound(replace(table, moves=(*table.moves, Move("lose", "Lose", ("recorded",), "lost")))) == [
        "lose names lost"
    ]
    planted = Move("wait", "Wait", ("recorded",), None, starts=("nap",))
    assert unsound(replace(table, moves=(*table.moves, planted))) == ["wait has no clock nap"]
    assert "nothing leads to finalised" in unsound(
        replace(table, moves=[m for m in table.moves if m.target != "finalised"])
    )


@pytest.mark.parametrize("declared", record_types(), ids=lambda t: t.name)
def test_every_button_has_an_action_behind_it_or_a_page_of_another_verb(declared):
    from importlib import import_module
    from importlib.util import find_spec

    name = f"{declared.package}.screens"
    pages = vars(import_module(name)) if find_spec(name) else {}
    assert [verb for verb in verbless(declared) if verb not in pages] == []
