"""The rule book as a page: every rule with its sentence and source, and how often each was met, by field and team."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.record.types import record_types
from polias.kit.rules.lessons import lessons
from polias.kit.rules.rule import Severity, rule_book
from polias.kit.screens.history import field_name

SEVERITIES = {
    Severity.BLOCK: gettext_lazy("Cannot be passed"),
    Severity.ASK: gettext_lazy("Can be passed with a reason"),
    Severity.NOTE: gettext_lazy("Only tells"),
}
SHOWN = 40


def rule_book_page(request: HttpRequest) -> HttpResponse:
    """GET /rules: for everybody who is signed in; the counts for those who work with records."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "title": _("Rules"),
        "rules": [
            {
                "code": one.code,
                "sentence": one.sentence,
                "severity": SEVERITIES[one.severity],
                "source": one.source,
                "to_be_confirmed": one.status != "sourced",
            }
            for one in rule_book()
        ],
        "counted": [],
        "breadcrumbs": [(_("Rules"), "")],
    }
    if works_with_records(actor):
        tables = (
            (_("By rule and field, in the last three months"), _("Field"), "field"),
            (_("By rule and team, in the last three months"), _("Team"), "team"),
        )
        counted = [(title, head, by, lessons(actor.home_forces, by=by)[:SHOWN]) for title, head, by in tables]
        context["counted"] = [
            {"title": title, "columns": _columns(head), "rows": [_met(row, head, by) for row in rows]}
            for title, head, by, rows in counted
            if rows
        ]
    return render(request, "screens/rule_book.html", context)


def _columns(head: str) -> list[dict[str, Any]]:
    counts = (_("Refused"), _("Passed with a reason"))
    return [{"label": _("Rule")}, {"label": _("What it says")}, {"label": head},
            *({"label": label, "numeric": True} for label in counts)]  # fmt: skip


def _met(row: dict[str, Any], head: str, by: str) -> dict[str, Any]:
    """A rule with its sentence, where it was met and how often; on a phone the cells stand below each other."""
    sentence = next((one.sentence for one in rule_book() if one.code == row["code"]), "")
    where = field_name(row[by]) if by == "field" and row[by] else row[by]
    cells = [
        {"label": _("What it says"), "value": sentence},
        {"label": head, "value": where},
        {"label": _("Refused"), "value": row["refusals"], "numeric": True},
        {"label": _("Passed with a reason"), "value": row["passes"], "numeric": True},
    ]
    return {"reference": row["code"], "url": f"#{row['code']}", "cells": cells}


def works_with_records(actor: Actor) -> bool:
    """Whether somebody may do anything to a record beside reading it."""
    held = (t.grants.get(role, frozenset()) for t in record_types() for role in actor.roles)
    return any(verbs - {"view"} for verbs in held)
