"""The log of all actions, and the journeys of one: a line of progress, and opening it again."""

from __future__ import annotations

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
from polias.kit.screens.verb import about_one


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
        "shows": [
            {"label": label, "count": count, "url": _with(request, show=key), "here": key == show}
            for key, label, count in shows
        ],
        "rows": log_rows(shown),
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
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """The body is not satisfied."""
    asked = _action(request, reference, "reopen")
    return about_one(request, asked, "reopen", title=_("Open it again"), form=forms.ReopenForm, do=actions.reopen)


def _action(request: HttpRequest, reference: str, verb: str) -> BoardAction:
    return fetch(BoardAction, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]
