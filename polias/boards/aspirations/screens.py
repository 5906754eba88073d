"""The journeys of an aspiration: aim at something else, publish it, withdraw it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from polias.boards.actions.owners import possible_owners
from polias.boards.aspirations import actions, forms
from polias.boards.aspirations.model import Aspiration
from polias.kit.screens.declare import record_page
from polias.kit.screens.verb import walk_verb


@record_page
def revise(request: HttpRequest, reference: str) -> HttpResponse:
    """Aim at something else from today on."""
    actor = request.actor  # type: ignore[attr-defined]

    def do(aspiration: Aspiration, *, owner: str, value: Any, **how: Any) -> Aspiration:
        return actions.revise(aspiration, owner=int(owner), value=as_number(value), **how)

    return walk_verb(
        request,
        Aspiration,
        reference,
        "revise",
        form=partial(forms.ReviseForm, people=possible_owners(actor.force_id)),
        do=do,
        initial=lambda one: {name: getattr(one, name) for name in ("basis", "value", "because", "owner", "rationale")},
    )


@record_page
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Let everybody read it."""

    def do(aspiration: Aspiration, *, read: bool, **how: Any) -> Aspiration:
        return actions.publish(aspiration, **how)

    return walk_verb(request, Aspiration, reference, "publish", form=forms.PublishForm, do=do)


@record_page
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Aim at it no longer."""
    return walk_verb(request, Aspiration, reference, "withdraw", form=forms.WithdrawForm, do=actions.withdraw)


def as_number(value: Any) -> float | None:
    """A typed number as the action takes it."""
    return None if value in (None, "") else float(value)
