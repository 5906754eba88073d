"""Actions of a meeting or body, and the record that shows one was done, for those who may see that record."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone

from polias.boards.actions.lateness import Lateness, lateness
from polias.boards.actions.model import BoardAction, Place
from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting
from polias.boards.readings.model import Reading
from polias.force.public import staff_member
from polias.kit.access.actor import Actor
from polias.kit.access.door import registered, visible_to
from polias.kit.record.types import record_type
from polias.kit.tasks.model import Task

KIND = "boards.action"


def actions_of_meeting(meeting: Meeting, *, actor: Actor) -> list[BoardAction]:
    rows = visible_to(BoardAction, actor).filter(meeting_id=meeting.pk)
    return list(rows.order_by("year", "serial"))


def actions_told_in(reading: Reading, *, actor: Actor) -> list[BoardAction]:
    """The actions that a paper speaks of, in the order of the log."""
    told = Place.objects.filter(reading_id=reading.pk).values("register_id")
    return list(visible_to(BoardAction, actor).filter(register_id__in=told).order_by("year", "serial"))


def places_of_action(action: BoardAction, *, actor: Actor) -> list[dict[str, Any]]:
    """Where papers speak of an action, and the paper itself for those who may see it."""
    places = list(Place.objects.filter(register_id=action.pk))
    seen = {}
    if actor.opens("boards.readings"):
        rows = visible_to(Reading, actor).filter(pk__in={place.reading_id for place in places})
        seen = {reading.pk: reading for reading in rows.defer("text", "found")}
    return [{"place": place, "reading": seen.get(place.reading_id)} for place in places]


def open_actions(actor: Actor, *, body: Body | None = None) -> list[BoardAction]:
    """Open actions, the latest first; of one body, or of all that the actor may see."""
    rows = visible_to(BoardAction, actor).filter(register__state="open")
    if body is not None:
        rows = rows.filter(body_id=body.pk)
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "serial"))


def lateness_of(action: BoardAction) -> Lateness:
    """How late it is today, in London."""
    return lateness(due_on=action.due_on, closed_on=action.closed_on, today=timezone.localdate())


def owner_of(action: BoardAction) -> str:
    """The owner as the body knows them: the person, or else whom the paper names."""
    member = staff_member(action.owner) if action.owner else None
    return f"{member.actor.name}, {member.title}" if member else action.owner_as_printed


def post_of(action: BoardAction) -> str:
    """The owner as everybody knows them: the post, not the person."""
    member = staff_member(action.owner) if action.owner else None
    return member.title if member else ""


def task_of(action: BoardAction) -> Task | None:
    """The newest task raised for this action."""
    return Task.objects.filter(kind=KIND, asked_by=action.pk).order_by("-created_at").first()


def record_that_shows_it(action: BoardAction, *, actor: Actor) -> tuple[str, str] | None:
    """Reference and address of the officer's evidence, only when this actor may see that record; else nothing."""
    task = task_of(action)
    if task is None or task.evidence_id is None:
        return None
    row = registered(actor).filter(pk=task.evidence_id).first()
    return (row.reference, f"{record_type(row.record_type).url}/{row.reference}") if row else None
