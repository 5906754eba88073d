"""The verbs of meetings, and their only writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_noop

from polias.boards.bodies.model import Body
from polias.boards.meetings.model import ArisesFrom, Meeting, MeetingItem, Resolution
from polias.boards.meetings.queries import is_the_same_item, item_of, plain_words
from polias.boards.meetings.rules import RULES, WORDS_RULES, MeetingFacts, WordsFacts
from polias.boards.minutes.earlier_minutes import EarlierMinute
from polias.boards.publications.actions import put_before_the_public
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.record.action import action
from polias.kit.record.writing import add, add_all, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move

#: The item for decisions of a paper that has no items.
NO_ITEM = gettext_noop("Decisions")


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


@dataclass(frozen=True)
class Taken:
    """What came of a paper: its meeting, its items by the name the paper calls them, and what was there already."""

    meeting: Meeting
    items: dict[str, MeetingItem]
    new_items: int
    new_resolutions: int


@action(needs="boards.meetings.record", offered=False)
def take_from_paper(
    *,
    actor: Actor,
    body: Body,
    held_on: date,
    place: str,
    items: tuple[tuple[str, str], ...],
    resolutions: tuple[tuple[str, str], ...],
    arising: tuple[EarlierMinute, ...] = (),
) -> Taken:
    """Make the meeting that a paper tells of, or join the body's meeting of that day: what is there stays as it is.

    ``items`` are number as printed and title, ``resolutions`` what the paper calls their item and their words,
    ``arising`` the earlier minutes that items name.
    Raises Conflict when the minutes of that meeting are closed and the paper holds more.
    """
    meeting = _meeting_of(body, held_on, actor=actor) or enter(
        Meeting(body=body, held_on=held_on, place=place.strip()), force_id=body.force_id
    )
    meeting = locked(meeting)
    if meeting.state == "planned" and held_on <= timezone.localdate():
        make_move(meeting, "hold")
    known, in_order, new_items = _items_taken(meeting, items, needs_one=bool(resolutions))
    _arising_taken(meeting, in_order, arising)
    new_resolutions = _resolutions_taken(meeting, known, resolutions)
    put_before_the_public(meeting)
    return Taken(meeting, known, new_items, new_resolutions)


def _meeting_of(body: Body, held_on: date, *, actor: Actor) -> Meeting | None:
    return visible_to(Meeting, actor).filter(body_id=body.pk, held_on=held_on).order_by("pk").first()


def _items_taken(
    meeting: Meeting, items: tuple[tuple[str, str], ...], *, needs_one: bool
) -> tuple[dict[str, MeetingItem], list[MeetingItem], int]:
    """The items by number and title, and as the paper has them; those that are not on the agenda yet are added."""
    there = list(MeetingItem.objects.filter(register_id=meeting.pk))
    printed = list(items) or ([("", NO_ITEM)] if needs_one and not there else [])
    known: dict[str, MeetingItem] = {}
    in_order: list[MeetingItem] = []
    new: list[MeetingItem] = []
    for number, title in printed:
        item = next((one for one in there if is_the_same_item(one.as_printed, one.title, number, title)), None)
        if item is None:
            item = MeetingItem(number=_next(MeetingItem, meeting) + len(new), title=title, as_printed=number)
            new.append(item)
        else:
            there.remove(item)
        in_order.append(item)
        for name in (number, title):
            known.setdefault(name.casefold(), item)
    if new:
        make_move(meeting, "add_item")
        add_all(new, to=meeting)
    rest = next(iter(known.values()), None) or next(iter(there), None)
    return known | ({"": rest} if rest else {}), in_order, len(new)


def _arising_taken(meeting: Meeting, items: Sequence[MeetingItem], arising: tuple[EarlierMinute, ...]) -> None:
    """Keep which earlier minutes the items name; what is known is not kept twice, and closed minutes stay closed."""
    if meeting.state == "minuted":
        return
    rows = ArisesFrom.objects.filter(register_id=meeting.pk)
    there = {(row.item_id, row.number, row.on) for row in rows}
    named = [
        ArisesFrom(
            item=items[one.item],
            number=one.number,
            on=date.fromisoformat(one.on) if one.on else None,
            words=one.words[:200],
        )
        for one in arising
    ]
    add_all([row for row in named if (row.item_id, row.number, row.on) not in there], to=meeting)


def _resolutions_taken(
    meeting: Meeting, known: dict[str, MeetingItem], resolutions: tuple[tuple[str, str], ...]
) -> int:
    there = [(r.item_id, plain_words(r.text)) for r in Resolution.objects.filter(register_id=meeting.pk)]
    new: list[Resolution] = []
    for item_name, text in resolutions:
        item = known.get(item_name.casefold()) or known[""]
        if (item.pk, plain_words(text)) in there:
            there.remove((item.pk, plain_words(text)))
            continue
        new.append(Resolution(item=item, number=_next(Resolution, meeting) + len(new), text=text.strip()))
    if new:
        make_move(meeting, "resolve")
        add_all(new, to=meeting)
    return len(new)


def _facts(held_on: date, place: str, body: Body) -> MeetingFacts:
    return MeetingFacts(held_on, place, body.since, timezone.localdate())


def _next(model: type[MeetingItem] | type[Resolution], meeting: Meeting) -> int:
    last = model.objects.filter(register_id=meeting.pk).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1
