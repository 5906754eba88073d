"""A journey: questions, drafts that save themselves, check your answers, the deed, and a receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.drafts.in_the_browser import place_of_copy
from polias.kit.drafts.keeping import (
    answers_in,
    as_posted,
    digest_of,
    finished,
    keep,
    latest_draft,
    under_a_new_key,
)
from polias.kit.drafts.model import Draft
from polias.kit.drafts.opening import FIELD, Opening, sealed
from polias.kit.errors import Conflict, PoliasError, RuleBreach
from polias.kit.forms import PoliasForm
from polias.kit.forms.comparing import as_opened
from polias.kit.idempotency.keys import keep_answer, made_by, sent_before, wait_for
from polias.kit.idempotency.model import IdempotencyRow
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Record
from polias.kit.rules.lessons import learn
from polias.kit.rules.rule import Breach, Severity
from polias.kit.screens.merge import decided, is_merging, merge_page
from polias.kit.screens.one_by_one import ASKED, carried, first_with_a_mistake, page_of
from polias.kit.screens.paging import address_with
from polias.kit.screens.too_late import is_too_late, moved_since, too_late_page


@dataclass(frozen=True)
class Duplicates:
    """The part beside the form that shows what may be recorded already; on a phone ``ahead`` of it when it asks."""

    html: str
    ahead: bool


@dataclass(frozen=True)
class Foreseen:
    """What will be asked of answers before the deed is done, and the button if it is to do another deed."""

    breaches: Sequence[Breach] = ()
    primary_label: str = ""


@dataclass(frozen=True)
class Journey:
    """One journey as its screens.py declares it.

    ``submit(data, actor=..., idempotency_key=..., reasons=..., version=...)`` calls the action and gives back the
    record. ``checked`` shows check-your-answers before it. ``duplicates(form)`` draws what may be recorded already
    beside the form. ``foreseen(form)`` says what rules will ask of complete answers, so that the reasons are written
    on the page that checks them; with ``one_by_one`` its questions may also be answered one a page (``?one=first``);
    ``refused(form)`` hears of each form that comes back with what is wrong.
    ``receipt(record)`` gives title, next sentences and links for the page after it; without one the record's own page
    follows. A journey on a ``record`` with a ``version`` shows the merge page when somebody changed that record
    meanwhile; ``initial`` is then what the record says now. ``cancel_label`` is for where "Cancel" could mean the deed,
    ``template`` for questions that need a page of their own shape, with the same context.
    """

    name: str
    title: str
    form: Callable[..., PoliasForm]
    submit: Callable[..., Any]
    primary_label: str
    about: str = ""
    version: int | None = None
    record: Record | None = None
    verb: str = ""
    checked: bool = False
    lead: str = ""
    cancel_url: str = "/"
    cancel_label: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)
    beside: Callable[[HttpRequest], Any] | None = None
    duplicates: Callable[[Any], Duplicates] | None = None
    foreseen: Callable[[Any], Foreseen] | None = None
    refused: Callable[[Any], None] | None = None
    receipt: Callable[[Any], dict[str, Any]] | None = None
    breadcrumbs: list[tuple[str, str]] = field(default_factory=list)
    one_by_one: bool = False
    template: str = "screens/journey.html"

    @property
    def reference(self) -> str:
        """Of the record it is about; ``about`` tells drafts of its parts apart besides."""
        return self.record.reference if self.record is not None else self.about


def walk(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Answer one request of a journey; the page it gives always holds what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _opened(request, journey, actor)
    key = _key(request.POST)
    wait_for(str(key), actor=actor)
    if (earlier := sent_before(str(key), actor=actor)) is not None:
        return _sent_again(request, journey, actor, key, earlier)
    if is_merging(request):
        return _merged(request, journey, actor, key)
    draft = _draft(actor, key, journey) if "confirm" in request.POST else _kept(request, journey, actor, key)
    if draft is None:
        return _questions(request, journey, journey.form(initial=dict(journey.initial)), key, None)
    return _go_on(request, journey, actor, draft)


def _go_on(request: HttpRequest, journey: Journey, actor: Actor, draft: Draft) -> HttpResponse:
    """From a draft to the deed, or back to the questions with what is wrong."""
    form = journey.form(as_posted(draft))
    if journey.one_by_one and request.GET.get(ASKED) and "confirm" not in request.POST:
        return _next_question(request, journey, form, draft)
    if not form.is_valid():
        if journey.refused:
            journey.refused(form)
        return _questions(request, journey, form, draft.pk, draft)
    if journey.checked and "confirm" not in request.POST:
        return HttpResponseRedirect(here(request, check=str(draft.pk)))
    return _send(request, journey, actor, form, draft)


def _next_question(request: HttpRequest, journey: Journey, form: PoliasForm, draft: Draft) -> HttpResponse:
    """From one question to the next, from the last to what is still wrong, or to the page that checks them all."""
    form.full_clean()
    page = page_of(form, request.GET[ASKED])
    if any(name in form.errors for name in page.names):
        if journey.refused:
            journey.refused(form.show_only(page.names))
        return _questions(request, journey, form, draft.pk, draft)
    following = page.after or first_with_a_mistake(form)
    if following:
        return HttpResponseRedirect(here(request, **{ASKED: following}))
    if not form.is_valid():
        return HttpResponseRedirect(here(request))
    return HttpResponseRedirect(here(request, check=str(draft.pk)))


def _kept(request: HttpRequest, journey: Journey, actor: Actor, key: UUID) -> Draft:
    return keep(actor, key=key, journey=journey.name, about=journey.about, posted=request.POST)


def _merged(request: HttpRequest, journey: Journey, actor: Actor, key: UUID) -> HttpResponse:
    """A merge page was sent: its choices are kept whatever comes of them, and sent on when they are complete."""
    if _draft(actor, key, journey) is None:
        return _opened(request, journey, actor)
    draft = _kept(request, journey, actor, key)
    if not decided(request, journey, draft):
        return merge_page(request, journey, draft, asked=True)
    return _go_on(request, journey, actor, draft)


def _sent_again(
    request: HttpRequest, journey: Journey, actor: Actor, key: UUID, earlier: IdempotencyRow
) -> HttpResponse:
    """The same form once more leads where it led before; other words in it become a draft of their own."""
    told = earlier.answer or {}
    if "confirm" in request.POST or told.get("posted") == digest_of(answers_in(request.POST)):
        return _arrived(request, journey, made_by(str(key), actor=actor), told.get("to", journey.cancel_url))
    draft = under_a_new_key(_kept(request, journey, actor, key), key=uuid7())
    form = journey.form(as_posted(draft))
    form.add_error(
        None,
        _("This form was sent already. What you changed since is kept here: send it only if you mean it as well."),
    )
    return _questions(request, journey, form, draft.pk, draft)


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
    if is_too_late(journey):
        return too_late_page(request, journey, draft)
    if draft.merging and journey.record is not None:
        return merge_page(request, journey, draft)
    return _questions(request, journey, journey.form(as_posted(draft)).without_complaint(), draft.pk, draft)


def _questions(
    request: HttpRequest, journey: Journey, form: PoliasForm, key: UUID, draft: Draft | None
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    opening = Opening(journey.version, as_opened(form)) if draft is None else Opening(draft.version, draft.base)
    asked = {ASKED: request.GET[ASKED]} if journey.one_by_one and request.GET.get(ASKED) else {}
    hidden = {"journey": journey.name, "about": journey.about, "back": here(request, **asked)}
    one = page_of(form, asked[ASKED]) if asked else None
    if one is not None:
        form.show_only(one.names)
    if journey.version is not None:
        hidden[FIELD] = sealed(opening, actor=actor, journey=journey.name, about=journey.about)
    context = {
        "title": journey.title,
        "lead": journey.lead,
        "form": form,
        "cancel_url": journey.cancel_url,
        "cancel_label": journey.cancel_label,
        "primary_label": _("Check your answers") if journey.checked else journey.primary_label,
        "draft": {
            "key": key,
            "saved_at": draft.saved_at if draft else None,
            "last_field": draft.last_field if draft else "",
            "kept": place_of_copy(actor, journey=journey.name, about=journey.about),
            "autosave_url": f"/drafts/{key}",
        },
        "moved": moved_since(journey, draft),
        "hidden": hidden,
        "beside": journey.beside(request) if journey.beside else "",
        "duplicates": journey.duplicates(form) if journey.duplicates else None,
        "breadcrumbs": journey.breadcrumbs,
    }
    if one is not None:
        context |= {
            "section": one.caption,
            "primary_label": _("Continue"),
            "carried": carried(form, one, draft.answers if draft else as_opened(form)),
            "before_url": here(request, **{ASKED: one.before}) if one.before else "",
        }
    return render(request, journey.template, context)


def _check(
    request: HttpRequest, journey: Journey, form: PoliasForm, draft: Draft, breaches: list[Breach] | None = None
) -> HttpResponse:
    given = request.POST if request.method == "POST" else {}
    foreseen = journey.foreseen(form) if journey.foreseen else Foreseen()
    found = foreseen.breaches if breaches is None else breaches
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
        "primary_label": foreseen.primary_label or journey.primary_label,
        "asks": asks,
        "blocks": blocks,
        "notes": [b.sentence for b in found if b.severity is Severity.NOTE],
        "draft": {"key": draft.pk},
        "hidden": {"confirm": "1"},
        "cancel_url": here(request),
        "cancel_label": _("Change your answers"),
        "form_action": here(request),
        "breadcrumbs": journey.breadcrumbs,
    }
    return render(request, "screens/check.html", context)


def _send(request: HttpRequest, journey: Journey, actor: Actor, form: PoliasForm, draft: Draft) -> HttpResponse:
    reasons = {n.removeprefix("reason_"): v for n, v in request.POST.items() if n.startswith("reason_")}
    if journey.version is not None and draft.version is None:
        # Nobody knows what these answers were typed over: everything that differs is shown.
        return merge_page(request, journey, draft)
    try:
        record = journey.submit(
            form.cleaned_data, actor=actor, idempotency_key=str(draft.pk), reasons=reasons, version=draft.version
        )
    except RuleBreach as refusal:
        return _refused(request, journey, form, draft, refusal.breaches)
    except PoliasError as refusal:
        if isinstance(refusal, Conflict) and (page := _moved_on(request, journey, draft, refusal)) is not None:
            return page
        form.add_error(None, f"{refusal.sentence} {refusal.do}")
        return _questions(request, journey, form, draft.pk, draft)
    told = {"posted": digest_of(answers_in(request.POST)), "to": record.url}
    keep_answer(str(draft.pk), actor=actor, answer=told)
    finished(draft.pk, actor=actor)
    return _arrived(request, journey, record, record.url)


def _moved_on(request: HttpRequest, journey: Journey, draft: Draft, moved: Conflict) -> HttpResponse | None:
    """The page for a record that is not what it was when the questions were opened; None where it still is."""
    if is_too_late(journey):
        return too_late_page(request, journey, draft)
    if journey.record is not None and moved.current_version not in (None, draft.version):
        return merge_page(request, journey, draft)
    return None


def _arrived(request: HttpRequest, journey: Journey, record: Any, address: str) -> HttpResponse:
    """The page after the deed: its receipt, or where it leads."""
    if journey.receipt is None or record is None:
        return HttpResponseRedirect(address)
    return render(request, "screens/done.html", {"reference": record.reference, **journey.receipt(record)})


def _refused(
    request: HttpRequest, journey: Journey, form: PoliasForm, draft: Draft, breaches: list[Breach]
) -> HttpResponse:
    """Rules refuse: on the check page when reasons would do, otherwise beside the questions. Each is a lesson."""
    learn(breaches, actor=request.actor, verb=journey.name)  # type: ignore[attr-defined]
    if journey.checked or any(b.severity is Severity.ASK for b in breaches):
        return _check(request, journey, form, draft, breaches)
    for breach in breaches:
        form.add_error(breach.field if breach.field in form.fields else None, breach.sentence)
    return _questions(request, journey, form, draft.pk, draft)


def here(request: HttpRequest, **more: str) -> str:
    """The journey's own address with what it is about, without which step of it is shown."""
    return address_with(request, **{"check": None, "new": None, ASKED: None, **more})


def _draft(actor: Actor, key: UUID | None, journey: Journey) -> Draft | None:
    if key is None:
        return None
    return Draft.objects.filter(pk=key, actor_id=actor.id, journey=journey.name, about=journey.about).first()


def _key(posted: QueryDict) -> UUID:
    return _uuid(posted.get("idempotency_key", "")) or uuid7()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
