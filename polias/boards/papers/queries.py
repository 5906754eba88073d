"""Papers of a meeting and paragraphs of a paper."""

from __future__ import annotations

from polias.boards.meetings.model import Meeting
from polias.boards.papers.model import Paper, Paragraph
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.errors import NotFound


def papers_of(meeting: Meeting, *, actor: Actor) -> list[Paper]:
    """The papers of a meeting that the actor may see, in the order of the agenda."""
    rows = visible_to(Paper, actor).filter(meeting_id=meeting.pk).select_related("item")
    return list(rows.order_by("item__number", "register__created_at"))


def paragraph_of(paper: Paper, position: int) -> Paragraph:
    """The paragraph at this place; NotFound when there is none."""
    found = Paragraph.objects.filter(register_id=paper.pk, position=position).first()
    if found is None:
        raise NotFound(f"{paper.reference}/{position}")
    return found
