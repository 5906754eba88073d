"""Where you are signed in: every session of the person who asks, and a button that ends each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from polias.kit.access.actor import Actor
from polias.kit.identity.signed_in import end_one, end_others, sessions_beside


@require_http_methods(["GET", "POST"])
def where_signed_in(request: HttpRequest) -> HttpResponse:
    """/sessions: the list; a POST ends one (``session``) or, without naming one, all the others."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        which = _uuid(request.POST.get("session", ""))
        named = bool(request.POST.get("session"))
        count = end_others(actor) if not named else end_one(actor, which) if which else 0
        messages.success(request, _said(count))
        return HttpResponseRedirect("/sessions")
    found = sessions_beside(actor.session_key)
    context = {
        "title": _("Where you are signed in"),
        "sessions": found,
        "others": sum(1 for one in found if not one.this_one),
    }
    return render(request, "screens/sessions.html", context)


def _said(count: int) -> str:
    if not count:
        return _("Nobody was signed in there any more.")
    return ngettext("Signed out there.", "Signed out at %(n)d places.", count) % {"n": count}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
