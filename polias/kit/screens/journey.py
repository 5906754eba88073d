"""A journey: questions, drafts that save themselves, check your answers, the deed, and a receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.drafts.keeping import as_posted, finished, keep, latest_draft
from polias.kit.drafts.model import Draft
from polias.kit.errors import Conflict, PoliasError, RuleBreach
from polias.kit.forms import PoliasForm
from polias.kit.record.ids import uuid7
from polias.kit.rules.rule import Breach, Severity


@dataclass(frozen=True)
class Journey:
    """One journey as its screens.py declares it.

    ``submit(data, actor=..., idempotency_key=..., reasons=..., version=...)`` calls the action and gives back the
    record. ``checked`` shows check-your-answers before it. ``duplicates(form)`` gives what may be recorded already,
    as rows of url, reference, title and why, from a form that was read. ``receipt(record)`` gives title, next
    sentences and links for the page after it; without one the record's own page follows.
    """

    name: str
    title: str
    form: Callable[..., PoliasForm]
    submit: Callable[..., Any]
    primary_label: str
    about: str = ""
    version: int | None = None
    checked: bool = False
    lead: str = ""
    cancel_url: str = "/"
    initial: Mapping[str, Any] = field(default_factory=dict)
    beside: Callable[[HttpRequest], Any] | None = None
    duplicates: Callable[[Any], list[dict[str, str]]] | None = None
    receipt: Callable[[Any], dict[str, Any]] | None = None
    breadcrumbs: list[tuple[str, str]] = field(default_factory=list)


def walk(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Answer one request of a journey; the page it gives always holds what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _opened(request, journey, actor)
    key = _key(request.POST)
    draft = (
        keep(actor, key=key, journey=journey.name, about=journey.about, posted=request.POST)
        if "confirm" not in request.POST
        else None
    )
    draft = draft or _draft(actor, key, journey)
    if draft is None:
        return _questions(request, journey, journey.form(initial=dict(journey.initial)), key, None)
    form = journey.form(as_posted(draft))
    if not form.is_valid():
        return _questions(request, journey, form, key, draft)
    if journey.checked and "confirm" not in request.POST:
        return HttpResponseRedirect(here(request, check=str(key)))
    return _send(request, journey, actor, form, draft)


def _opened(request: HttpRequest, journey: Journey, actor: Actor) -> HttpResponse:
    if request.GET.get("check"):
        draft = _draft(actor, _uuid(request.GET["check"]), journey)
        if draft is not None:
            form = journey.form(as_posted(draft))
            return (
                _check(request, journey, form, draft)
                if form.is_valid()
                else _questions(request, journey, form, draft.pk, draft)
            )
    draft = None if request.GET.get("new") else latest_draft(actor, journey=journey.name, about=journey.about)
    if draft is None:
        return _questions(request, journey, journey.form(initial=dict(journey.initial)), uuid7(), None)
    form = journey.form(as_posted(draft))
    form.full_clean()
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # what was kept is shown without complaint
    return _questions(request, journey, form, draft.pk, draft)


def _questions(
    request: HttpRequest, journey: Journey, form: PoliasForm, key: UUID, draft: Draft | None
) -> HttpResponse:
    context = {
        "title": journey.title,
        "lead": journey.lead,
        "form": form,
        "cancel_url": journey.cancel_url,
        "primary_label": _("Check your answers") if journey.checked else journey.primary_label,
        "draft": {"key": key, "saved_at": draft.saved_at if draft else None, "autosave_url": f"/drafts/{key}"},
        "version": journey.version,
        "hidden": {"journey": journey.name, "about": journey.about, "back": here(request)},
        "beside": journey.beside(request) if journey.beside else "",
        "duplicates": journey.duplicates(form) if journey.duplicates else [],
        "breadcrumbs": journey.breadcrumbs,
    }
    return render(request, "screens/journey.html", context)


def _check(
    request: HttpRequest, journey: Journey, form: PoliasForm, draft: Draft, breaches: list[Breach] | None = None
) -> HttpResponse:
    given = request.POST if request.method == "POST" else {}
    found = breaches or []
    asks = [
        {
            "code": b.code,
            "sentence": b.sentence,
            "field": f"reason_{b.code}",
            "reason": given.get(f"reason_{b.code}", ""),
            "error": _("Write the reason, or go back and change the answer.")
            if "confirm" in given and f"reason_{b.code}" in given
            else "",
        }
        for b in found
        if b.severity is Severity.ASK
    ]
    blocks = [(f"{here(request)}#id_{b.field}", b.sentence) for b in found if b.severity is Severity.BLOCK]
    context = {
        "title": journey.title,
        "answers": form.answers(change_url=here(request)),
        "primary_label": journey.primary_label,
        "asks": asks,
        "blocks": blocks,
        "notes": [b.sentence for b in found if b.severity is Severity.NOTE],
        "draft": {"key": draft.pk},
        "version": journey.version,
        "hidden": {"confirm": "1"},
        "cancel_url": here(request),
        "cancel_label": _("Change your answers"),
        "form_action": here(request),
        "breadcrumbs": journey.breadcrumbs,
    }
    return render(request, "screens/check.html", context)


def _send(request: HttpRequest, journey: Journey, actor: Actor, form: PoliasForm, draft: Draft) -> HttpResponse:
    reasons = {n.removeprefix("reason_"): v for n, v in request.POST.items() if n.startswith("reason_")}
    try:
        record = journey.submit(
            form.cleaned_data,
            actor=actor,
            idempotency_key=str(draft.pk),
            reasons=reasons,
            version=_version(request.POST),
        )
    except RuleBreach as refusal:
        return _refused(request, journey, form, draft, refusal.breaches)
    except Conflict as moved:
        form.add_error(None, f"{moved.sentence} {moved.do}")
        return _questions(request, journey, form, draft.pk, draft)
    except PoliasError as refusal:
        form.add_error(None, f"{refusal.sentence} {refusal.do}")
        return _questions(request, journey, form, draft.pk, draft)
    finished(draft.pk, actor=actor)
    if journey.receipt is None:
        return HttpResponseRedirect(record.url)
    return render(request, "screens/done.html", {"reference": record.reference, **journey.receipt(record)})


def _refused(
    request: HttpRequest, journey: Journey, form: PoliasForm, draft: Draft, breaches: list[Breach]
) -> HttpResponse:
    """Rules refuse: on the check page when reasons would do, otherwise beside the questions."""
    if journey.checked or any(b.severity is Severity.ASK for b in breaches):
        return _check(request, journey, form, draft, breaches)
    for breach in breaches:
        form.add_error(breach.field if breach.field in form.fields else None, breach.sentence)
    return _questions(request, journey, form, draft.pk, draft)


def here(request: HttpRequest, **more: str) -> str:
    """The journey's own address with what it is about, without which step of it is shown."""
    query = request.GET.copy()
    for step in ("check", "new"):
        query.pop(step, None)
    query.update(more)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _draft(actor: Actor, key: UUID | None, journey: Journey) -> Draft | None:
    if key is None:
        return None
    return Draft.objects.filter(pk=key, actor_id=actor.id, journey=journey.name, about=journey.about).first()


def _key(posted: QueryDict) -> UUID:
    return _uuid(posted.get("draft_key", "")) or uuid7()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _version(posted: QueryDict) -> int | None:
    text = posted.get("version", "")
    return int(text) if text.isdigit() else None
