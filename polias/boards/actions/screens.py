"""The log of all actions, and the journeys of one: whom it is given to, a line of progress, and opening it again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.boards.actions import actions, forms
from polias.boards.actions.log import LOG_FORMS, SHOWS, actions_shown, all_actions, as_log_file, log_rows, terms_of
from polias.boards.actions.model import BoardAction
from polias.boards.bodies.model import Body
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, looked_at, visible_to
from polias.kit.audit.log import disclosed
from polias.kit.errors import NotFound
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.verb import about_one, walk_verb


@page
def log(request: HttpRequest) -> HttpResponse:
    """Every action in one place, set here or read from papers: what is open, late, or lacks what makes it sure."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens("boards.actions"):
        raise NotFound
    body, show, form = (request.GET.get(name, "") for name in ("body", "show", "format"))
    rows, show = all_actions(actor, body=body), show if show in SHOWS else "open"
    shown, terms = actions_shown(rows, show), terms_of(body, show)
    if form in LOG_FORMS:
        disclosed(shown, actor=actor, type_name="boards.actions", recipient=actor.name, form=form)
        return as_log_file(shown, form=form, who=actor.name, terms=terms)
    looked_at(shown, actor=actor, type_name="boards.actions", terms=terms)
    shows = [(key, label, len(actions_shown(rows, key))) for key, label in SHOWS.items()]
    context = {
        "title": _("Action log"),
        "count": len(shown),
        "shows": [(f"{label} ({count})", _with(request, show=key), key == show) for key, label, count in shows],
        "rows": log_rows(shown, actor=actor),
        "bodies": visible_to(Body, actor).order_by("name"),
        "body": body,
        "show": show,
        "take_out": [{"label": w, "url": _with(request, show=show, format=key)} for key, w in LOG_FORMS.items()],
        "breadcrumbs": [(_("Boards"), "/boards/"), (_("Action log"), "")],
    }
    return render(request, "boards/log.html", context)


def _with(request: HttpRequest, **changes: str) -> str:
    query = {name: value for name, value in request.GET.items() if name in ("body", "show")} | changes
    return f"{request.path}?{urlencode({name: value for name, value in query.items() if value})}"


@record_page
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how it is going."""
    asked = _action(request, reference, "progress")
    return about_one(
        request, asked, "progress", title=_("Say how it is going"), form=forms.ProgressForm, do=actions.progress
    )


@record_page
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who does it and by when, where minutes named nobody or no day, or where that has changed."""
    asked = _action(request, reference, "assign")

    def do(asked: BoardAction, *, owner: str, due_on: date | None, **how: Any) -> BoardAction:
        return actions.assign(asked, owner=int(owner) if owner else None, due_on=due_on, **how)

    return walk_verb(
        request,
        BoardAction,
        reference,
        "assign",
        form=partial(forms.AssignForm, action=asked),
        do=do,
        initial=lambda now: {"owner": str(now.owner or ""), "due_on": now.due_on},
        lead=_lead(asked),
    )


def _lead(asked: BoardAction) -> str:
    """What is to be done, and whom the paper names for it."""
    what = f"{asked.reference}: {asked.title()}"
    if not asked.owner_as_printed:
        return what
    return _("%(what)s (the paper names %(who)s)") % {"what": what, "who": asked.owner_as_printed}


@record_page
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """The body is not satisfied."""
    asked = _action(request, reference, "reopen")
    return about_one(request, asked, "reopen", title=_("Open it again"), form=forms.ReopenForm, do=actions.reopen)


def _action(request: HttpRequest, reference: str, verb: str) -> BoardAction:
    return fetch(BoardAction, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]
