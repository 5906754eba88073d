"""On what condition a program may write: it names the version it has read, and a key by which a repeat is known."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja.params.functions import Header

from polias.kit.errors import PoliasError, VersionMissing
from polias.kit.idempotency.keys import keep_answer, told_before
from polias.kit.rest.problem import problem

# Optional in the description, since its absence is refused with a status of its own (428) and not as a misshapen body.
IF_MATCH = Header(
    None, alias="If-Match", description='The ETag you have read, such as "3". Without it the answer is 428.'
)
#: What a tag may look like (RFC 9110, 8.8.3). Weak ones too: proxies that compress make every tag weak.
TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
NO_SUCH_VERSION = 0
KEPT_HEADERS = ("ETag", "Location")


def version_in(if_match: str | None) -> int:
    """The version a program has read; NO_SUCH_VERSION for a tag that is not ours.

    ``*`` is as good as nothing: it would overwrite what the program has never seen.
    Raises VersionMissing without a version, PoliasError for what is no tag, or for several.
    """
    given = (if_match or "").strip()
    if given in ("", "*"):
        raise VersionMissing(
            _("This changes a record and needs the version it is meant for."),
            do=_("Read the record, then send its ETag in the header If-Match; * is not enough."),
        )
    found = TAG.fullmatch(given)
    if found is None:
        raise PoliasError(_("If-Match is not one ETag."), do=_('Send one ETag as you read it, such as "3".'))
    inside = found[1]
    return int(inside) if inside.isascii() and inside.isdecimal() and len(inside) < 10 else NO_SUCH_VERSION


def storable_key(key: str) -> str:
    """A key as it was sent, if it can be kept. Raises PoliasError."""
    if not key.isprintable():
        raise PoliasError(_("The Idempotency-Key contains signs that cannot be printed."), do=_("Send a fresh UUID."))
    return key


def moved_on(reference: str, version: int | None) -> HttpResponse:
    """The refusal of a change that was meant for an older version."""
    return problem(
        412,
        _("Somebody changed %(reference)s since you read it.") % {"reference": reference},
        slug="conflict",
        do=_("Read it again, then send yours with the new ETag."),
        current_version=version,
    )


def told_once(request: HttpRequest, key: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to a deed that was done or replayed: for a repeat, word for word what the first was told."""
    actor = request.actor  # type: ignore[attr-defined]
    earlier = told_before(key, actor=actor)
    if earlier is not None:
        return _again(earlier)
    said = answer()
    headers = {name: said.headers[name] for name in KEPT_HEADERS if name in said.headers}
    keep_answer(
        key, actor=actor, answer={"status": said.status_code, "headers": headers, "body": said.content.decode()}
    )
    return said


def _again(earlier: dict[str, object]) -> HttpResponse:
    response = JsonResponse({}, status=int(str(earlier["status"])), headers=dict(earlier["headers"]))  # type: ignore[call-overload]
    response.content = str(earlier["body"]).encode()
    return response
