"""The pages of pairs: what waits, the strongest first; two records side by side; and the decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, looked_at
from polias.kit.errors import NotFound
from polias.kit.record.ids import uuid7
from polias.kit.screens.declare import page, record_page, whole_list, whole_record
from polias.kit.screens.paging import on_page, page_of, pages_of
from polias.kit.screens.record_view import record_context
from polias.kit.screens.verb import walk_verb
from polias.pole.names.queries import in_full, other_names
from polias.pole.pairs import actions, forms
from polias.pole.pairs.figures import figures as figures_for
from polias.pole.pairs.model import Evidence, Pair
from polias.pole.pairs.queries import both, evidence_of, next_pair, waiting
from polias.pole.pairs.telling import in_words
from polias.pole.pairs.words import FIELDS, UNDER_ANOTHER, sentence_of, speaks, strength_of
from polias.pole.people.model import Person

#: What the page shows beside what waits, by the address's ``state``.
STATES = ("waiting", "unsure", "linked", "same", "different", "gone")
#: One key for each usual decision; these need no answer.
KEYS = {"same_person": "s", "not_the_same": "n", "unsure": "u"}


@whole_list
def the_queue(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a decision, the strongest first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(Pair.TYPE):
        raise NotFound
    state = request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    rows, number = waiting(actor, state=state), page_of(request)
    count, shown = rows.count(), on_page(rows, number)
    looked_at(shown, actor=actor, type_name=Pair.TYPE, terms=request.GET.urlencode())
    people = [person for pair in shown for person in (pair.one, pair.other)]
    looked_at(people, actor=actor, type_name=Person.TYPE, terms="recorded twice?")
    first = next_pair(actor)
    context = {
        "count": count,
        "states": _states(actor, chosen=state),
        "columns": [{"label": label} for label in (_("Reference"), _("How alike"), _("One"), _("Other"))],
        "rows": [_row(pair) for pair in shown],
        "pages": pages_of(request, number, count),
        "next_url": first.url if first and actor.may("pole.pairs.same_person") else "",
    }
    return render(request, "pole/pairs.html", context)


def _states(actor: Actor, *, chosen: str) -> list[dict[str, Any]]:
    """The states as a row of chips, each with how many pairs are in it."""
    labels = Pair.record_type().workflow.states
    return [
        {
            "label": labels[state].label,
            "count": waiting(actor, state=state).count(),
            "url": f"/pole/pairs/?state={state}",
            "chosen": state == chosen,
        }
        for state in STATES
    ]


def _row(pair: Pair) -> dict[str, Any]:
    cells = [
        {"label": _("How alike"), "value": strength_of(pair.weight)},
        {"label": _("One"), "value": _in_a_line(pair.one)},
        {"label": _("Other"), "value": _in_a_line(pair.other)},
    ]
    return {"url": pair.url, "reference": pair.reference, "cells": cells}


def _in_a_line(person: Person) -> str:
    born = person.date_of_birth
    return person.title() + (f", {born:%d/%m/%Y}" if born else "")


@page
def figures(request: HttpRequest) -> HttpResponse:
    """How often people are recorded twice, how often a likeness is passed over and why, and how good the pairs are."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(Pair.TYPE):
        raise NotFound
    return render(request, "pole/pair_figures.html", in_words(figures_for(actor)))


@whole_record
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Two records side by side, what each field says, and one key for each decision."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    pair = fetch(Pair, reference, actor=actor)
    one, other = both(pair, actor=actor)
    looked_at([one, other], actor=actor, type_name=Person.TYPE, terms=f"side by side in {pair.reference}")
    context = record_context(request, pair, actor=actor)
    context["moves"] = [_with_key(move, pair) for move in context["moves"]]
    context |= {
        "strength": strength_of(pair.weight),
        "fields": _fields(one, other, evidence_of(pair)),
        "people": [_headed(one), _headed(other)],
        "after": request.GET.get("after", ""),
    }
    return render(request, "pole/pair.html", context)


def _headed(person: Person) -> dict[str, Any]:
    register = person.register
    return {
        "url": person.url,
        "reference": person.reference,
        "title": person.title(),
        "recorded_at": register.created_at,
        "marking": register.marking,
    }


def _fields(one: Person, other: Person, evidence: list[Evidence]) -> list[dict[str, Any]]:
    """Every field with both values and what they say; a field that one record lacks says nothing."""
    said = {row.field: row for row in evidence}
    return [_field(name, label, _value(one, attribute), _value(other, attribute), said.get(name))
            for name, (label, attribute) in FIELDS.items()]  # fmt: skip


def _field(name: str, label: Any, one: Any, other: Any, row: Evidence | None) -> dict[str, Any]:
    found: dict[str, Any] = {"label": label, "one": one, "other": other, "how": "", "speaks": "", "against": False}
    if row is None:
        return found | {"how": _("Not known of both")}
    how = sentence_of(name, row.level)
    # That it was found by another name is no evidence of its own: names and surname say what it is worth.
    return found | {"how": how, "speaks": speaks(row.bits) if row.bits else "", "against": row.bits < 0}


def _value(person: Person, attribute: str) -> Any:
    if attribute == UNDER_ANOTHER:
        return ", ".join(in_full(one) for one in other_names(person.pk))
    return person.get_sex_display() if attribute == "sex" else getattr(person, attribute)


def _with_key(move: dict[str, Any], pair: Pair) -> dict[str, Any]:
    verb = move["url"].rsplit("/", 1)[-1]
    hidden = {"version": pair.version, "idempotency_key": uuid7()}
    return {**move, "key": KEYS.get(verb, ""), "post": verb in KEYS, "hidden": hidden}


@dataclass(frozen=True)
class _Onward:
    """Where a decision leads: to the next pair, with the way back to this one."""

    url: str
    reference: str


def _then_next(do: Callable[..., Pair]) -> Callable[..., _Onward]:
    def decide(pair: Pair, *, actor: Actor, **how: Any) -> _Onward:
        decided, following = do(pair, actor=actor, **how), next_pair(actor)
        address = following.url if following else "/pole/pairs/"
        return _Onward(f"{address}?after={decided.reference}", decided.reference)

    return decide


@record_page
def same_person(request: HttpRequest, reference: str) -> HttpResponse:
    """They are one person; on to the next."""
    return walk_verb(
        request, Pair, reference, "same_person", form=forms.DecisionForm, do=_then_next(actions.same_person)
    )


@record_page
def not_the_same(request: HttpRequest, reference: str) -> HttpResponse:
    """They are two people; on to the next."""
    return walk_verb(
        request, Pair, reference, "not_the_same", form=forms.DecisionForm, do=_then_next(actions.not_the_same)
    )


@record_page
def unsure(request: HttpRequest, reference: str) -> HttpResponse:
    """Nobody can tell; on to the next."""
    return walk_verb(request, Pair, reference, "unsure", form=forms.DecisionForm, do=_then_next(actions.unsure))


@record_page
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back what was decided."""
    return walk_verb(request, Pair, reference, "take_back", form=forms.TakeBackForm, do=actions.take_back)
