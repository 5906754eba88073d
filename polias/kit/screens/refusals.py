"""One mapping from the kit's errors to a page that says what happened, what is kept and what to do."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.errors import Locked, NotFound, PoliasError
from polias.kit.rest.problem import LEAVES, is_for_programs, problem_of


def refusal_page(request: HttpRequest, refusal: PoliasError) -> HttpResponse:
    """The page for an error that no journey caught; unknown and forbidden records give the same one."""
    if is_for_programs(request):
        return problem_of(refusal)
    response = _page(request, refusal)
    setattr(response, LEAVES, refusal.leaves)
    return response


def _page(request: HttpRequest, refusal: PoliasError) -> HttpResponse:
    if isinstance(refusal, NotFound):
        return render(request, "screens/not_found.html", status=404)
    if isinstance(refusal, Locked):
        url = f"/emergency?{urlencode({'reference': refusal.reference})}"
        context = {"title": _("This record is locked"), "refusal": refusal, "emergency_url": url}
        return render(request, "screens/locked.html", context, status=refusal.status)
    context = {
        "title": _("That could not be done"),
        "happened": refusal.sentence,
        "kept": _("Nothing was changed."),
        "do": refusal.do,
        "links": [(_("Go to My work"), "/")],
    }
    return render(request, "screens/error.html", context, status=refusal.status)
