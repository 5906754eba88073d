"""The pages of the queue: the whole of it at a glance, one item with its crime, and the decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.public import CrimeReport
from polias.force.public import policy
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, looked_at
from polias.kit.calendar import duration_in_words
from polias.kit.errors import NotFound
from polias.kit.record.ids import uuid7
from polias.kit.screens.declare import record_page, whole_list, whole_record
from polias.kit.screens.paging import on_page, page_of, pages_of
from polias.kit.screens.record_view import record_context
from polias.kit.screens.verb import walk_verb
from polias.quality.queue import actions, forms
from polias.quality.queue.keywords import by_keyword, having_keyword
from polias.quality.queue.model import QueueItem
from polias.quality.queue.queries import items, next_item, waiting
from polias.quality.queue.rules import UNDO_WITHIN
from polias.quality.queue.state import OLD, QueueState, state_of
from polias.quality.reference import HIGH, LOW, MEDIUM

BANDS = {"high": HIGH, "medium": MEDIUM, "low": LOW}
#: One key for each usual decision, on the page of an item.
KEYS = {"confirm": "y", "correct": "c", "return_to_officer": "r", "undo": "u"}


@whole_list
def the_queue(request: HttpRequest) -> HttpResponse:
    """Size, oldest, rate and when it clears; what waits by harm and age; the next item first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(QueueItem.TYPE):
        raise NotFound
    state = state_of(items(actor), at=timezone.now())
    rows = narrowed(waiting(actor), request)
    number, count = page_of(request), rows.count()
    first, shown = next_item(actor), on_page(rows, number)
    looked_at(shown, actor=actor, type_name=QueueItem.TYPE, terms=request.GET.urlencode())
    context = {
        "name": policy(actor.force_id, "quality.queue_name"),
        "about": _("Most harm first, then the oldest. Every crime here can be worked on meanwhile."),
        **facts_of(state),
        "bands": bands_of(state, request),
        "keywords": by_keyword(actor, request.path),
        "chosen_keyword": request.GET.get("keyword", ""),
        "clear_url": request.path if any(request.GET.get(one) for one in ("harm", "age", "keyword")) else "",
        "columns": columns(),
        "rows": [row_of(item) for item in shown],
        "pages": pages_of(request, number, count),
        "next_url": first.url if first and actor.may("quality.queue.confirm") else "",
        "undo": what_can_be_undone(request, actor),
        "undo_key": uuid7(),
        "empty_sentence": _("Nothing waits here.") if state.size else "",
    }
    return render(request, "quality/queue.html", context)


def narrowed(rows: Any, request: HttpRequest) -> Any:
    """What waits, by harm, age and keyword as the address asks."""
    if request.GET.get("harm") in BANDS:
        rows = rows.filter(harm=BANDS[request.GET["harm"]])
    if request.GET.get("age") == "week":
        rows = rows.filter(entered_at__lt=timezone.now() - OLD)
    if request.GET.get("keyword"):
        rows = having_keyword(rows, request.GET["keyword"])
    return rows


def facts_of(state: QueueState) -> dict[str, Any]:
    """The four figures at the head of the page, in words."""
    oldest = state.oldest_entered_at
    return {
        "size": state.size,
        "oldest": duration_in_words(timezone.now() - oldest) if oldest else _("Nothing waits"),
        "rate": state.rate_sentence,
        "clears": state.clears_sentence,
    }


