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
            (_("By rule and field, in the last three months"), "field"),
            (_("By rule and team, in the last three months"), "team"),
        )
        counted = [(title, by, lessons(actor.home_forces, by=by)[:SHOWN]) for title, by in tables]
        context["counted"] = [
            {"title": title, "rows": [(row["code"], row[by], row["refusals"], row["passes"]) for row in rows]}
            for title, by, rows in counted
            if rows
        ]
    return render(request, "screens/rule_book.html", context)


def works_with_records(actor: Actor) -> bool:
    """Whether somebody may do anything to a record beside reading it."""
    held = (t.grants.get(role, frozenset()) for t in record_types() for role in actor.roles)
    return any(verbs - {"view"} for verbs in held)
