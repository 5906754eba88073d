"""The journeys of a body: set it up, plan a meeting, appoint a member, dissolve it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.boards.actions.owners import possible_owners
from polias.boards.aspirations.actions import record as set_aspiration
from polias.boards.aspirations.forms import AimForm
from polias.boards.aspirations.screens import as_number
from polias.boards.bodies import actions, forms
from polias.boards.bodies.model import Body
from polias.boards.meetings.actions import record as plan_meeting
from polias.boards.meetings.forms import PlanForm, agenda_of
from polias.force.public import staff_of
from polias.kit.access.door import fetch, require
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import about_one
from polias.measures.public import measures_offered


@page
def record(request: HttpRequest) -> HttpResponse:
    """Set up a body."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "boards.bodies.record")

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> Body:
        return actions.record(**(data | {"members": tuple(int(m) for m in data["members"])}), **how)

    journey = Journey(
        name="boards.bodies.record",
        title=_("Set up a body"),
        form=partial(forms.RecordForm, people=_people(actor.force_id)),
        submit=submit,
        primary_label=_("Set up the body"),
        lead=_("A panel, board or committee that holds the force to account. Everybody can read that it exists."),
        cancel_url="/boards/",
        breadcrumbs=[(_("Bodies"), "/boards/bodies/"), (_("Set up a body"), "")],
    )
    return walk(request, journey)


@record_page
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a meeting of the body."""
    actor = request.actor  # type: ignore[attr-defined]
    body = fetch(Body, reference, actor=actor, verb="plan")
    require(actor, "boards.meetings.record")

    def do(body: Body, *, agenda: str, **how: Any) -> Any:
        return plan_meeting(body=body, items=agenda_of(agenda), **how)

    return about_one(request, body, "plan", title=_("Plan a meeting"), form=PlanForm, do=do, versioned=False)


@record_page
def aim(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what the body aims at in a measure, or why it aims at nothing there."""
    actor = request.actor  # type: ignore[attr-defined]
    body = _body(request, reference, "aim")
    require(actor, "boards.aspirations.record")

    def do(body: Body, *, owner: str, value: Any, **how: Any) -> Any:
        return set_aspiration(body=body, owner=int(owner), value=as_number(value), **how)

    form = partial(AimForm, people=possible_owners(body.force_id), measures=measures_offered())
    return about_one(request, body, "aim", title=_("Set an aspiration"), form=form, do=do, versioned=False)


@record_page
def appoint(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a person a seat on the body."""
    body = _body(request, reference, "appoint")

    def do(body: Body, *, member: str, **how: Any) -> Body:
        return actions.appoint(body, member=int(member), **how)

    return about_one(
        request,
        body,
        "appoint",
        title=_("Appoint a member"),
        form=partial(forms.AppointForm, people=_people(body.force_id)),
        do=do,
        initial={"since": timezone.localdate()},
    )


@record_page
def dissolve(request: HttpRequest, reference: str) -> HttpResponse:
    """End the body."""
    body = _body(request, reference, "dissolve")
    return about_one(
        request, body, "dissolve", title=_("Dissolve the body"), form=forms.DissolveForm, do=actions.dissolve
    )


def _body(request: HttpRequest, reference: str, verb: str) -> Body:
    return fetch(Body, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]


def _people(force_id: int) -> list[tuple[str, str]]:
    return [(str(s.pk), f"{s.actor.name}, {s.title}") for s in staff_of(force_id, role="member")]
