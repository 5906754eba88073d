"""Pages that anybody may open: help, accessibility, whether everything works, and what to say when it does not."""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.identity.middleware import open_to_all

WORKER_SILENT_AFTER = timedelta(minutes=2)


@open_to_all
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/help.html")


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/accessibility.html")


@open_to_all
def status(request: HttpRequest) -> HttpResponse:
    """Whether the parts work, without a word about what is in them."""
    context = {"parts": [_site(), _database(), _worker()], "as_at": timezone.now()}
    return render(request, "screens/status.html", context)


def _site() -> dict[str, str]:
    return {"label": _("Pages"), "sentence": _("working"), "level": "calm"}


def _database() -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return {"label": _("Records"), "sentence": _("not reachable; nothing can be saved"), "level": "late"}
    return {"label": _("Records"), "sentence": _("working"), "level": "calm"}


def _worker() -> dict[str, str]:
    """The worker says that it lives by a heartbeat; without it figures and seals stand still, records do not."""
    label = _("Figures and seals")
    try:
        with connection.cursor() as cursor:
            cursor.execute("select max(last_heartbeat) from procrastinate_workers")
            beat = cursor.fetchone()[0]
    except DatabaseError:
        beat = None
    if beat is None or timezone.now() - beat > WORKER_SILENT_AFTER:
        return {"label": label, "sentence": _("behind; recording is not affected"), "level": "soon"}
    return {"label": label, "sentence": _("working"), "level": "calm"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere gets the same page as a record that is not this person's to see."""
    return render(request, "screens/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the page reads nothing, so that it cannot fail in turn."""
    return render(request, "screens/fault.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: usually a page left open overnight."""
    return render(request, "screens/csrf.html", status=403)
