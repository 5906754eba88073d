"""The pages of a transfer: offering, accepting, refusing and withdrawing, each a few questions on one page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.crime.reports.model import CrimeReport
from polias.crime.transfers import actions
from polias.crime.transfers.forms import AcceptForm, OfferForm, RefuseForm, WithdrawForm, offer_of
from polias.crime.transfers.queries import other_forces
from polias.force.public import beat_at, beat_choices, staff_of
from polias.kit.access.actor import Actor
from polias.kit.access.door import named_here
from polias.kit.screens.verb import HOW, walk_verb
from polias.pole.public import linked_to


def offer(request: HttpRequest, reference: str) -> HttpResponse:
    """In whose area it happened, why, and what shows it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        receiving, information = offer_of(given)
        said = {name: given[name] for name in ("rationale", *HOW)}
        return actions.offer_transfer(crime, receiving=receiving, information=information, **said)

    form = partial(OfferForm, forces=other_forces(actor.force_id))
    return walk_verb(request, CrimeReport, reference, "offer_transfer", form=form, do=do)


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Who investigates it, on which beat, and when the victim was told."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    people = [(str(one.pk), f"{one.actor.name}, {one.title}") for one in staff_of(actor.force_id, role="investigator")]

    def do(crime: CrimeReport, *, investigator: str, beat: str, **how: Any) -> CrimeReport:
        return actions.accept_transfer(crime, investigator=int(investigator), beat=int(beat) if beat else None, **how)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "accept_transfer",
        form=partial(AcceptForm, people=people, beats=[("", [("", _("Not known"))]), *beat_choices(actor.force_id)]),
        do=do,
        initial=lambda crime: {"beat": _beat_of(crime, actor)},
    )


def refuse(request: HttpRequest, reference: str) -> HttpResponse:
    """Why it is not one's own."""
    return walk_verb(
        request,
        CrimeReport,
        reference,
        "refuse_transfer",
        form=RefuseForm,
        do=actions.refuse_transfer,
        receipt=_refused,
    )


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Why nothing is offered any longer."""
    return walk_verb(
        request, CrimeReport, reference, "withdraw_transfer", form=WithdrawForm, do=actions.withdraw_transfer
    )


def _refused(crime: CrimeReport) -> dict[str, Any]:
    """What follows once an offer is refused: the crime is read here no longer, unless an agreement lends it."""
    reads_on = bool(named_here(crime.reference))
    return {
        "title": _("Transfer refused"),
        "next": [_("It stays with the force that offered it, which reads your reason."),
                 _("Your force goes on reading it under its agreement with them.") if reads_on
                 else _("Your force reads it no longer.")],
        "links": [*([(_("Open the crime"), crime.url)] if reads_on else []), (_("Go to My work"), "/")],
    }  # fmt: skip


def _beat_of(crime: CrimeReport, actor: Actor) -> str:
    """The actor's own beat on which the place lies, where its coordinates are known."""
    for one in linked_to(crime, actor=actor, role="location"):
        latitude, longitude = getattr(one.record, "latitude", None), getattr(one.record, "longitude", None)
        if latitude is not None and longitude is not None:
            beat = beat_at(actor.force_id, latitude=latitude, longitude=longitude)
            return str(beat.pk) if beat else ""
    return ""
