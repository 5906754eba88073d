"""The verbs of meetings, and their only writer."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting, MeetingItem, Resolution
from polias.boards.meetings.queries import item_of
from polias.boards.meetings.rules import RULES, WORDS_RULES, MeetingFacts, WordsFacts
from polias.boards.publications.actions import put_before_the_public
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import add, add_all, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move


@action(needs="boards.meetings.record")
def record(*, actor: Actor, body: Body, held_on: date, place: str, items: tuple[str, ...] = ()) -> Meeting:
    """Plan a meeting with what is on its agenda so far; day, place and agenda are public at once.

    Raises RuleBreach (BOARD-03, BOARD-04), Conflict when the body is dissolved.
    """
    body = locked(body)
    make_move(body, "plan")
    held(RULES, _facts(held_on, place, body), move="record")
    meeting = Meeting(body=body, held_on=held_on, place=place.strip())
    enter(meeting, force_id=body.force_id)
    titles = [title.strip() for title in items if title.strip()]
    add_all([MeetingItem(number=n, title=title) for n, title in enumerate(titles, start=1)], to=meeting)
    put_before_the_public(meeting)
    return meeting


@action(needs="boards.meetings.add_item")
def add_item(meeting: Meeting, *, actor: Actor, title: str, version: int | None = None) -> Meeting:
    """Put one more item at the end of the agenda.

    Raises RuleBreach (BOARD-06), Conflict when the minutes are closed or somebody changed the meeting meanwhile.
    """
    meeting = locked(meeting, version=version)
    held(WORDS_RULES, WordsFacts(title), move="add_item")
    make_move(meeting, "add_item")
    add(MeetingItem(number=_next(MeetingItem, meeting), title=title.strip()), to=meeting)
    put_before_the_public(meeting)
    return meeting


@action(needs="boards.meetings.hold")
def hold(meeting: Meeting, *, actor: Actor, version: int | None = None) -> Meeting:
    """Say that the meeting was held: from now on it can resolve.

    Raises RuleBreach (BOARD-05) before its day, Conflict when it was held already.
    """
    meeting = locked(meeting, version=version)
    held(RULES, _facts(meeting.held_on, meeting.place, meeting.body), move="hold")
    make_move(meeting, "hold")
    put_before_the_public(meeting)
    return meeting


@action(needs="boards.meetings.resolve")
def resolve(meeting: Meeting, *, actor: Actor, item: int, text: str, version: int | None = None) -> Meeting:
    """Write down what was decided under an item, word for word; it is public at once.

    Raises RuleBreach (BOARD-06), NotFound for an item that is not on the agenda, Conflict unless it was held.
    """
    meeting = locked(meeting, version=version)
    held(WORDS_RULES, WordsFacts(text), move="resolve")
    make_move(meeting, "resolve")
    decided = Resolution(item=item_of(meeting, item), number=_next(Resolution, meeting), text=text.strip())
    add(decided, to=meeting)
    put_before_the_public(meeting)
    return meeting


@action(needs="boards.meetings.minute")
def minute(meeting: Meeting, *, actor: Actor, version: int | None = None) -> Meeting:
    """Close the minutes: nothing is added to this meeting any more.

    Raises Conflict unless it was held.
    """
    meeting = locked(meeting, version=version)
    make_move(meeting, "minute")
    put_before_the_public(meeting)
    return meeting


def _facts(held_on: date, place: str, body: Body) -> MeetingFacts:
    return MeetingFacts(held_on, place, body.since, timezone.localdate())


def _next(model: type[MeetingItem] | type[Resolution], meeting: Meeting) -> int:
    last = model.objects.filter(register_id=meeting.pk).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1
