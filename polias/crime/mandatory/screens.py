"""The register as a page, and the journeys that retire a field and demand it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.crime.mandatory import actions
from polias.crime.mandatory.forms import DemandForm, RetireForm
from polias.crime.mandatory.model import RetiredField
from polias.crime.mandatory.queries import COUNTED_DAYS, Cost, costs_of
from polias.crime.mandatory.questions import question_of
from polias.crime.mandatory.register import MandatoryField, mandatory_fields
from polias.crime.reports.record_form import RecordForm
from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at, require, visible_to
from polias.kit.errors import NotFound
from polias.kit.screens.declare import page, record_page, whole_list
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb

BASE = "/crime/mandatory"
MOVES = {"record": gettext_lazy("recording")}


@whole_list
def the_register(request: HttpRequest) -> HttpResponse:
    """/crime/mandatory/: every mandatory field, who uses it, and what it cost this force."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(RetiredField.TYPE):
        raise NotFound
    costs = costs_of(tuple(mandatory_fields()), actor=actor)
    retired = {one.field: one for one in visible_to(RetiredField, actor).filter(register__state="retired")}
    looked_at(list(retired.values()), actor=actor, type_name=RetiredField.TYPE, terms="register of mandatory fields")
    heads = (_("Question"), _("Used by"), _("Needed from"), _("Answered"), _("Refused"), _("Put right"), _("State"))
    context = {
        "title": _("Mandatory fields of a crime"),
        "days": COUNTED_DAYS,
        "columns": [{"label": head} for head in heads],
        "rows": [_row(one, costs[one.name], retired.get(one.name)) for one in mandatory_fields().values()],
        "retire_url": f"{BASE}/retire" if actor.may("crime.mandatory.retire") else "",
    }
    return render(request, "crime/mandatory_fields.html", context)


def _row(one: MandatoryField, cost: Cost, retired: RetiredField | None) -> dict[str, Any]:
    put_right = _("cannot be") if cost.corrections is None else cost.corrections
    return {
        "cells": [
            {"value": question_of(one.name)},
            {"value": ", ".join(dict.fromkeys(user.said for user in one.used_by)) or _("nobody")},
            {"value": MOVES[one.needed_from]},
            {"value": _("where it applies") if one.name in RecordForm.reveals else cost.entries},
            {"value": cost.refusals},
            {"value": put_right},
            {"value": _("retired"), "url": retired.url} if retired else {"value": _("mandatory")},
        ]
    }


@page
def retire(request: HttpRequest) -> HttpResponse:
    """Let a field be mandatory no longer in one's own force."""
    require(request.actor, "crime.mandatory.retire")  # type: ignore[attr-defined]

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> RetiredField:
        return actions.retire(**data, **how)  # type: ignore[no-any-return]

    journey = Journey(
        name="crime.mandatory.retire",
        title=_("Retire a mandatory field"),
        form=RetireForm,
        submit=submit,
        primary_label=_("Retire the field"),
        cancel_url=f"{BASE}/",
        breadcrumbs=[(_("Mandatory fields"), f"{BASE}/"), (_("Retire a mandatory field"), "")],
    )
    return walk(request, journey)


@record_page
def demand_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a retired field mandatory again."""
    return walk_verb(request, RetiredField, reference, "demand_again", form=DemandForm, do=actions.demand_again)
