"""The demonstration's panel: its meetings, a published paper and its actions, made by the verbs that people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from demo.records import Aspiration as InventedAspiration
from demo.records import BoardAction as InventedAction
from demo.records import Demonstration
from polias.boards.actions import actions as board_actions
from polias.boards.aspirations import actions as aspirations
from polias.boards.bodies import actions as bodies
from polias.boards.meetings import actions as meetings
from polias.boards.models import Body, Meeting, Paper
from polias.boards.papers import actions as papers
from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.sessions import actor_named, close_session
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task

MEMBERS_ONLY = {"internal": "members", "public": "public"}


def load_boards(history: Demonstration) -> None:
    """Everything as Jo, the clerk, would enter it; the owner of a closed action closes it with evidence."""
    for invented in history.bodies:
        with being(invented.clerk) as clerk:
            members = tuple(_actor_id(name) for name in invented.members)
            body = bodies.record(
                actor=clerk, name=invented.name, kind="panel", since=history.first_day, members=members
            )
            held = {
                m.key: _meeting(history, m.key, body=body, clerk=clerk)
                for m in history.meetings
                if m.body == invented.key
            }
            for invented_aim in history.aspirations:
                if invented_aim.body == invented.key:
                    _aspiration(invented_aim, body=body, clerk=clerk)
            written = [
                _paper(history, p.key, meeting=held[p.meeting], clerk=clerk)
                for p in history.papers
                if p.meeting in held
            ]
        for action in history.actions:
            _action(history, action, held=held, clerk=invented.clerk, shown_by=written[0].reference)


@contextmanager
def being(username: str) -> Iterator[Actor]:
    """Act as one of the cast, and end the session afterwards."""
    actor = actor_named(username)
    try:
        with acting(actor):
            yield actor
    finally:
        close_session(actor.session_key)


def _actor_id(username: str) -> int:
    from polias.kit.models import ActorRow

    return ActorRow.objects.get(user__username=username).pk


def _meeting(history: Demonstration, key: str, *, body: Body, clerk: Actor) -> Meeting:
    invented = next(m for m in history.meetings if m.key == key)
    meeting = meetings.record(
        actor=clerk, body=body, held_on=invented.held_on, place=invented.place, items=invented.items
    )
    if invented.state == "held":
        meeting = meetings.hold(meeting, actor=clerk)
        for resolution in history.resolutions:
            if resolution.meeting == key:
                meeting = meetings.resolve(meeting, actor=clerk, item=resolution.item, text=resolution.text)
    return meeting


def _paper(history: Demonstration, key: str, *, meeting: Meeting, clerk: Actor) -> Paper:
    invented = next(p for p in history.papers if p.key == key)
    paper = papers.draft(actor=clerk, meeting=meeting, item=invented.item, name=invented.title)
    for paragraph in invented.paragraphs[:1]:
        papers.write(paper, actor=clerk, text=paragraph.text, edition=MEMBERS_ONLY[paragraph.edition])
    for figure in invented.figures:
        papers.quote(paper, actor=clerk, measure=figure.measure, month=figure.month, offence_group=figure.offence_group)
    for paragraph in invented.paragraphs[1:]:
        papers.write(paper, actor=clerk, text=paragraph.text, edition=MEMBERS_ONLY[paragraph.edition])
    return papers.publish(paper, actor=clerk)


def _aspiration(invented: InventedAspiration, *, body: Body, clerk: Actor) -> None:
    aspiration = aspirations.record(
        actor=clerk,
        body=body,
        measure=invented.measure,
        basis=invented.basis,
        value=invented.value,
        owner=_actor_id(invented.owner),
        because=invented.because,
        rationale=invented.rationale,
    )
    aspirations.publish(aspiration, actor=clerk)


def _action(
    history: Demonstration, invented: InventedAction, *, held: dict[str, Meeting], clerk: str, shown_by: str
) -> None:
    resolution = next(r for r in history.resolutions if r.key == invented.resolution)
    number = [r.key for r in history.resolutions if r.meeting == resolution.meeting].index(resolution.key) + 1
    with being(clerk) as actor:
        asked: Any = board_actions.record(
            actor=actor,
            meeting=held[resolution.meeting],
            resolution=number,
            text=invented.text,
            owner=_actor_id(invented.owner),
            due_on=invented.due_on,
        )
    with being(invented.owner) as owner:
        for _on, line in invented.progress:
            board_actions.progress(asked, actor=owner, text=line)
        if invented.state == "closed":
            task = Task.objects.get(asked_by=asked.pk, state=Task.OPEN)
            answer_task(task, actor=owner, answer=invented.evidence, evidence_reference=shown_by)
