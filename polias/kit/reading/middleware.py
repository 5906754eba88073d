"""While only reading is possible, a session is read and never written: where it says so, nothing of it is saved."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from polias.kit.reading.mode import is_reading_only


class ReadingMiddleware:
    """Just inside the session's own, which would save what a page has touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_reading_only():
            request.session.modified = False
        return response
