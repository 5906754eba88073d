"""The page of the one search box: a whole reference leads to its record, anything else to all that was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.pole.finding.everything import answered, asked_for, lists


def search(request: HttpRequest) -> HttpResponse:
    """GET /search?q=: straight to the record of a whole reference, otherwise everything found, by kind."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    query = asked_for(request.GET.get("q", ""))
    if not query:
        return render(request, "pole/search.html", {"title": _("Search"), "groups": [lists(actor)]})
    answer = answered(query, actor=actor)
    if answer["url"]:
        return HttpResponseRedirect(answer["url"])
    return render(request, "pole/search.html", {"title": _("Search"), "search_query": query, **answer})
