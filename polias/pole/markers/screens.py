"""Pages of warning markers: add one, review one, and all that are to be reviewed."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any, looked_at, require, visible_to, why_not
from polias.kit.errors import NotFound
from polias.kit.record.model import Record
from polias.kit.record.types import record_type, record_types
from polias.kit.screens.declare import whole_list
from polias.kit.screens.verb import about_one
from polias.pole.markers import actions
from polias.pole.markers.forms import KEEP, AddForm, ReviewForm
from polias.pole.markers.model import Marker
from polias.pole.markers.panels import BASE, shown
from polias.pole.markers.queries import markers_on, markers_to_review
from polias.pole.markers.rules import a_year_after

VERB, MOST = "warn", 200


def add(request: HttpRequest, reference: str) -> HttpResponse:
    """/pole/markers/add/<reference>: warn of what stands there."""
    record = _record(request, reference)
    return about_one(
        request,
        record,
        VERB,
        title=_("Add a warning marker"),
        form=AddForm,
        do=actions.add_marker,
        initial={"until": a_year_after(timezone.localdate())},
        part=" add",
        versioned=False,
    )


def review(request: HttpRequest, reference: str) -> HttpResponse:
    """/pole/markers/review/<reference>?marker=: keep a marker until another day, or end it."""
    record = _record(request, reference)
    markers = [one for one in markers_on([record]).get(record.pk, []) if one.ended_at is None]

    def do(record: Record, *, marker: str, decision: str, until: Any, reason: str, **how: Any) -> Record:
        which = UUID(marker)
        if decision == KEEP:
            return actions.extend_marker(record, marker=which, until=until, reason=reason, **how)
        return actions.end_marker(record, marker=which, reason=reason, **how)

    asked = request.GET.get("marker", "") or (str(markers[0].pk) if len(markers) == 1 else "")
    return about_one(
        request,
        record,
        VERB,
        title=_("Review a warning marker"),
        form=partial(ReviewForm, markers=markers),
        do=do,
        initial={"marker": asked, "until": a_year_after(timezone.localdate())},
        part=" review",
        versioned=False,
    )


@whole_list
def to_review(request: HttpRequest) -> HttpResponse:
    """/pole/markers/: what runs out first, in the reader's own force."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not any(VERB in verbs for one in record_types() if actor.opens(one.name) for verbs in one.grants.values()):
        raise NotFound
    markers = markers_to_review(actor)
    first = list(markers[:MOST])
    rows = [_row(one, record, actor) for one, record in _with_their_records(first, actor)]
    context = {"title": _("Warning markers to review"), "rows": rows, "count": markers.count()}
    return render(request, "pole/markers_to_review.html", context)


def _with_their_records(markers: list[Marker], actor: Actor) -> list[tuple[Marker, Record]]:
    records: dict[Any, Record] = {}
    for name in sorted({one.register.record_type for one in markers}):
        wanted = [one.register_id for one in markers if one.register.record_type == name]
        found = list(visible_to(record_type(name).model, actor).filter(pk__in=wanted)) if actor.opens(name) else []
        looked_at(found, actor=actor, type_name=name, terms="warning markers to review")
        records |= {record.pk: record for record in found}
    return [(one, records[one.register_id]) for one in markers if one.register_id in records]


def _row(one: Marker, record: Record, actor: Actor) -> dict[str, Any]:
    may = not why_not(actor, f"{record.TYPE}.{VERB}", record=record)
    return {
        "url": record.url,
        "reference": record.reference,
        "title": record.title(),
        "marker": shown(one),
        "review_url": f"{BASE}/review/{record.reference}?marker={one.pk}" if may else "",
    }


def _record(request: HttpRequest, reference: str) -> Record:
    """The record, for those who may warn of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch_any(reference, actor=actor)
    require(actor, f"{record.TYPE}.{VERB}", record=record)
    return record
