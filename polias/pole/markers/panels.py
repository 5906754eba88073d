"""Markers as they are shown: on the record's page, in its identity bar and lists, and in rows of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.access.door import why_not
from polias.kit.access.names import name_of
from polias.kit.govuk.templatetags.polias import day
from polias.kit.record.model import Record
from polias.kit.screens.declare import Panel
from polias.pole.markers.model import Marker
from polias.pole.markers.queries import markers_on

BASE = "/pole/markers"


def shown(one: Marker) -> dict[str, Any]:
    """One marker for a page or a program; ``live`` ones are drawn as a warning, all others grey."""
    live = one.live_on(timezone.localdate())
    return {
        "kind": one.kind,
        "title": one.title,
        "severity": one.severity,
        "severity_label": one.get_severity_display(),
        "reason": one.reason,
        "owner": name_of(one.owner),
        "until": one.until,
        "live": live,
        "state": _until(one, live=live),
    }


def _until(one: Marker, *, live: bool) -> str:
    if one.ended_at is not None:
        words = {"day": day(one.ended_at), "who": name_of(one.ended_by), "why": one.end_reason}
        return _("Ended %(day)s by %(who)s: %(why)s") % words
    if live:
        return _("until %(day)s") % {"day": day(one.until)}
    return _("ran out %(day)s and was not reviewed") % {"day": day(one.until)}


def shown_on(records: Sequence[Record]) -> Mapping[UUID, list[dict[str, Any]]]:
    """For rows of a list: the markers that warn and those that ran out; what was ended stands on the page alone."""
    found = markers_on(records)
    return {key: [shown(one) for one in markers if one.ended_at is None] for key, markers in found.items()}


def signs_of(records: Sequence[Record]) -> Mapping[UUID, list[str]]:
    """What everybody who sees a record is warned of today, in a few words each."""
    today = timezone.localdate()
    return {key: [str(one) for one in markers if one.live_on(today)] for key, markers in markers_on(records).items()}


def markers_panel(record: Record, actor: Actor, request: Any) -> str:
    """The markers of a record with what may be done; empty where there are none and none may be added."""
    markers = markers_on([record]).get(record.pk, [])
    may_warn = not why_not(actor, f"{record.TYPE}.warn", record=record)
    if not markers and not may_warn:
        return ""
    rows = [{**shown(one), "review_url": _review_url(record, one) if may_warn else ""} for one in markers]
    context = {"markers": rows, "add_url": f"{BASE}/add/{record.reference}" if may_warn else ""}
    return render_to_string("pole/markers.html", context)


def _review_url(record: Record, one: Marker) -> str:
    return f"{BASE}/review/{record.reference}?marker={one.pk}" if one.ended_at is None else ""


MARKERS = Panel(gettext_lazy("Warning markers"), markers_panel)
