"""The page of the one search box: a whole reference leads to its record, anything else to all that was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.audit.log import searched
from polias.kit.record.types import record_type
from polias.pole.finding.everything import asked_for, found, lists, locked_address, named, tried


def search(request: HttpRequest) -> HttpResponse:
    """GET /search?q=: straight to the record of a whole reference, otherwise everything found, by kind."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    query = asked_for(request.GET.get("q", ""))
    if not query:
        return render(request, "pole/search.html", {"title": _("Search"), "groups": [lists(actor)]})
    row = named(query, actor=actor)
    if row is not None:
        searched([row.reference], actor=actor, terms=query)
        return HttpResponseRedirect(f"{record_type(row.record_type).url}/{row.reference}")
    locked = locked_address(query, actor=actor)
    if locked:
        return HttpResponseRedirect(locked)
    groups = found(query, actor=actor)
    searched([r["reference"] for one in groups for r in one["rows"]], actor=actor, terms=query)
    context = {"title": _("Search"), "query": query, "search_query": query, "groups": groups, "tried": tried(query)}
    return render(request, "pole/search.html", context)
