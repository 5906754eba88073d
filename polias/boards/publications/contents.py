"""What everybody may read of a body, a meeting, a paper and an action, as plain values: nothing else leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from polias.boards.actions.model import BoardAction
from polias.boards.actions.queries import post_of
from polias.boards.aspirations.model import Aspiration
from polias.boards.aspirations.words import of as aim_of
from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting, Resolution
from polias.boards.meetings.queries import items_of, resolutions_of
from polias.boards.papers.editions import edition_content
from polias.boards.papers.model import PUBLIC, Paper
from polias.force.public import force_short_name, staff_member


def body_content(body: Body) -> dict[str, Any]:
    """What the body is and whom it holds to account."""
    return {
        "name": body.name,
        "kind": str(dict(Body.KINDS)[body.kind]),
        "force": force_short_name(body.force_id),
        "since": body.since.isoformat(),
        "until": body.until.isoformat() if body.until else None,
    }


def meeting_content(meeting: Meeting) -> dict[str, Any]:
    """When, where, what about, and what was decided."""
    decided = resolutions_of(meeting)
    return {
        "force": force_short_name(meeting.force_id),
        "body": {"reference": meeting.body.reference, "name": meeting.body.name},
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "state": meeting.state,
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "resolutions": [{"number": r.number, "text": r.text} for r in decided if r.item_id == item.pk],
            }
            for item in items_of(meeting)
        ],
    }


def paper_content(paper: Paper) -> dict[str, Any]:
    """The public edition of a paper: members' parts are not in it, small numbers are not told."""
    return edition_content(paper, edition=PUBLIC)


def action_content(action: BoardAction) -> dict[str, Any]:
    """What is to be done by which post, by when, and whether it is done; neither names nor progress nor evidence."""
    return {
        "number": action.number,
        "text": action.text,
        "force": force_short_name(action.force_id),
        "owner": post_of(action),
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "closed_on": action.closed_on.isoformat() if action.closed_on else None,
        "body": {"reference": action.body.reference, "name": action.body.name},
        "meeting": {"reference": action.meeting.reference, "held_on": action.meeting.held_on.isoformat()},
        "resolution": _resolution(action.resolution),
    }


def aspiration_content(aspiration: Aspiration) -> dict[str, Any]:
    """What is aimed at and which post answers for it, or why nothing is; never the thought behind it, which is
    for members."""
    return {
        "question": aspiration.question,
        "offence_group": aspiration.offence_group,
        "aim": aim_of(aspiration),
        "basis": aspiration.basis,
        "value": aspiration.value,
        "set_on": aspiration.set_on.isoformat(),
        "owner": _post(aspiration.owner),
        "withdrawn": aspiration.state == "withdrawn",
        "force": force_short_name(aspiration.force_id),
        "body": {"reference": aspiration.body.reference, "name": aspiration.body.name},
    }


def _post(actor_id: int) -> str:
    """Somebody of the force as everybody knows them: the post, not the person."""
    member = staff_member(actor_id)
    return member.title if member else ""


def _resolution(resolution: Resolution | None) -> dict[str, Any] | None:
    return {"number": resolution.number, "text": resolution.text} if resolution else None


#: Record type → the kind of its editions, and what they hold.
CONTENTS: dict[str, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    "boards.bodies": ("body", body_content),
    "boards.meetings": ("meeting", meeting_content),
    "boards.papers": ("paper", paper_content),
    "boards.actions": ("action", action_content),
    "boards.aspirations": ("aim", aspiration_content),
}
