"""The first page of boards: what is next, what is late, what can be read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.boards.actions.queries import open_actions
from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting
from polias.boards.panels import actions_table
from polias.boards.papers.model import Paper
from polias.kit.access.door import looked_at, visible_to
from polias.kit.errors import NotFound


def overview(request: HttpRequest) -> HttpResponse:
    """GET /boards/: one thought a page for somebody who comes once a quarter."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens("boards.bodies"):
        raise NotFound
    bodies = list(visible_to(Body, actor).order_by("name"))
    looked_at(bodies, actor=actor, type_name="boards.bodies")
    meetings = visible_to(Meeting, actor)
    today = timezone.localdate()
    papers = (
        visible_to(Paper, actor).select_related("meeting") if actor.opens("boards.papers") else Paper.objects.none()
    )
    waiting = open_actions(actor)
    context = {
        "title": _("Boards"),
        "bodies": bodies,
        "coming": list(meetings.filter(held_on__gte=today).order_by("held_on")[:5]),
        "past": list(meetings.filter(held_on__lt=today).order_by("-held_on")[:5]),
        "papers": list(papers.order_by("-published_at", "-register__created_at")[:8]),
        "actions": actions_table(waiting[:10]),
        "waiting": len(waiting),
        "may_set_up": actor.may("boards.bodies.record"),
        "may_read": actor.may("boards.readings.record"),
    }
    return render(request, "boards/overview.html", context)