def bands_of(state: QueueState, request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of the queue by harm and age, each leading to its list."""
    path = request.path
    labels = {"high": _("Most harm"), "medium": _("Some harm"), "low": _("Least harm")}
    found = [
        {
            "label": labels[name],
            "count": state.by_harm.get(rank, 0),
            "level": "soon" if rank == HIGH else "calm",
            "url": f"{path}?harm={name}",
        }
        for name, rank in BANDS.items()
    ]
    old = {
        "label": _("Waiting more than a week"),
        "count": state.older_than_a_week,
        "level": "late" if state.older_than_a_week else "calm",
        "url": f"{path}?age=week",
    }
    return [*found, old]


def columns() -> list[dict[str, str]]:
    return [
        {"label": _("Reference")},
        {"label": _("Crime")},
        {"label": _("Offence")},
        {"label": _("Keywords")},
        {"label": _("Harm")},
        {"label": _("Waiting")},
    ]


def row_of(item: QueueItem) -> dict[str, Any]:
    """One line of the list."""
    harm = {HIGH: _("Most"), MEDIUM: _("Some"), LOW: _("Least")}[item.harm]
    cells = [
        {"label": _("Crime"), "value": item.crime.reference, "url": item.crime.url},
        {"label": _("Offence"), "value": item.crime.offence_title},
        {"label": _("Keywords"), "value": ", ".join(item.crime.keyword_labels)},
        {"label": _("Harm"), "value": harm},
        {"label": _("Waiting"), "value": duration_in_words(timezone.now() - item.entered_at)},
    ]
    return {"url": item.url, "reference": item.reference, "cells": cells}


@whole_record
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """One item: the crime as it stands, and one key for each usual decision."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    item = fetch(QueueItem, reference, actor=actor)
    context = record_context(request, item, actor=actor)
    context["moves"] = [_with_key(move, item, actor) for move in context["moves"]]
    context["cards"] = _cards_of(fetch(CrimeReport, item.crime.reference, actor=actor)) + context["cards"]
    context["undo"], context["undo_key"] = what_can_be_undone(request, actor), uuid7()
    context["crime_url"] = item.crime.url
    return render(request, "quality/item.html", context)


def _with_key(move: dict[str, Any], item: QueueItem, actor: Actor) -> dict[str, Any]:
    """A move with its key; what needs no answer is one press."""
    verb = move["url"].rsplit("/", 1)[-1]
    one_press = verb in ("confirm", "undo")
    if verb == "undo" and move["allowed"] and not is_undoable(item, actor):
        move = {**move, "allowed": False, "reason": _("Only within ten minutes, by whoever decided it.")}
    return {**move, "key": KEYS.get(verb, ""), "post": one_press, "hidden": _hidden(item)}


def _hidden(item: QueueItem) -> dict[str, Any]:
    """What a button of one press carries: of which version it speaks, and by what a second press is known."""
    return {"version": item.version, "idempotency_key": uuid7()}


def _cards_of(crime: CrimeReport) -> list[dict[str, Any]]:
    cards = crime.record_type().cards
    found = cards(crime) if cards else []
    return [{"title": title, "rows": [{"key": k, "value": v} for k, v in rows]} for title, rows in found]


def what_can_be_undone(request: HttpRequest, actor: Actor) -> QueueItem | None:
    """What this person decided last, when it can still be undone."""
    since = timezone.now() - UNDO_WITHIN + timedelta(seconds=5)
    mine = items(actor).filter(worked_by=actor.id, left_at__gt=since).order_by("-left_at")
    return mine.first() if request.GET.get("after") else None


def is_undoable(item: QueueItem, actor: Actor) -> bool:
    return bool(item.left_at and timezone.now() - item.left_at <= UNDO_WITHIN and item.worked_by == actor.id)


def _next_url(actor: Actor, *, after: str) -> str:
    item = next_item(actor)
    return (item.url if item else "/quality/queue/") + (f"?after={after}" if after else "")


@dataclass(frozen=True)
class _Onward:
    """Where a decision leads: to the next item, with the way back."""

    url: str
    reference: str


def _then_next(do: Callable[..., QueueItem]) -> Callable[..., _Onward]:
    def decide(item: QueueItem, *, actor: Actor, **how: Any) -> _Onward:
        decided = do(item, actor=actor, **how)
        return _Onward(_next_url(actor, after=decided.reference), decided.reference)

    return decide


@record_page
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """The class is right; on to the next."""
    return walk_verb(request, QueueItem, reference, "confirm", form=forms.ConfirmForm, do=_then_next(actions.confirm))


@record_page
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the class; on to the next."""
    return walk_verb(
        request,
        QueueItem,
        reference,
        "correct",
        form=forms.CorrectForm,
        do=_then_next(actions.correct),
        initial=lambda item: {"offence": item.crime.offence},
    )


@record_page
def return_to_officer(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the officer to correct something; on to the next."""
    return walk_verb(
        request,
        QueueItem,
        reference,
        "return_to_officer",
        form=forms.ReturnForm,
        do=_then_next(actions.return_to_officer),
    )


@record_page
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back what was decided in the last ten minutes."""
    return walk_verb(request, QueueItem, reference, "undo", form=forms.UndoForm, do=actions.undo)
