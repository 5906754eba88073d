"""Around every page: how long it took and how many queries it made, written down without whose page it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from polias.kit.health.spool import Page, note

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Asked by machines every few seconds; they would drown what people wait for.
NOT_MEASURED = frozenset({"/healthz", "/metrics"})


class PageTimesMiddleware:
    """Stands behind the one that serves files, so that only pages are counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        queries, began = Queries(), time.perf_counter()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        route = route_of(request)
        if route not in NOT_MEASURED:
            took = round((time.perf_counter() - began) * 1000)
            method = request.method if request.method in METHODS else "other"
            note(Page(route, str(method), response.status_code, took, queries.count))
        return response


class Queries:
    """Counts what is sent to the database, and passes it on."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        self.count += 1
        return execute(sql, params, many, context)


def route_of(request: HttpRequest) -> str:
    """The address as the site's own list has it, with the names of its variables: never what stood in their place.

    All addresses that lead nowhere have one name.
    """
    match = request.resolver_match
    if match is None:
        return "unknown address"
    return f"/{match.route}"[:160]
