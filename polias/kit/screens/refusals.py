"""One mapping from the kit's errors to a page that says what happened, what is kept and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.errors import NotFound, PoliasError
from polias.kit.rest.problem import is_for_programs, problem_of


def refusal_page(request: HttpRequest, refusal: PoliasError) -> HttpResponse:
    """The page for an error that no journey caught; unknown and forbidden records give the same one."""
    if is_for_programs(request):
        return problem_of(refusal)
    if isinstance(refusal, NotFound):
        return render(request, "screens/not_found.html", status=404)
    context = {
        "title": _("That could not be done"),
        "happened": refusal.sentence,
        "kept": _("Nothing was changed."),
        "do": refusal.do,
        "links": [(_("Go to My work"), "/")],
    }
    return render(request, "screens/error.html", context, status=refusal.status)
