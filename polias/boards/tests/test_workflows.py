"""Hypothesis walks the tables of moves: what a table forbids the actions refuse, and what it allows they do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.boards.actions import actions as of_actions
from polias.boards.aspirations import actions as of_aspirations
from polias.boards.bodies import actions as of_bodies
from polias.boards.meetings import actions as of_meetings
from polias.boards.papers import actions as of_papers
from polias.boards.papers.actions import draft
from polias.boards.readings import actions as of_readings
from polias.boards.readings.checked import as_found
from polias.boards.readings.tests.factories import a_reading
from polias.boards.records import ACTIONS, ASPIRATIONS, BODIES, MEETINGS, PAPERS, READINGS
from polias.boards.tests.factories import a_body, a_meeting, a_paper, a_resolution, an_action, an_aspiration
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict

Step = Callable[[Any, dict[str, Any]], Any]
WALK = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

BODY_STEPS: dict[str, Step] = {
    "plan": lambda body, who: a_meeting(who["jo"], body=body),
    "aim": lambda body, who: an_aspiration(who["jo"], who["asha"], body=body),
    "appoint": lambda body, who: of_bodies.appoint(
        body, actor=who["jo"], member=who["erin"].id, since=timezone.localdate()
    ),
    "dissolve": lambda body, who: of_bodies.dissolve(body, actor=who["jo"], until=timezone.localdate()),
}
MEETING_STEPS: dict[str, Step] = {
    "add_item": lambda m, who: of_meetings.add_item(m, actor=who["jo"], title="One more"),
    "add_paper": lambda m, who: draft(actor=who["jo"], meeting=m, item=1, name="Paper"),
    "hold": lambda m, who: of_meetings.hold(m, actor=who["jo"]),
    "resolve": lambda m, who: of_meetings.resolve(m, actor=who["jo"], item=1, text="That it be so."),
    "minute": lambda m, who: of_meetings.minute(m, actor=who["jo"]),
}
PAPER_STEPS: dict[str, Step] = {
    "write": lambda p, who: of_papers.write(p, actor=who["jo"], text="As usual."),
    "rewrite": lambda p, who: of_papers.rewrite(p, actor=who["jo"], position=1, text="So so.", edition="public"),
    "publish": lambda p, who: of_papers.publish(p, actor=who["jo"]),
    "correct": lambda p, who: of_papers.correct(p, actor=who["jo"], position=1, text="No.", because="It was wrong."),
}
ACTION_STEPS: dict[str, Step] = {
    "assign": lambda a, who: of_actions.assign(a, actor=who["jo"], owner=who["asha"].id, due_on=_another_day(a)),
    "progress": lambda a, who: of_actions.progress(a, actor=who["jo"], text="It goes."),
    "close_by_owner": lambda a, who: of_actions.close_by_owner(
        a, actor=who["asha"], evidence="Evidence: a list.", has_record=False
    ),
    "reopen": lambda a, who: of_actions.reopen(a, actor=who["jo"], because="Not enough."),
}


def _another_day(asked: Any) -> Any:
    return type(asked).objects.get(pk=asked.pk).due_on + timedelta(days=1)


READING_STEPS: dict[str, Step] = {
    "accept": lambda r, who: of_readings.accept(r, actor=who["jo"], checked=as_found(r), body="", kind="board"),
    "put_aside": lambda r, who: of_readings.put_aside(r, actor=who["jo"], reason="It is a draft."),
    "take_up": lambda r, who: of_readings.take_up(r, actor=who["jo"]),
}
ASPIRATION_STEPS: dict[str, Step] = {
    "revise": lambda a, who: of_aspirations.revise(a, actor=who["jo"], basis="group_average", owner=who["asha"].id),
    "publish": lambda a, who: of_aspirations.publish(a, actor=who["jo"]),
    "withdraw": lambda a, who: of_aspirations.withdraw(a, actor=who["jo"], because="The measure changed."),
}
TABLES = {
    "bodies": (BODIES, BODY_STEPS, lambda who: a_body(who["jo"])),
    "meetings": (MEETINGS, MEETING_STEPS, lambda who: a_meeting(who["jo"])),
    "papers": (PAPERS, PAPER_STEPS, lambda who: a_paper(who["jo"])),
    "actions": (ACTIONS, ACTION_STEPS, lambda who: an_action(who["jo"], who["asha"])),
    "aspirations": (ASPIRATIONS, ASPIRATION_STEPS, lambda who: an_aspiration(who["jo"], who["asha"])),
    "readings": (READINGS, READING_STEPS, lambda who: a_reading(who["jo"])),
}
#: Made by the actions of other folders or of what nobody owns, and by figures that only a published dataset has.
ELSEWHERE = {"meetings": {"set_action"}, "papers": {"quote"}, "actions": {"close_as_told"}}


@pytest.mark.parametrize("name", TABLES)
def test_every_move_of_the_table_is_walked(name):
    declared, steps, _start = TABLES[name]
    assert {m.verb for m in declared.workflow.moves} == set(steps) | ELSEWHERE.get(name, set())


@pytest.mark.parametrize("name", TABLES)
def test_actions_allow_what_the_table_allows_and_refuse_the_rest(name, cast):
    declared, steps, start = TABLES[name]
    who = {username: cast(username) for username in ("jo", "asha", "erin")}

    @WALK
    @given(st.lists(st.sampled_from(sorted(steps)), max_size=7))
    def walk(verbs: list[str]) -> None:
        with acting(who["jo"]), transaction.atomic():
            record, state = start(who), declared.workflow.initial
            for verb in verbs:
                state = _step(record, verb, state=state, step=steps[verb], who=who)
            transaction.set_rollback(True)

    walk()


def _step(record: Any, verb: str, *, state: str, step: Step, who: dict[str, Any]) -> str:
    move = record.record_type().workflow.move(verb)
    if state not in move.source:
        with pytest.raises(Conflict):
            step(record, who)
        return state
    step(record, who)
    found = type(record).objects.select_related("register").get(pk=record.pk)
    assert found.state == (move.target or state)
    return found.state


def test_an_action_is_set_only_while_the_minutes_are_open(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        meeting = a_resolution(jo)
        an_action(jo, asha, meeting=meeting)
        of_meetings.minute(meeting, actor=jo)
        with pytest.raises(Conflict):
            an_action(jo, asha, meeting=meeting)
