"""The page of one record, the same for every type: identity, moves, cards, panels, tasks, what happened, who looked."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.access.names import name_of
from polias.kit.audit.model import AuditRow, Kind
from polias.kit.govuk.templatetags.polias import when
from polias.kit.record.model import Grade, Record
from polias.kit.record.types import RecordType
from polias.kit.screens.declare import panels_of
from polias.kit.screens.tasks import clock_sign, due_item, tasks_about
from polias.kit.workflow.model import RecordClock

MOST_SHOWN = 50


def record_view(request: HttpRequest, declared: RecordType, reference: str) -> HttpResponse:
    """GET /<module>/<type>/<reference>."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch(declared.model, reference, actor=actor)
    return render(request, "screens/record.html", record_context(request, record, actor=actor))


def record_context(request: HttpRequest, record: Record, *, actor: Actor) -> dict[str, Any]:
    """Everything the record template reads; a record type with an odd page adds to it."""
    declared = record.record_type()
    panels = [(p.title, p.html(record, actor, request)) for p in panels_of(declared.name, own=declared.panels)]
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
        "clocks": [clock_sign(clock, record) for clock in RecordClock.objects.filter(register_id=record.pk)],
    }


def timeline(record: Record) -> list[dict[str, Any]]:
    """What was done to the record, newest first, from the audit."""
    kinds = [Kind.COLLECTION, Kind.ALTERATION, Kind.COMBINATION, Kind.ERASURE]
    rows = audit_of(record, kinds=kinds)[:MOST_SHOWN]
    return [{"when": r.at, "who": name_of(r.actor_id), "what": deed_name(r), "detail": deed_detail(r)} for r in rows]


def audit_of(record: Record, *, kinds: list[Kind]) -> Any:
    """The audit rows of a record, newest first; the instants let the database leave out months it need not read."""
    since, until = record.register.created_at - timedelta(days=1), timezone.now() + timedelta(days=1)
    rows = AuditRow.objects.filter(record_id=record.pk, kind__in=kinds, at__gte=since, at__lt=until)
    return rows.order_by("-at", "-id")


def deed_name(row: AuditRow) -> str:
    """``crime.reports.classify`` as people say it: Classify."""
    return row.verb.rsplit(".", 1)[-1].replace("_", " ").capitalize()


def deed_detail(row: AuditRow) -> str:
    """The changes of an alteration in one line each."""
    content = json.loads(row.content or "{}")
    before, after = content.get("before") or {}, content.get("after") or {}
    lines = list(content.get("notes") or [])
    if row.kind == Kind.ALTERATION:
        lines += [f"{_name(k)}: {_said(before[k])} → {_said(v)}" for k, v in after.items() if k in before]
        lines += [
            _("Added: %(what)s (%(count)d)") % {"what": k.removeprefix("+ "), "count": len(v)}
            for k, v in after.items()
            if k.startswith("+") and isinstance(v, list)
        ]
    lines += [f"{code}: {reason}" for code, reason in (content.get("reasons") or {}).items()]
    return "\n".join(lines)


def _name(key: str) -> str:
    return key.replace("_", " ").removeprefix("+ ").capitalize()


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k.replace('_', ' ')} {_said(v)}" for k, v in value.items())
    return _("nothing") if value in (None, "") else _in_words(str(value))


def _in_words(text: str) -> str:
    """An instant of the audit as people read it; any other text as it is."""
    try:
        return when(datetime.fromisoformat(text)) if len(text) > len("2026-11-24T09:26") else text
    except ValueError:
        return text


def looks(record: Record) -> list[dict[str, Any]]:
    """Who looked at or took out the record, newest first."""
    rows = audit_of(record, kinds=[Kind.CONSULTATION, Kind.DISCLOSURE])[:20]
    return [{"when": r.at, "who": name_of(r.actor_id), "kind": _("looked")} for r in rows]
