"""The journeys of a board's action: a line of progress, and opening it again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.boards.actions import actions, forms
from polias.boards.actions.model import BoardAction
from polias.kit.access.door import fetch
from polias.kit.screens.declare import record_page
from polias.kit.screens.verb import about_one


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
