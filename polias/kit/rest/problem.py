"""Refusals for programs: application/problem+json (RFC 9457), with every breach of a rule by code, field and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from polias.kit.errors import Conflict, PoliasError, RuleBreach

CONTENT_TYPE = "application/problem+json"
BASE = "/api/"
#: On a response: the audit rows of its refusal that are kept when everything else is undone.
LEAVES = "polias_leaves"
#: On a response: the rules that refused, to be counted when everything else is undone.
TEACHES = "polias_teaches"
#: On a request: the verb that it asks for, by the name under which a page asks for it.
VERB = "polias_verb"


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(BASE)


def problem(
    status: int, title: str, *, slug: str = "about:blank", do: str = "", breaches: Iterable[Mapping[str, str]] = (),
    **more: Any,
) -> JsonResponse:  # fmt: skip
    """One refusal: what is wrong, what to do, and where; nothing was stored."""
    content: dict[str, Any] = {"type": slug, "title": title, "status": status}
    if do:
        content["detail"] = do
    if found := [dict(one) for one in breaches]:
        content["breaches"] = found
    content |= {name: value for name, value in more.items() if value is not None}
    return JsonResponse(content, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})


def problem_of(refusal: PoliasError) -> JsonResponse:
    """The kit's errors as problems, one for one."""
    if isinstance(refusal, RuleBreach):
        return problem(
            refusal.status,
            _("The rules do not allow this."),
            slug=refusal.slug,
            do=_("Change what each breach names. A rule that asks for a reason takes it in 'reasons', by its code."),
            breaches=[
                {"code": b.code, "field": b.field, "sentence": str(b.sentence), "severity": str(b.severity),
                 "source": b.source}
                for b in refusal.breaches
            ],
        )  # fmt: skip
    current = refusal.current_version if isinstance(refusal, Conflict) else None
    said = problem(
        refusal.status, str(refusal.sentence), slug=refusal.slug, do=str(refusal.do), current_version=current
    )
    setattr(said, LEAVES, refusal.leaves)
    return said


def as_problem(response: HttpResponse) -> HttpResponse:
    """A refusal that something below made in its own way, such as a bare 405, said as a problem."""
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
        return response
    said = problem(response.status_code, HTTPStatus(response.status_code).phrase)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            said.headers[name] = response.headers[name]
    return said


def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer for every address under /api/ that is none."""
    do = _("See /api/openapi.json for what there is.")
    return problem(404, _("There is nothing at this address."), slug="no-such-address", do=do)
