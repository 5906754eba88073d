"""The API: for each record type its list, its records and its verbs, made from the declarations and nothing else.

A program signs in as a person does and sends the session's cookie; with anything but GET also the CSRF token that
/api/me gives. There is no other key yet.

Every write carries an Idempotency-Key: sent again it is done once and answered as before, with another body it is
refused (422), and while the first is being done so is the second (409). A write on a record also carries If-Match with
the ETag that was read: 428 without it, 412 when somebody was faster.
"""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.params.functions import Body, Header, Path, Query
from ninja.security import SessionAuth
from pydantic import BaseModel

import polias
from polias.kit.access.door import fetch
from polias.kit.errors import Conflict
from polias.kit.identity.middleware import open_to_all
from polias.kit.record.action import Action, actions_of
from polias.kit.record.model import Record
from polias.kit.record.types import RecordType, record_types
from polias.kit.rest.conditions import IF_MATCH, moved_on, storable_key, told_once, version_in
from polias.kit.rest.files import add_files
from polias.kit.rest.problem import CONTENT_TYPE, VERB, no_such_address
from polias.kit.rest.refusals import KEY, handle_refusals
from polias.kit.rest.resources import (
    LONGEST_PAGE,
    PAGE,
    answer,
    filter_names,
    one_page,
    one_record,
    page_schema,
    resource_schema,
)
from polias.kit.rest.shapes import Reference, Shape, Text, shape_of

GET, POST = ["GET"], ["POST"]


class Breach(BaseModel):
    """One thing that is not right, and where."""

    code: str
    field: str
    sentence: str
    severity: str = "block"
    source: str = ""


class Problem(BaseModel):
    """A refusal (RFC 9457); nothing was stored."""

    type: str
    title: str
    status: int
    detail: str = ""
    breaches: list[Breach] = []
    current_version: int | None = None


class Me(BaseModel):
    """Who is signed in."""

    username: str
    name: str
    force_id: int
    roles: list[str]
    csrf_token: str


class SignedIn(SessionAuth):
    """The session of the browser; the frame around every view has found its actor already."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return getattr(request, "actor", None)


class Api(NinjaAPI):
    """Refusals are documented as what they are: problems."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "content" in response:
                        response["content"] = {CONTENT_TYPE: response["content"].pop("application/json")}
        return schema


@functools.cache
def api() -> NinjaAPI:
    """All of it, built once."""
    built = Api(
        title="Polias", version=polias.__version__, auth=SignedIn(), docs_url=None, openapi_url=None,
        urls_namespace="polias-api", description=inspect.cleandoc(__doc__ or ""),
    )  # fmt: skip
    built.default_router.add_api_operation("/me", GET, me, response={200: Me}, operation_id="me", tags=["me"])
    for declared in record_types():
        _add(built, declared)
    handle_refusals(built)
    return built


def api_urls() -> list[URLPattern | URLResolver]:
    """For the URL root: the description, the API, and a problem for every other address."""
    return [
        path("openapi.json", openapi, name="openapi"),
        path("", no_such_address),
        *api().urls[0],
        path("<path:rest>", no_such_address),
    ]


@open_to_all
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API; it names no record."""
    return HttpResponse(_description(), content_type="application/json")


@functools.cache
def _description() -> str:
    """Made once: it takes most of a second, and anybody may ask for it."""
    return json.dumps(api().get_openapi_schema(path_prefix="/api/"), ensure_ascii=False, cls=DjangoJSONEncoder)


def me(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, and the token to send as X-CSRFToken with everything but GET."""
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "username": actor.username, "name": actor.name, "force_id": actor.force_id, "roles": sorted(actor.roles),
        "csrf_token": get_token(request),
    }  # fmt: skip


def _add(built: NinjaAPI, declared: RecordType) -> None:
    """The addresses of one record type."""
    one = resource_schema(declared)
    base, tags = declared.url, [declared.name]
    refusals = dict.fromkeys((400, 401, 403, 404, 422), Problem)
    built.default_router.add_api_operation(
        f"{base}/", GET, _lists(declared), response={200: page_schema(declared, one), **refusals}, tags=tags,
        operation_id=f"{declared.name}.list", summary=f"List {str(declared.label_plural).lower()}",
    )  # fmt: skip
    for action in offered_actions(declared):
        status = 201 if action.creates else 200
        address = f"{base}/{action.verb}" if action.creates else f"{base}/{{reference}}/{action.verb}"
        built.default_router.add_api_operation(
            address, POST, _does(declared, action), tags=tags, operation_id=f"{declared.name}.{action.verb}",
            response={status: one, **refusals, **_of_writing(action)}, summary=action.sentence,
            description=inspect.getdoc(inspect.unwrap(action.function)),
        )  # fmt: skip
    built.default_router.add_api_operation(
        f"{base}/{{reference}}", GET, _reads(declared), response={200: one, 304: None, **refusals}, tags=tags,
        operation_id=f"{declared.name}.read", summary=f"Read one {str(declared.label).lower()}",
    )  # fmt: skip
    add_files(built, declared, asks=_asks, refusals=refusals)


