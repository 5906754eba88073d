"""What the pages of bodies, meetings, papers and actions show beside their details."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from polias.boards.actions.model import Progress
from polias.boards.actions.queries import (
    actions_of_meeting,
    actions_told_in,
    lateness_of,
    open_actions,
    owner_of,
    places_of_action,
    record_that_shows_it,
    task_of,
)
from polias.boards.aspirations.model import Aspiration
from polias.boards.aspirations.standing import standing_of
from polias.boards.aspirations.words import of as aim_of
from polias.boards.aspirations.workflow import WORKFLOW
from polias.boards.bodies.model import Member
from polias.boards.meetings.arising import threads_of
from polias.boards.meetings.model import Meeting
from polias.boards.meetings.queries import items_of, resolutions_of
from polias.boards.papers.editions import block_content, blocks_of
from polias.boards.papers.model import MEMBERS, MembersEdition
from polias.boards.papers.queries import papers_of
from polias.boards.readings.queries import readings_of_meeting
from polias.force.public import staff_member
from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at, visible_to
from polias.kit.screens.declare import Panel


def people(body: Any, actor: Actor, request: Any) -> str:
    """Who sits on the body."""
    seats = []
    for seat in Member.objects.filter(register_id=body.pk).order_by("since"):
        person = staff_member(seat.actor_id)
        seats.append({"name": person.actor.name if person else "", "since": seat.since, "until": seat.until})
    clerk = staff_member(body.clerk)
    return render_to_string("boards/people.html", {"seats": seats, "clerk": clerk.actor.name if clerk else ""})


def meetings(body: Any, actor: Actor, request: Any) -> str:
    """The body's meetings, newest first."""
    rows = visible_to(Meeting, actor).filter(body_id=body.pk).order_by("-held_on")[:20]
    return render_to_string("boards/meetings.html", {"meetings": list(rows)}) if rows else ""


def aims(body: Any, actor: Actor, request: Any) -> str:
    """What the body aims at, for those who may read the thought behind it; a look at each is logged."""
    if not actor.opens("boards.aspirations"):
        return ""
    rows = list(visible_to(Aspiration, actor).filter(body_id=body.pk).exclude(register__state="withdrawn")[:50])
    looked_at(rows, actor=actor, type_name="boards.aspirations")
    told = [
        {"aspiration": one, "aim": aim_of(one), "stands": standing_of(one), "state": WORKFLOW.states[one.state]}
        for one in rows
    ]
    return render_to_string("boards/aims.html", {"aims": told}) if told else ""


def actions_waiting(body: Any, actor: Actor, request: Any) -> str:
    """The body's open actions, latest first."""
    return actions_table(open_actions(actor, body=body))


def actions_table(actions: list[Any]) -> str:
    """Actions as a list with their lateness in public words."""
    rows = [{"action": a, "owner": owner_of(a), "late": lateness_of(a)} for a in actions]
    return render_to_string("boards/actions.html", {"rows": rows}) if rows else ""


def agenda(meeting: Any, actor: Actor, request: Any) -> str:
    """Each item with the earlier and later items it is about, its papers, what was resolved, and the actions."""
    papers = papers_of(meeting, actor=actor) if actor.opens("boards.papers") else []
    actions: list[dict[str, Any]] = [
        {"action": a, "owner": owner_of(a), "late": lateness_of(a)} for a in actions_of_meeting(meeting, actor=actor)
    ]
    decided: list[dict[str, Any]] = [
        {"row": r, "actions": [a for a in actions if a["action"].resolution_id == r.pk]}
        for r in resolutions_of(meeting)
    ]
    threads = threads_of(meeting, actor=actor)
    items = [
        {
            "item": item,
            "thread": threads.get(item.pk),
            "papers": [p for p in papers if p.item_id == item.pk],
            "decided": [d for d in decided if d["row"].item_id == item.pk],
        }
        for item in items_of(meeting)
    ]
    context = {
        "meeting": meeting,
        "items": items,
        "loose": [row for row in actions if row["action"].resolution_id is None],
        "read_from": readings_of_meeting(meeting.pk, actor=actor),
        "writes": actor.may("boards.papers.draft")
        and actor.may("boards.meetings.add_paper")
        and meeting.state != "minuted",
        "minutes": actor.may("boards.meetings.resolve") and meeting.state == "held",
    }
    return render_to_string("boards/agenda.html", context)


def text(paper: Any, actor: Actor, request: Any) -> str:
    """The paper as members read it, with what is not for everybody visibly marked."""
    blocks = [
        block_content(b, edition=MEMBERS, body=paper.meeting.body_id) | {"position": b.position}
        for b in blocks_of(paper)
    ]
    editions = list(MembersEdition.objects.filter(register_id=paper.pk))
    context = {
        "paper": paper,
        "blocks": blocks,
        "editions": editions,
        "corrections": [e for e in editions if e.because],
        "writes": paper.state == "draft" and actor.may("boards.papers.write"),
    }
    return render_to_string("boards/paper.html", context)


def how_it_goes(action: Any, actor: Actor, request: Any) -> str:
    """Lateness, progress, evidence in words, and the record that shows it for those who may see that record."""
    lines = [
        {"on": line.on, "text": line.text, "who": _name(line.actor_id)}
        for line in Progress.objects.filter(register_id=action.pk)
    ]
    task = task_of(action) if action.owner == actor.id and action.state == "open" else None
    context = {
        "action": action,
        "late": lateness_of(action),
        "lines": lines,
        "places": places_of_action(action, actor=actor),
        "shown_by": record_that_shows_it(action, actor=actor),
        "task_url": f"/tasks/{task.pk}" if task else "",
    }
    return render_to_string("boards/action.html", context)


def what_came_of_it(reading: Any, actor: Actor, request: Any) -> str:
    """What accepting the paper made, in numbers, and the way to its meeting; or what is to be done with it."""
    context = {"reading": reading, "made": reading.made, "found": reading.found, "actions": []}
    if reading.meeting_id:
        context["actions"] = actions_told_in(reading, actor=actor)
    return render_to_string("boards/reading_made.html", context, request=request)


def _name(actor_id: int) -> str:
    person = staff_member(actor_id)
    return person.actor.name if person else ""


OF_BODY = (
    Panel(_("Meetings"), meetings),
    Panel(_("What it aims at"), aims),
    Panel(_("Actions waiting"), actions_waiting),
    Panel(_("Who sits on it"), people),
)
OF_MEETING = (Panel(_("Agenda"), agenda),)
OF_PAPER = (Panel(_("The paper"), text),)
OF_READING = (Panel(_("What came of it"), what_came_of_it),)
OF_ACTION = (Panel(_("How it goes"), how_it_goes),)
