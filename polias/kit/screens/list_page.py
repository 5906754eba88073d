"""The list of a record type: filtered, sorted, paged, taken out, and every look at it logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import how_many_locked, looked_at, registered_apart, visible_to
from polias.kit.errors import NotFound
from polias.kit.record.types import RecordType
from polias.kit.restriction.screens import short_warnings_of
from polias.kit.screens.declare import Column, Filter, signs_of, starts_for
from polias.kit.screens.filters import all_filters, drawn_filters
from polias.kit.screens.paging import FAR, address_with, by_keys, last_page, on_page, page_of, pages_of
from polias.kit.screens.take_out import FORMATS, take_out

MOST_COUNTED = 10_000
NEWEST = ("-register__created_at", "-pk")


def list_page(request: HttpRequest, declared: RecordType) -> HttpResponse:
    """GET /<module>/<type>/ with ``state`` and the declared filters, ``sort``, ``page`` and ``format``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(declared.name):
        raise NotFound
    filters = all_filters(declared)
    chosen = {f.name: request.GET[f.name] for f in filters if request.GET.get(f.name)}
    rows: QuerySet[Any] = visible_to(declared.model, actor)
    for one in filters:
        if one.name in chosen:
            rows = one.apply(rows, chosen[one.name])
    sort = request.GET.get("sort", "")
    rows = _in_order(declared, rows, sort).select_related("register", *_shown_with(declared))
    if request.GET.get("format") in FORMATS:
        rows = declared.extra["in_files"](rows) if "in_files" in declared.extra else rows
        return take_out(rows, declared=declared, actor=actor, form=request.GET["format"], terms=_terms(chosen))
    count = _how_many(declared, actor, rows, chosen)
    # No page lies behind the last that is counted: to walk there would take as long as the table is.
    number = min(page_of(request), last_page(min(count, MOST_COUNTED)))
    shown = (by_keys if number > FAR or len(chosen) > 1 else on_page)(rows, number)
    looked_at(shown, actor=actor, type_name=declared.name, terms=_terms(chosen))
    signs = signs_of(shown)
    # Their words once, and not in every row.
    columns = [(column, str(column.label)) for column in _columns_of_page(declared)]
    context = {
        "title": declared.label_plural,
        "count": min(count, MOST_COUNTED),
        "locked": how_many_locked(declared.name),
        "capped": count > MOST_COUNTED,
        "columns": _heads(request, declared, sort),
        "rows": [_row(columns, record, signs.get(record.pk, [])) for record in shown],
        "filters": drawn_filters(filters, request),
        "kept": {"sort": sort} if sort else {},
        "chips": [_chip(request, one, chosen[one.name]) for one in filters if one.name in chosen],
        "clear_url": request.path if chosen else "",
        "take_out": [
            {"label": label, "url": address_with(request, format=key, page=None)} for key, label in FORMATS.items()
        ],
        "pages": pages_of(request, number, min(count, MOST_COUNTED)),
        **_new(declared, actor),
    }
    return render(request, "screens/list.html", context)


def _how_many(declared: RecordType, actor: Actor, rows: QuerySet[Any], chosen: dict[str, str]) -> int:
    """How many rows there are, as far as they are counted and one further."""
    number = 0
    for part in _countable(declared, actor, rows, chosen):
        number += part[: MOST_COUNTED + 1 - number].count()
        if number > MOST_COUNTED:
            break
    return number


def _countable(
    declared: RecordType, actor: Actor, rows: QuerySet[Any], chosen: dict[str, str]
) -> Sequence[QuerySet[Any]]:
    """The rows to count: all of a type, or all in one state, lie in the register; to join thousands would be slow."""
    if set(chosen) <= {"state"}:
        return [part.filter(**chosen) for part in registered_apart(actor, type_name=declared.name)]
    if len(chosen) == 1:
        ((name, value),) = chosen.items()
        counted = next((one.counted for one in declared.extra.get("filters", ()) if one.name == name), None)
        if counted is not None:
            return [counted(value).filter(part) for part in actor.apart(declared.name, key="register_id")]
    return [rows.order_by()]


def columns_of(declared: RecordType) -> list[Column]:
    """The declared columns, then the state."""
    states = declared.workflow.states
    state = Column(
        "state",
        _("State"),
        lambda r: states[r.state].label,
        order="register__state",
        tag=lambda r: states[r.state].colour,
    )
    return [*declared.columns, state]


def _columns_of_page(declared: RecordType) -> list[Column]:
    return [c for c in columns_of(declared) if not c.only_in_files]


def _row(columns: Sequence[tuple[Column, str]], record: Any, signs: Sequence[str]) -> dict[str, Any]:
    cells = [
        {"value": c.value(record), "tag": c.tag(record) if c.tag else "", "label": label, "numeric": c.numeric}
        for c, label in columns
    ]
    warnings = [*short_warnings_of(record), *signs]
    return {"url": record.url, "reference": record.reference, "cells": cells, "warnings": warnings}


def _in_order(declared: RecordType, rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """The rows as they are sorted; those that are equal in it as they stand in the list unsorted.

    Downwards is upwards read from its end, so that one index serves both.
    """
    key, backwards = sort.lstrip("-"), sort.startswith("-")
    usual = tuple(declared.extra.get("order", NEWEST))
    fields = {c.key: c.order for c in columns_of(declared) if c.order} | {"reference": "register__reference"}
    order, field = usual, fields.get(key, "")
    if field and usual[0] == f"-{field}":
        backwards = not backwards
    elif field and usual[0] != field:
        order = (field, *(NEWEST if field.startswith("register__") else usual))
    if order[0].lstrip("-").startswith("register__"):
        # The type said once more, of the register: by it they come from an index, without sorting all there are.
        rows = rows.filter(register__record_type=declared.name)
    return rows.order_by(*(_turned(one) for one in order) if field and backwards else order)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _shown_with(declared: RecordType) -> set[str]:
    """The rows of other tables that columns show: fetched with the list, not one by one."""
    orders = [c.order.split("__") for c in declared.columns if c.order]
    return {parts[0] for parts in orders if len(parts) > 1} - {"register"}


def _heads(request: HttpRequest, declared: RecordType, sort: str) -> list[dict[str, Any]]:
    heads = [{"key": "reference", "label": _("Reference"), "order": "register__reference", "numeric": False}]
    heads += [
        {"key": c.key, "label": str(c.label), "order": c.order, "numeric": c.numeric}
        for c in _columns_of_page(declared)
    ]
    for head in heads:
        key = str(head["key"])
        head["sorted"] = "ascending" if sort == key else "descending" if sort == f"-{key}" else ""
        head["sort_url"] = (
            address_with(request, sort=f"-{key}" if sort == key else key, page=None) if head["order"] else ""
        )
    return heads


def _chip(request: HttpRequest, one: Filter, value: str) -> dict[str, str]:
    label = dict(one.choices()).get(value, value)
    return {"label": f"{one.label}: {label}", "remove_url": address_with(request, **{one.name: None, "page": None})}


def _new(declared: RecordType, actor: Actor) -> dict[str, str]:
    start = next((s for s in starts_for(actor) if s.grant.startswith(f"{declared.name}.")), None)
    return {"new_url": start.url, "new_label": str(start.label)} if start else {}


def _terms(chosen: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(chosen.items()))
