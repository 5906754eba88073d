"""The journeys of a meeting: its agenda, its papers, what it resolved and whom it asked for what."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.boards.actions.actions import record as set_the_action
from polias.boards.actions.owners import possible_owners
from polias.boards.meetings import actions, forms
from polias.boards.meetings.model import Meeting
from polias.boards.meetings.queries import items_of, resolutions_of
from polias.boards.papers.actions import draft
from polias.kit.access.door import fetch
from polias.kit.screens.declare import record_page
from polias.kit.screens.verb import about_one


@record_page
def add_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Put one more item on the agenda."""
    meeting = _meeting(request, reference, "add_item")
    return about_one(request, meeting, "add_item", title=_("Add an item"), form=forms.ItemForm, do=actions.add_item)


@record_page
def hold(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the meeting was held."""
    meeting = _meeting(request, reference, "hold")

    def do(meeting: Meeting, *, held: bool, **how: Any) -> Meeting:
        return actions.hold(meeting, **how)

    return about_one(request, meeting, "hold", title=_("The meeting was held"), form=forms.HoldForm, do=do)


@record_page
def resolve(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what was decided under an item (``?item=`` chooses it)."""
    meeting = _meeting(request, reference, "resolve")

    def do(meeting: Meeting, *, item: str, **how: Any) -> Meeting:
        return actions.resolve(meeting, item=int(item), **how)

    form = partial(forms.ResolveForm, items=_items(meeting))
    return about_one(
        request, meeting, "resolve", title=_("Write a resolution"), form=form, do=do, initial=_asked(request, "item")
    )


@record_page
def minute(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the minutes."""
    meeting = _meeting(request, reference, "minute")

    def do(meeting: Meeting, *, agreed: bool, **how: Any) -> Meeting:
        return actions.minute(meeting, **how)

    return about_one(request, meeting, "minute", title=_("Close the minutes"), form=forms.MinuteForm, do=do)


@record_page
def add_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a paper for an item (``?item=`` chooses it)."""
    meeting = _meeting(request, reference, "add_paper")

    def do(meeting: Meeting, *, item: str, **how: Any) -> Any:
        return draft(meeting=meeting, item=int(item), **how)

    form = partial(forms.PaperForm, items=_items(meeting))
    return about_one(
        request,
        meeting,
        "add_paper",
        title=_("Draft a paper"),
        form=form,
        do=do,
        initial=_asked(request, "item"),
        versioned=False,
    )


@record_page
def set_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask somebody in the force to do something (``?resolution=`` chooses what it follows from)."""
    meeting = _meeting(request, reference, "set_action")

    def do(meeting: Meeting, *, resolution: str, owner: str, **how: Any) -> Any:
        return set_the_action(meeting=meeting, resolution=int(resolution), owner=int(owner), **how)

    form = partial(forms.ActionForm, resolutions=_resolutions(meeting), people=possible_owners(meeting.force_id))
    return about_one(
        request,
        meeting,
        "set_action",
        title=_("Set an action"),
        form=form,
        do=do,
        initial=_asked(request, "resolution"),
        versioned=False,
    )


def _meeting(request: HttpRequest, reference: str, verb: str) -> Meeting:
    return fetch(Meeting, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]


def _asked(request: HttpRequest, name: str) -> dict[str, str]:
    return {name: request.GET[name]} if request.GET.get(name, "").isdecimal() else {}


def _items(meeting: Meeting) -> list[tuple[str, str]]:
    return [(str(item.number), str(item)) for item in items_of(meeting)]


def _resolutions(meeting: Meeting) -> list[tuple[str, str]]:
    return [(str(r.number), str(r)) for r in resolutions_of(meeting)]
