"""What is on an agenda and what was resolved, for whoever has the meeting already."""

from __future__ import annotations

from polias.boards.meetings.model import Meeting, MeetingItem, Resolution
from polias.kit.errors import NotFound


def items_of(meeting: Meeting) -> list[MeetingItem]:
    return list(MeetingItem.objects.filter(register_id=meeting.pk))


def item_of(meeting: Meeting, number: int) -> MeetingItem:
    """The item with this number; NotFound when the agenda has none."""
    found = MeetingItem.objects.filter(register_id=meeting.pk, number=number).first()
    if found is None:
        raise NotFound(f"{meeting.reference}/{number}")
    return found


def resolutions_of(meeting: Meeting) -> list[Resolution]:
    return list(Resolution.objects.filter(register_id=meeting.pk).select_related("item"))


def resolution_of(meeting: Meeting, number: int) -> Resolution:
    """The resolution with this number; NotFound when the meeting resolved no such thing."""
    found = Resolution.objects.filter(register_id=meeting.pk, number=number).select_related("item").first()
    if found is None:
        raise NotFound(f"{meeting.reference}/{number}")
    return found


def plain_words(text: str) -> str:
    """Words without regard to capitals and white space, by which the same sentence is known again."""
    return " ".join(text.casefold().split())


def is_the_same_item(one_number: str, one_title: str, number: str, title: str) -> bool:
    """Whether an item of a paper is one that is on the agenda already: the same title, and no other number."""
    return plain_words(one_title) == plain_words(title) and (not one_number or not number or one_number == number)
