"""Every way in which a request can be refused, said as one problem with a sentence for each mistake."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from polias.kit.errors import InProgress, PoliasError, RuleBreach
from polias.kit.health.measuring import route_of
from polias.kit.interruptions.faults import interruption
from polias.kit.rest.problem import TEACHES, problem, problem_of

log = logging.getLogger(__name__)
KEY = "Idempotency-Key"


def handle_refusals(built: NinjaAPI) -> None:
    """Say every error of a request as a problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        PoliasError: _refused,
        ValidationError: _misshapen,
        HttpError: lambda request, error: problem(error.status_code, _sentence(error)),
        DataError: _not_storable,
        IntegrityError: _not_storable,
        SuspiciousOperation: _unacceptable,
        Exception: _fault,
    }
    for kind, handler in handlers.items():
        built.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refusal: PoliasError) -> HttpResponse:
    said = problem_of(refusal)
    if isinstance(refusal, InProgress):
        said.headers["Retry-After"] = "1"
    if isinstance(refusal, RuleBreach):
        # What only has the wrong shape has no source, and is no rule of the book.
        setattr(said, TEACHES, [breach for breach in refusal.breaches if breach.source])
    return said


def _sentence(error: HttpError) -> str:
    if error.status_code == 400:
        return _("The body is not JSON.")
    if error.status_code == 403:
        return _("The CSRF token is missing or wrong: send what /api/me gives as X-CSRFToken.")
    return str(error)


def _misshapen(request: HttpRequest, error: Any) -> HttpResponse:
    """What is missing, misspelt or of the wrong kind, all of it at once."""
    if any(KEY in one["loc"] for one in error.errors):
        return problem(
            400, _("This writes and needs an Idempotency-Key."), slug="idempotency-key-missing",
            do=_("Send a fresh UUID in the header Idempotency-Key, and the same again if you must repeat the request."),
        )  # fmt: skip
    return problem(
        422,
        _("The request is not of the shape that is asked for."),
        slug="misshapen",
        do=_("Change what each breach names; /api/openapi.json describes the shape."),
        breaches=[
            {"code": one["type"], "field": ".".join(map(str, _within(one["loc"]))), "sentence": sentence_of(one)}
            for one in error.errors
        ],
    )


def sentence_of(error: Any) -> str:
    """What is wrong with one value, in a plain sentence; pydantic's own words where we have none."""
    given = error.get("ctx", {})
    sentences = {
        "missing": _("This is missing."),
        "extra_forbidden": _("This is not asked for; check how it is spelt."),
        "string_type": _("This must be text."),
        "string_too_long": _("Use %(n)s characters or fewer.") % {"n": given.get("max_length")},
        "too_long": _("Use %(n)s characters or fewer.") % {"n": given.get("max_length")},
        "string_too_short": _("This must not be empty."),
        "literal_error": _("Use one of: %(choices)s.") % {"choices": given.get("expected")},
        "value_error": f"{str(given.get('error', '')).capitalize()}.",
        "timezone_aware": _("Give the time with its offset from UTC, such as 2026-03-02T12:00:00Z."),
    }
    return sentences.get(str(error["type"])) or f"{error['msg']}."


def _within(place: tuple[Any, ...]) -> tuple[Any, ...]:
    """The place of a value without what ninja calls the body itself."""
    return place[2:] if len(place) > 2 and place[:2] == ("body", "body") else place[1:] or place


def _not_storable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("The database refused a value at %s: %s", route_of(request), type(error).__name__)
    return problem(
        422, _("One of the values cannot be stored: it is too long, or names something that is not there."),
        slug="not-storable", do=_("Shorten long texts and check numbers that name an area, a person or an item."),
    )  # fmt: skip


def _unacceptable(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, RequestDataTooBig):
        return problem(
            413, _("The body is too large."), do=_("Send a smaller one; a text has at most 100,000 characters.")
        )
    return problem(400, _("The request is not one that this site answers."))


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    if interruption(error) is not None:
        raise error  # The outermost frame tries it again or says it calmly.
    log.error("A fault at %s", route_of(request), exc_info=error)
    return problem(
        500, _("Something went wrong on our side; nothing was stored."), slug="fault", do=_("Try again in a moment.")
    )
