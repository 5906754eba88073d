"""The page of one record, the same for every type: identity, moves, cards, panels, tasks, what happened, who looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.attachments.screens import files_card
from polias.kit.record.model import Grade, Record
from polias.kit.record.types import RecordType
from polias.kit.restriction.screens import access_card, warnings_of
from polias.kit.screens.declare import panels_of, signs_of
from polias.kit.screens.history import looks, timeline
from polias.kit.screens.tasks import clock_sign, due_item, tasks_about
from polias.kit.workflow.model import RecordClock


def record_view(request: HttpRequest, declared: RecordType, reference: str) -> HttpResponse:
    """GET /<module>/<type>/<reference>."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch(declared.model, reference, actor=actor)
    return render(request, "screens/record.html", record_context(request, record, actor=actor))


def record_context(request: HttpRequest, record: Record, *, actor: Actor) -> dict[str, Any]:
    """Everything the record template reads; a record type with an odd page adds to it."""
    declared = record.record_type()
    panels = [(p.title, p.html(record, actor, request)) for p in panels_of(declared.name, own=declared.panels)]
    panels.append((_("Files"), files_card(record, actor)))
    panels.append((_("Who may see this"), access_card(record, actor)))
    cards = declared.cards(record) if declared.cards else []
    return {
        "record": identity(record, actor=actor),
        "moves": [
            {"label": o.move.label, "url": o.url, "allowed": o.allowed, "reason": o.reason}
            for o in declared.workflow.offers(record, actor=actor)
        ],
        "cards": [{"title": t, "rows": [{"key": k, "value": v} for k, v in rows]} for t, rows in cards],
        "panels": [{"title": title, "html": html} for title, html in panels if html],
        "tasks": [due_item(t) for t in tasks_about(record)],
        "timeline": timeline(record),
        "looked": looks(record),
        "breadcrumbs": [(declared.label_plural, declared.url + "/"), (record.reference, "")],
    }


def identity(record: Record, *, actor: Actor) -> dict[str, Any]:
    from polias.kit.screens.context import force_name

    state = record.record_type().workflow.states[record.state]
    return {
        "reference": record.reference,
        "title": record.title(),
        "type_name": record.record_type().label,
        "state": state.label,
        "state_colour": state.colour,
        "force": force_name(record.force_id),
        "grade_label": Grade(record.grade).label if record.grade else "",
        "warnings": [*warnings_of(record), *signs_of([record]).get(record.pk, [])],
        "clocks": [clock_sign(clock, record) for clock in RecordClock.objects.filter(register_id=record.pk)],
    }
