"""Links on record pages: what hangs on a record, and the records in which it appears, as far as the reader may see."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at
from polias.kit.record.model import Record
from polias.kit.screens.declare import Panel
from polias.pole.links.model import SAME_PERSON
from polias.pole.links.queries import Linked, linked_to, linking_to


def linked_panel(record: Record, actor: Actor, request: Any) -> str:
    """People, places and things that this record names, each in its role."""
    found = [one for one in linked_to(record, actor=actor) if one.role != SAME_PERSON]
    return _table(record, found, actor=actor, caption=_("People and links"))


def linking_panel(record: Record, actor: Actor, request: Any) -> str:
    """Crimes, logs and other records that name this one, the newest first."""
    found = [one for one in linking_to(record, actor=actor) if one.role != SAME_PERSON]
    newest = sorted(found, key=lambda one: one.record.register.created_at, reverse=True)
    return _table(record, newest, actor=actor, caption=_("Where it appears"))


def _table(record: Record, ends: list[Linked], *, actor: Actor, caption: str) -> str:
    if not ends:
        return ""
    terms = f"linked with {record.reference}"
    looked_at([one.record for one in ends], actor=actor, type_name=record.TYPE, terms=terms)
    columns = [{"label": _("Reference")}, {"label": _("What")}, {"label": _("As")}, {"label": _("State")}]
    context = {"columns": columns, "rows": [_row(one) for one in ends], "caption": caption}
    return render_to_string("govuk/components/table.html", context)


def _row(one: Linked) -> dict[str, Any]:
    other = one.record
    declared = other.record_type()
    state = declared.workflow.states[other.state]
    cells = [
        {"label": _("What"), "value": f"{declared.label}: {other.title()}"},
        {"label": _("As"), "value": one.role_label},
        {"label": _("State"), "value": state.label, "tag": state.colour},
    ]
    return {"url": other.url, "reference": other.reference, "cells": cells}


PEOPLE_AND_LINKS = Panel(gettext_lazy("People and links"), linked_panel)
APPEARS_IN = Panel(gettext_lazy("Crimes and logs it is in"), linking_panel)