def _of_writing(action: Action) -> dict[Any, Any]:
    """The refusals that only writing knows; without a record there is no version to have missed."""
    return dict.fromkeys((409, 413) if action.creates else (409, 412, 413, 428), Problem)


def offered_actions(declared: RecordType) -> list[Action]:
    """The verbs of a record type that a page or a program may ask for."""
    import_module("polias.kit.restriction.actions")
    module = f"{declared.package}.actions"
    if find_spec(module):
        import_module(module)
    return [one for one in actions_of(declared.name) if one.offered]


def _asks(function: Callable[..., HttpResponse], **parameters: Any) -> Callable[..., HttpResponse]:
    """The function with the parameters that its address, query, headers and body have."""
    kinds = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=kind,
            default=inspect.Parameter.empty if default is ... else default,
        )
        for name, (kind, default) in parameters.items()
    ]
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    function.__signature__ = inspect.Signature([request, *kinds])  # type: ignore[attr-defined]
    return function


def _lists(declared: RecordType) -> Callable[..., HttpResponse]:
    def lists(request: HttpRequest, *, after: UUID | None, limit: int, **chosen: Any) -> HttpResponse:
        given = {name: value for name, value in chosen.items() if value}
        return one_page(request, declared, chosen=given, after=after, limit=limit)

    states = Literal[tuple(declared.workflow.states)]  # type: ignore[valid-type]
    filters = {name: (Text | None, Query(None)) for name in filter_names(declared) if name != "state"}
    return _asks(
        lists,
        state=(states | None, Query(None)),
        **filters,
        limit=(int, Query(PAGE, ge=1, le=LONGEST_PAGE)),
        after=(UUID | None, Query(None, description="As in 'next' of the page before.")),
    )


def _reads(declared: RecordType) -> Callable[..., HttpResponse]:
    def reads(request: HttpRequest, *, reference: str, **_conditions: Any) -> HttpResponse:
        return one_record(request, declared, reference)

    held = Header(None, alias="If-None-Match", description='The ETag of the version you have, such as "3".')
    return _asks(reads, reference=(Reference, Path(...)), if_none_match=(str | None, held))


def _does(declared: RecordType, action: Action) -> Callable[..., HttpResponse]:
    shape = shape_of(action, model=declared.model)
    key = Annotated[str, Header(..., alias=KEY, min_length=1, max_length=80, description="Sent twice, done once.")]
    asked = {"body": (shape.body, Body(...)), "idempotency_key": (key, inspect.Parameter.empty)}
    if action.creates:

        def creates(request: HttpRequest, *, body: Any, idempotency_key: str) -> HttpResponse:
            result = _run(request, action, shape, body, key=idempotency_key)
            return told_once(request, idempotency_key, lambda: answer(result, actor=request.actor, status=201))  # type: ignore[attr-defined]

        return _asks(creates, **asked)

    def changes(
        request: HttpRequest, *, reference: str, body: Any, idempotency_key: str, if_match: str | None
    ) -> HttpResponse:
        actor, expected = request.actor, version_in(if_match)  # type: ignore[attr-defined]
        record: Record = fetch(declared.model, reference, actor=actor, verb=action.grant.rsplit(".", 1)[1])
        try:
            result = _run(request, action, shape, body, record, key=idempotency_key, version=expected)
        except Conflict as conflict:
            if conflict.current_version in (None, expected):
                raise
            return moved_on(reference, conflict.current_version)
        return told_once(
            request,
            idempotency_key,
            lambda: answer(
                result if isinstance(result, Record) else fetch(declared.model, reference, actor=actor), actor=actor
            ),
        )

    return _asks(changes, reference=(Reference, Path(...)), **asked, if_match=(str | None, IF_MATCH))


def _run(
    request: HttpRequest, action: Action, shape: Shape, body: Any, *subject: Record, key: str, **known: Any
) -> Any:  # fmt: skip
    actor = request.actor  # type: ignore[attr-defined]
    setattr(request, VERB, f"{action.type_name}.{action.verb}")
    arguments = shape.arguments(body, actor=actor) | known
    return action.function(
        *subject, actor=actor, idempotency_key=storable_key(key), reasons=dict(body.reasons), **arguments
    )
