"""Pages of emergency access: opening one record, and reviewing that it was proper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from polias.kit.access.actor import Actor
from polias.kit.access.names import name_of
from polias.kit.calendar import london_date
from polias.kit.drafts.pages import kept_page
from polias.kit.emergency.actions import LONGEST_REFERENCE, open_in_emergency, review
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.emergency.queries import access_for, to_review
from polias.kit.emergency.terms import terms_of
from polias.kit.errors import NotFound, RuleBreach
from polias.kit.forms import LongTextField, PoliasForm, RadiosField, TextField
from polias.kit.idempotency.pages import done_once
from polias.kit.record.types import record_type

MOST_REVIEWED = 50


class OpenForm(PoliasForm):
    reference = TextField(label=gettext_lazy("Reference of the record"), max_length=LONGEST_REFERENCE, width=20)
    reason = LongTextField(
        label=gettext_lazy("Why do you need to see it now?"),
        rows=3,
        max_length=1000,
        hint=gettext_lazy("Whoever reviews this reads it, and it is logged with everything you look at."),
    )


class ReviewForm(PoliasForm):
    verdict = RadiosField(
        label=gettext_lazy("Was it proper?"),
        choices=[("proper", gettext_lazy("Proper")), ("not_proper", gettext_lazy("Not proper"))],
        inline=True,
    )
    words = LongTextField(label=gettext_lazy("What did you find?"), rows=4, max_length=2000)


@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """/emergency: a reference and a reason; says nothing of a record before both are given."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = {"reference": request.GET["reference"][:LONGEST_REFERENCE]} if request.GET.get("reference") else {}
    page = kept_page(request, journey="kit.emergency.open", holding=asked)
    form = page.form(OpenForm, initial=asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reference, reason = given["reference"].strip().upper(), given["reason"]
        try:
            address = done_once(
                request, asked=given, do=lambda: open_in_emergency(reference, actor=actor, reason=reason).url
            )
        except RuleBreach as refusal:
            form.add_error("reason", str(refusal.breaches[0].sentence))
        else:
            page.sent()
            return HttpResponseRedirect(address)
    context = {
        "title": _("Open a record in an emergency"),
        "lead": _lead(terms_of(actor.force_id).minutes),
        "form": form,
        "primary_label": _("Open the record"),
        "cancel_url": "/",
        **page.context(),
    }
    return render(request, "screens/journey.html", context)


def _lead(minutes: int) -> str:
    return ngettext(
        "You may read one record that is not yours to see for %(n)d minute. Somebody else looks at every such access.",
        "You may read one record that is not yours to see for %(n)d minutes. Somebody else looks at every such access.",
        minutes,
    ) % {"n": minutes}


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """/emergency/reviews: what waits for this person's review, the soonest due first, and what was found before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.reviews:
        raise NotFound
    done = EmergencyAccess.objects.filter(force_id__in=sorted(actor.reviews), reviewed_at__isnull=False)
    context = {
        "title": _("Emergency accesses"),
        "waiting": [_row(one) for one in to_review(actor)[:MOST_REVIEWED]],
        "done": [_row(one) for one in done.order_by("-reviewed_at")[:MOST_REVIEWED]],
        "columns": [{"label": label} for label in (_("Reference"), _("Who"), _("Opened"), _("State"))],
    }
    return render(request, "screens/emergency_reviews.html", context)


def _row(access: EmergencyAccess) -> dict[str, Any]:
    late = access.reviewed_at is None and access.due_at < timezone.now()
    state = _("Overdue") if late else access.get_verdict_display()
    cells = [
        {"label": _("Who"), "value": name_of(access.actor_id)},
        {"label": _("Opened"), "value": access.opened_at},
        {"label": _("State"), "value": state, "tag": _colour(access, late=late)},
    ]
    return {"url": access.url, "reference": access.reference, "cells": cells}


def _colour(access: EmergencyAccess, *, late: bool) -> str:
    return "orange" if late else {"": "blue", "proper": "teal", "not_proper": "orange"}[access.verdict]


@require_http_methods(["GET", "POST"])
def one_access(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """/emergency/<id>: who opened what and why, and the question whether that was proper."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    access = access_for(access_id, actor=actor)
    mine_to_review = access.reviewed_at is None and access.force_id in actor.reviews and access.actor_id != actor.id
    page = kept_page(request, journey="kit.emergency.review", about=str(access.pk))
    form = page.form(ReviewForm) if mine_to_review else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            address = _reviewed(request, access, form.cleaned_data)
        except RuleBreach as refusal:
            form.add_error(refusal.breaches[0].field, str(refusal.breaches[0].sentence))
        else:
            page.sent()
            return HttpResponseRedirect(address)
    way = [(_("Emergency accesses"), "/emergency/reviews"), (access.reference, "")]
    context = {
        "title": _("Emergency access to %(reference)s") % {"reference": access.reference},
        "access": access,
        "rows": _facts(access),
        "form": form,
        "primary_label": _("Close the review"),
        "cancel_url": "/emergency/reviews" if actor.reviews else "/",
        "breadcrumbs": way if actor.reviews else [],
        **page.context(),
    }
    return render(request, "screens/emergency_review.html", context)


def _reviewed(request: HttpRequest, access: EmergencyAccess, found: dict[str, Any]) -> str:
    def do() -> str:
        review(access, actor=request.actor, **found)  # type: ignore[attr-defined]
        return "/emergency/reviews"

    return done_once(request, asked=found, do=do)


def _facts(access: EmergencyAccess) -> list[dict[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Who"), name_of(access.actor_id)),
        (_("Record"), f"{record_type(access.record_type).label} {access.reference}"),
        (_("Reason given"), access.reason),
        (_("Opened"), access.opened_at),
        (_("Could be read until"), access.until),
        (_("To be reviewed by"), london_date(access.due_at - timedelta(seconds=1))),
    ]
    if access.reviewed_at:
        facts += [
            (_("Found"), access.get_verdict_display()),
            (_("In words"), access.words),
            (_("Reviewed"), access.reviewed_at),
            (_("By"), name_of(access.reviewed_by)),
        ]
    return [{"key": key, "value": value} for key, value in facts]


def notices(actor: Actor) -> list[dict[str, str]]:
    """The banners of every page: a record that is open in an emergency, and reviews that wait."""
    return [*(_under_way(one) for one in actor.emergencies), *_waiting(actor)]


def _under_way(one: Any) -> dict[str, str]:
    minutes = max(1, round((one.until - timezone.now()).total_seconds() / 60))
    words = {"reference": one.reference, "n": minutes}
    text = ngettext(
        "You may read %(reference)s for %(n)d more minute. What you look at is logged with your reason and reviewed.",
        "You may read %(reference)s for %(n)d more minutes. What you look at is logged with your reason and reviewed.",
        minutes,
    )
    return {"level": "warning", "heading": _("Emergency access."), "text": text % words}


def _waiting(actor: Actor) -> list[dict[str, str]]:
    waiting = to_review(actor).count() if actor.reviews else 0
    if not waiting:
        return []
    text = ngettext(
        "%(n)d emergency access waits for your review.", "%(n)d emergency accesses wait for your review.", waiting
    )
    return [
        {"level": "warning", "text": text % {"n": waiting}, "url": "/emergency/reviews", "link": _("Review")},
    ]  # fmt: skip
