"""The public pages at /public/: for everybody, without signing in, from public editions alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

from polias.boards.publications.pages import Links, html, shelf
from polias.kit.identity.middleware import open_to_all

HERE = Links(page=lambda path: f"/public/{path}", asset=static)


@open_to_all
def public(request: HttpRequest, path: str = "") -> HttpResponse:
    """GET /public/<path>; an address that leads nowhere gets the same calm page as everywhere."""
    found = html(path.rstrip("/"), found=shelf(), links=HERE)
    if found is None:
        return render(request, "screens/not_found.html", status=404)
    return HttpResponse(found)
