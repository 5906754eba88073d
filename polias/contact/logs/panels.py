"""The parts of a log's page that are the log's own: THRIVE, and the lines as they came."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.contact.logs.model import Log
from polias.contact.logs.queries import lines_of, thrive_of
from polias.force.public import staff_member


def thrive_panel(log: Log, actor: Any, request: Any) -> str:
    """The headings of THRIVE with their newest words; nothing when none was written."""
    rows = [{"key": heading, "value": text} for heading, text in thrive_of(log)]
    return render_to_string("govuk/components/summary_list.html", {"rows": rows}) if rows else ""


def lines_panel(log: Log, actor: Any, request: Any) -> str:
    """Every line with its time and who added it, the newest first."""
    items = [{"when": line.at, "who": _name(line.by), "what": _("Line"), "detail": line.text} for line in lines_of(log)]
    return render_to_string("govuk/components/timeline.html", {"items": items}) if items else ""


def _name(actor_id: int) -> str:
    member = staff_member(actor_id)
    return member.actor.name if member else ""
