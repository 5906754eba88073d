"""Where an item of a meeting comes from, and where it came up again: minutes that papers of one body name by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from polias.boards.meetings.model import ArisesFrom, Meeting, MeetingItem
from polias.boards.minutes.earlier_minutes import plain_number
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to


@dataclass(frozen=True)
class Minute:
    """An item of another meeting of the body, and how the paper names it."""

    meeting: Meeting
    item: MeetingItem
    words: str

    @property
    def url(self) -> str:
        return f"{self.meeting.url}#item-{self.item.number}"


@dataclass(frozen=True)
class Thread:
    """What one item comes from, and where it came up again, each in the order of the meetings."""

    comes_from: list[Minute]
    came_up_again: list[Minute]


def threads_of(meeting: Meeting, *, actor: Actor) -> dict[UUID, Thread]:
    """By item of the meeting: only minutes of the body's meetings that the actor may see, and none that is not sure."""
    of_body = visible_to(Meeting, actor).filter(body_id=meeting.body_id).order_by("held_on", "pk")
    meetings: dict[UUID, Meeting] = {one.pk: one for one in of_body}
    named = list(ArisesFrom.objects.filter(register_id__in=meetings).select_related("item"))
    found: dict[UUID, Thread] = {}
    for row, earlier in _sure(named, meetings):
        later_item, later = row.item, meetings[row.register_id]
        if later.pk == meeting.pk:
            before = Minute(meetings[earlier.register_id], earlier, row.words)
            found.setdefault(later_item.pk, Thread([], [])).comes_from.append(before)
        elif earlier.register_id == meeting.pk:
            again = Minute(later, later_item, row.words)
            found.setdefault(earlier.pk, Thread([], [])).came_up_again.append(again)
    return found


def _sure(named: list[ArisesFrom], meetings: dict[UUID, Meeting]) -> Iterable[tuple[ArisesFrom, MeetingItem]]:
    """Each naming with the one earlier item it can mean; one that fits none or several is passed over."""
    if not named:
        return
    items = list(MeetingItem.objects.filter(register_id__in=meetings))
    # In a paper that prints numbers an item without one has none; our own agendas number every item.
    printing = {item.register_id for item in items if item.as_printed}
    by_number: dict[str, list[MeetingItem]] = {}
    for item in items:
        if item.as_printed or item.register_id not in printing:
            by_number.setdefault(plain_number(item.as_printed or str(item.number)), []).append(item)
    for row in named:
        fitting = [item for item in by_number.get(row.number, ()) if _fits(row, item, meetings)]
        if len(fitting) == 1:
            yield row, fitting[0]


def _fits(row: ArisesFrom, item: MeetingItem, meetings: dict[UUID, Meeting]) -> bool:
    """Whether an item is of the day that is named, or where the number stands for itself, of any earlier day."""
    day = meetings[item.register_id].held_on
    return day == row.on if row.on else day < meetings[row.register_id].held_on
