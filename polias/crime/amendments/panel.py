"""On a crime's page: each answer that was corrected, with what it said before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.crime.amendments.model import Amendment
from polias.kit.access.actor import Actor
from polias.kit.access.door import named_here
from polias.kit.access.names import name_of
from polias.kit.govuk.templatetags.polias import when
from polias.kit.record.model import Register


def amendments_made(crime: Any, actor: Actor, request: Any) -> str:
    """The panel; hidden while there is none."""
    found = Amendment.objects.filter(register_id=crime.pk).select_related("record_before", "record_after")
    rows = [
        {
            "made": one,
            "by": name_of(one.made_by),
            "before": _said(one.before, one.record_before),
            "after": _said(one.after, one.record_after),
        }
        for one in found.order_by("-made_at", "pk")
    ]
    return render_to_string("crime/amendments_made.html", {"rows": rows}) if rows else ""


def _said(text: str, record: Register | None) -> str:
    """An answer as people read it: a record by its reference, an instant in London time, nothing in a word."""
    if record is not None:
        return named_here(record.reference) or _("a record that is not yours to see")
    if not text:
        return _("nothing")
    try:
        return when(datetime.fromisoformat(text))
    except ValueError:
        return text
