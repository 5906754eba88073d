"""What must hold of a meeting and of what it resolves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule


@dataclass(frozen=True)
class MeetingFacts:
    """What the rules look at; ``today`` is the London day, ``since`` the day the body was set up."""

    held_on: date | None
    place: str
    since: date
    today: date


@dataclass(frozen=True)
class WordsFacts:
    """The words of an item or a resolution."""

    text: str


@rule(
    "BOARD-03",
    source="Local Government Act 1972, Part 5A: notice says when and where (to be confirmed by the body)",
    severity=Severity.BLOCK,
    moves=("record",),
    status="to be confirmed by the force",
)
def meeting_has_a_place(facts: MeetingFacts) -> Breach | None:
    """A meeting has a place where people can go."""
    return required(facts.place, field="place", sentence="Say where the meeting is held.")


@rule("BOARD-04", source="Polias: a body meets while it stands", severity=Severity.BLOCK, moves=("record",))
def meeting_follows_its_body(facts: MeetingFacts) -> Breach | None:
    """A meeting has a day, and the body stood on it."""
    if facts.held_on is None:
        return Breach("held_on", _("Enter the day of the meeting."))
    if facts.held_on < facts.since:
        return Breach("held_on", _("The body did not exist on that day. Check the date."))
    return None


@rule("BOARD-05", source="Polias: nothing is held before its day", severity=Severity.BLOCK, moves=("hold",))
def meeting_is_held_on_its_day(facts: MeetingFacts) -> Breach | None:
    """A meeting is held on its day or said to have been held after it, never before."""
    if facts.held_on and facts.held_on > facts.today:
        return Breach("", _("This meeting's day has not come yet. Come back on the day."))
    return None


@rule(
    "BOARD-06",
    source="Polias: minutes are read by people who were not there",
    severity=Severity.BLOCK,
    moves=("add_item", "resolve"),
)
def words_are_given(facts: WordsFacts) -> Breach | None:
    """An item has a title and a resolution its words."""
    return required(facts.text, field="text", sentence="Write it down in words.")


RULES = (meeting_has_a_place, meeting_follows_its_body, meeting_is_held_on_its_day)
WORDS_RULES = (words_are_given,)
