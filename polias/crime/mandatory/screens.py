"""The register as a page, and the journeys that retire a field and demand it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
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
from polias.kit.audit.log import disclosed
from polias.kit.errors import NotFound
from polias.kit.screens.declare import page, record_page, whole_list
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.paging import address_with
from polias.kit.screens.take_out import FORMATS, as_file
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
    lines = [_line(one, costs[one.name], retired.get(one.name)) for one in mandatory_fields().values()]
    if (form := request.GET.get("format", "")) in FORMATS:
        return _file(lines, list(retired.values()), actor=actor, form=form)
    looked_at(list(retired.values()), actor=actor, type_name=RetiredField.TYPE, terms="register of mandatory fields")
    context = {
        "title": _("Mandatory fields of a crime"),
        "days": COUNTED_DAYS,
        "count": len(lines),
        "columns": [{"label": head} for head in _heads()],
        "rows": [_row(line, retired.get(name)) for name, line in zip(mandatory_fields(), lines, strict=True)],
        "retire_url": f"{BASE}/retire" if actor.may("crime.mandatory.retire") else "",
        "take_out": [{"label": label, "url": address_with(request, format=key)} for key, label in FORMATS.items()],
    }
    return render(request, "crime/mandatory_fields.html", context)


def _heads() -> list[str]:
    return [_("Question"), _("Used by"), _("Needed from"), _("Answered"), _("Refused"), _("Put right"), _("State")]


def _line(one: MandatoryField, cost: Cost, retired: RetiredField | None) -> list[Any]:
    """One field, as the page and the file say it."""
    return [
        question_of(one.name),
        ", ".join(dict.fromkeys(user.said for user in one.used_by)) or _("nobody"),
        str(MOVES[one.needed_from]),
        _("where it applies") if one.name in RecordForm.reveals else cost.entries,
        cost.refusals,
        _("cannot be") if cost.corrections is None else cost.corrections,
        _("retired") if retired else _("mandatory"),
    ]


def _row(line: list[Any], retired: RetiredField | None) -> dict[str, Any]:
    """A line as cells, each with its head: on a phone they stand below each other."""
    question, *rest = [{"value": value, "label": head} for head, value in zip(_heads(), line, strict=True)]
    if retired:
        rest[-1]["url"] = retired.url
    return {"cells": [{"value": question["value"]}, *rest]}


def _file(lines: list[list[Any]], retired: list[RetiredField], *, actor: Actor, form: str) -> HttpResponse:
    """The register as a file: a line for each field, with the reference of its retirement where there is one."""
    disclosed(retired, actor=actor, type_name=RetiredField.TYPE, recipient=actor.name, form=form, rows=len(lines))
    references = {one.field: one.reference for one in retired}
    about = [
        _("Mandatory fields of a crime"),
        _("Counted in the last %(days)d days") % {"days": COUNTED_DAYS},
        _("Taken out %(at)s UTC by %(who)s") % {"at": f"{timezone.now():%Y-%m-%d %H:%M}", "who": actor.name},
    ]
    whole = [[references.get(name, ""), *line] for name, line in zip(mandatory_fields(), lines, strict=True)]
    return as_file([_("Reference"), *_heads()], whole, about, form=form, name="mandatory-fields")


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
