"""A record as a program reads it, alone and in lists; every look is logged as on a page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import BaseModel, Field, create_model

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, how_many_locked, looked_at, seen_among, visible_to
from polias.kit.audit.canonical import plain
from polias.kit.errors import NotFound
from polias.kit.record.model import Record
from polias.kit.record.types import RecordType
from polias.kit.rest.problem import BASE

PAGE, LONGEST_PAGE = 40, 200
_HIDDEN = frozenset({"register", "force_id", "grade"})
_KINDS: dict[type[models.Field[Any, Any]], Any] = {
    models.BooleanField: bool,
    models.IntegerField: int,
    models.FloatField: float,
    models.DateTimeField: dt.datetime,
    models.DateField: dt.date,
    models.UUIDField: UUID,
    models.CharField: str,
    models.TextField: str,
}


class Resource(BaseModel):
    """What every record says of itself; ``fields`` is its own."""

    reference: str
    type: str
    title: str
    state: str
    version: int
    force_id: int
    grade: int = Field(description="How far the record is restricted; 0 is not at all.")
    marking: str = Field(description="Why care is needed with it; mostly empty.")
    url: str
    created_at: dt.datetime
    changed_at: dt.datetime


def resource_schema(declared: RecordType) -> type[BaseModel]:
    """The shape of one record of a type, for the description of the API."""
    name = declared.model.__name__
    own = {f.name: (_kind(f), ...) for f in _own_fields(declared.model)}
    fields = create_model(f"{name}Fields", **own)  # type: ignore[call-overload]
    parts = {one: (list[part.shape], ...) for one, part in declared.parts.items()}  # type: ignore[name-defined]
    more: dict[str, Any] = {"parts": (create_model(f"{name}Parts", **parts), ...)} if parts else {}  # type: ignore[call-overload]
    return create_model(name, __base__=Resource, fields=(fields, ...), **more)


def page_schema(declared: RecordType, one: type[BaseModel]) -> type[BaseModel]:
    """The shape of one page of a list."""
    own: dict[str, Any] = {"items": (list[one], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
    own["locked"] = (int, Field(description="How many more there are that only their lock keeps from you."))
    return create_model(f"{declared.model.__name__}Page", **own)


def _own_fields(model: type[Record]) -> list[models.Field[Any, Any]]:
    return [f for f in model._meta.concrete_fields if f.name not in _HIDDEN]


def _kind(field: models.Field[Any, Any]) -> Any:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    kind = next((k for base, k in _KINDS.items() if isinstance(target, base)), Any)
    return kind | None if field.null and kind is not Any else kind


def parts_of(records: Sequence[Record], *, declared: RecordType) -> dict[Any, dict[str, Any]]:
    """The declared parts of each record, each kind in one question for all of them."""
    read = {name: part.read(records) for name, part in declared.parts.items()}
    return {
        one.pk: {name: [_told(part) for part in found.get(one.pk, ())] for name, found in read.items()}
        for one in records
    }


def _told(part: Any) -> dict[str, Any]:
    return {one.name: _value(getattr(part, one.name)) for one in dataclasses.fields(part)}


def as_resource(record: Record, *, seen: Collection[str], parts: Mapping[str, Any]) -> dict[str, Any]:
    """The record with every field of its own, instants in UTC; of other records it names only those in ``seen``."""
    register = record.register
    said = {
        "reference": register.reference,
        "type": record.TYPE,
        "title": record.title(),
        "state": register.state,
        "version": register.version,
        "force_id": register.force_id,
        "grade": register.grade,
        "marking": register.marking,
        "url": f"{BASE.rstrip('/')}{record.url}",
        "created_at": plain(register.created_at),
        "changed_at": plain(register.changed_at),
        "fields": {f.name: _field(record, f, seen=seen) for f in _own_fields(type(record))},
    }
    return {**said, "parts": parts} if parts else said


def _field(record: Record, field: models.Field[Any, Any], *, seen: Collection[str]) -> Any:
    value = getattr(record, field.attname)
    hidden = field.name in record.record_type().names_records and value not in seen
    return "" if hidden else _value(value)


def _named_by(records: Iterable[Record], *, actor: Actor) -> frozenset[str]:
    """The references of other records in the fields of these, as far as the actor sees those records."""
    named = [str(getattr(one, name)) for one in records for name in one.record_type().names_records]
    return seen_among(named, actor=actor)


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return plain(value)


def answer(record: Record, *, actor: Actor, status: int = 200) -> HttpResponse:
    """One record with its version as ETag."""
    parts = parts_of([record], declared=record.record_type())[record.pk]
    said = as_resource(record, seen=_named_by([record], actor=actor), parts=parts)
    response = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["ETag"] = f'"{record.version}"'
    if status == 201:
        response.headers["Location"] = f"{BASE.rstrip('/')}{record.url}"
    return response


def one_record(request: HttpRequest, declared: RecordType, reference: str) -> HttpResponse:
    """The record, or 304 when the program has this version already."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record: Record = fetch(declared.model, reference, actor=actor)
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if f'"{record.version}"' in held:
        response = HttpResponse(status=304)
        response.headers["ETag"] = f'"{record.version}"'
        return response
    return answer(record, actor=actor)


def one_page(
    request: HttpRequest, declared: RecordType, *, chosen: Mapping[str, str], after: UUID | None, limit: int
) -> HttpResponse:
    """The newest records first; ``next`` is the address of those that follow."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(declared.name):
        raise NotFound
    rows = visible_to(declared.model, actor)
    for one in _filters(declared):
        if chosen.get(one.name):
            rows = one.apply(rows, chosen[one.name])
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: limit + 1])
    shown = found[:limit]
    terms = ", ".join(f"{name}={value}" for name, value in sorted(chosen.items()))
    looked_at(shown, actor=actor, type_name=declared.name, terms=terms)
    more = {**chosen, "limit": str(limit), "after": str(shown[-1].pk)} if len(found) > limit else None
    following = f"{BASE.rstrip('/')}{declared.url}/?{urlencode(more)}" if more else None
    seen, parts = _named_by(shown, actor=actor), parts_of(shown, declared=declared)
    page = {
        "items": [as_resource(record, seen=seen, parts=parts[record.pk]) for record in shown],
        "next": following,
        "locked": how_many_locked(declared.name),
    }
    return JsonResponse(page, json_dumps_params={"ensure_ascii": False})


def _filters(declared: RecordType) -> list[Any]:
    from polias.kit.screens.filters import all_filters

    return all_filters(declared)


def filter_names(declared: RecordType) -> list[str]:
    """The names by which a list may be narrowed."""
    return [one.name for one in _filters(declared)]
