"""The outermost frame of a page: a dropped connection is tried again, and what cannot be helped is said calmly.

The database rolls back whatever it had not committed when a connection breaks. So a request that had not come to its
commit did nothing, and the same request can be done afresh; one that had may have been stored, and is done again only
if doing it twice is harmless: a look, or a deed with a key by which the second is known.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from django.core.signals import got_request_exception
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse

from polias.kit.interruptions.answers import RETRY_AFTER_SECONDS, calm_answer
from polias.kit.interruptions.faults import Interruption, commits_begun, interruption
from polias.kit.interruptions.room import give_up_the_reserve
from polias.kit.reading import mode

#: How long a page waits for a database that is starting, counted from when this process first missed it.
PATIENCE_SECONDS = 10
#: The same where there is a copy to read from meanwhile.
PATIENCE_BEFORE_READING_SECONDS = 3
MOST_TRIES = 4
_BETWEEN_TRIES_SECONDS = 0.1

_LOOKS = ("GET", "HEAD", "OPTIONS")
_CAUSE = "polias_interrupted_by"


def _note_the_cause(request: HttpRequest | None = None, **_rest: Any) -> None:
    """Django has made an answer of the error by the time a middleware sees it; here the error itself can be had."""
    if request is not None:
        setattr(request, _CAUSE, interruption(sys.exc_info()[1]))


got_request_exception.connect(_note_the_cause, dispatch_uid="polias.interruptions")


class InterruptionMiddleware:
    """Before everything that needs the database, the session among it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.away_since: float | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mode.end_if_back()
        if mode.is_reading_only() and request.method not in _LOOKS:
            return calm_answer(request, "reading", unsure=False)
        before, as_it_came, asked = commits_begun(), _copy(request), request
        response, kind = self._try(asked)
        tries = 1
        while kind is not None:
            stored = commits_begun() > before
            if tries >= MOST_TRIES or not may_repeat(asked, stored=stored) or not self._mended(kind):
                return calm_answer(asked, _as_it_is_now(kind), unsure=stored and asked.method not in _LOOKS)
            if mode.is_reading_only() and asked.method not in _LOOKS:
                return calm_answer(asked, "reading", unsure=stored)
            asked = afresh(as_it_came, asked)
            response, kind = self._try(asked)
            tries += 1
        self.away_since = None
        if response.status_code == 503:
            response.headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS["full"]))
        return response

    def _try(self, request: HttpRequest) -> tuple[HttpResponse, Interruption | None]:
        response = self.get_response(request)
        return response, getattr(request, _CAUSE, None)

    def _mended(self, kind: Interruption) -> bool:
        """Wait until trying again makes sense; whether it came to that."""
        if kind == "full":
            return give_up_the_reserve()
        if kind == "reading":
            return mode.begin(from_main=True)
        self.away_since = self.away_since or time.monotonic()
        patience = PATIENCE_BEFORE_READING_SECONDS if mode.has_replica() else PATIENCE_SECONDS
        while not _answers():
            if time.monotonic() > self.away_since + patience:
                return mode.end_if_back(at_once=True) or mode.begin()
            time.sleep(_BETWEEN_TRIES_SECONDS)
        return True


def _as_it_is_now(kind: Interruption) -> Interruption:
    """A database that takes nothing, where nothing can be read either, is as good as away."""
    return "away" if kind == "reading" and not mode.is_reading_only() else kind


def may_repeat(request: HttpRequest, *, stored: bool) -> bool:
    """Whether doing the request again cannot do anything twice, and can be done: a file has gone once it was read."""
    if request.__dict__.get("_files"):
        return False
    return not stored or request.method in _LOOKS or _has_key(request)


def _has_key(request: HttpRequest) -> bool:
    """Whether the second would be known: a program names a key, and so does every form."""
    return bool(request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key"))


def afresh(as_it_came: HttpRequest, run: HttpRequest) -> HttpRequest:
    """The request without what the other middleware hung on it, with the body that the run before has read."""
    again = _copy(as_it_came)
    for name in ("_body", "_read_started", "_post", "_files"):
        if name in run.__dict__:
            again.__dict__[name] = run.__dict__[name]
    return again


def _copy(request: HttpRequest) -> HttpRequest:
    """A copy with its stream; copy.copy would leave out what cannot be pickled."""
    twin: HttpRequest = request.__class__.__new__(request.__class__)
    twin.__dict__.update(request.__dict__)
    twin.META = dict(request.META)
    return twin


def _answers() -> bool:
    """Whether the database can be entered now; the broken connection is let go first."""
    try:
        connection.close()
        connection.ensure_connection()
    except (DatabaseError, InterfaceError):
        return False
    return True
