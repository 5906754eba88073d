"""Pages that anybody may open: help, accessibility, and what to say when something does not work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from polias.kit.identity.middleware import open_to_all


@open_to_all
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/help.html")


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/accessibility.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere gets the same page as a record that is not this person's to see."""
    return render(request, "screens/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the page reads nothing, so that it cannot fail in turn."""
    return render(request, "screens/fault.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: usually a page left open overnight."""
    return render(request, "screens/csrf.html", status=403)
