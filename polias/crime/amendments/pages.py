"""The pages that correct when and where a crime happened, and that take somebody off it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from polias.crime.amendments import actions
from polias.crime.amendments.forms import AmendForm, TakeOffForm, place_of
from polias.crime.reports.model import CrimeReport
from polias.force.public import beat_choices
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.screens.verb import HOW, walk_verb
from polias.pole.public import linked_to

PARTS = ("victim", "suspect", "witness")


def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """When and where it happened, and why what was recorded is wrong."""
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        said = {name: given[name] for name in ("committed_from", "committed_to", "rationale", *HOW)}
        return actions.amend(crime, place=place_of(given), **said)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "amend",
        form=partial(AmendForm, beats=beat_choices(actor.force_id)),
        do=do,
        initial=lambda crime: {"committed_from": crime.committed_from, "committed_to": crime.committed_to},
    )


def take_off(request: HttpRequest, reference: str) -> HttpResponse:
    """Which of those who are linked, and why they do not belong to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    crime = fetch(CrimeReport, reference, actor=actor, verb="take_off")
    parties = [
        (f"{part} {one.record.reference}", f"{one.role_label}: {one.record.title()} ({one.record.reference})")
        for part in PARTS
        for one in linked_to(crime, actor=actor, role=part)
    ]

    def do(crime: CrimeReport, *, party: str, **how: Any) -> CrimeReport:
        role, named = party.split(" ", 1)
        return actions.take_off(crime, role=role, party=named, **how)

    return walk_verb(request, CrimeReport, reference, "take_off", form=partial(TakeOffForm, parties=parties), do=do)
