"""On a record's page: that it was brought in from another system, from which, and when."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.origins.queries import origins_of
from polias.kit.record.model import Record
from polias.kit.screens.declare import Panel


def came_from_panel(record: Record, actor: Actor, request: Any) -> str:
    """A table of sources; nothing for a record that was made here."""
    found = origins_of(record)
    if not found:
        return ""
    labels = [_("Source"), _("Its number there"), _("Brought in")]
    rows = [
        {
            "url": "",
            "reference": one.source,
            "cells": [
                {"label": labels[1], "value": one.own_id},
                {"label": labels[2], "value": one.brought_in_at},
            ],
        }
        for one in found
    ]
    context = {"columns": [{"label": label} for label in labels], "rows": rows, "caption": _("Where it came from")}
    return render_to_string("govuk/components/table.html", context)


CAME_FROM = Panel(gettext_lazy("Brought in from another system"), came_from_panel)
