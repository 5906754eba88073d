"""The pages that add a further offence to a crime and take one off."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from polias.crime.corrections.actions import NOTHING
from polias.crime.corrections.forms import information_of
from polias.crime.counting import actions
from polias.crime.counting.forms import NoteOffenceForm, StrikeOffenceForm
from polias.crime.counting.queries import offences_kept
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.screens.verb import HOW, walk_verb


def note_offence(request: HttpRequest, reference: str) -> HttpResponse:
    """Which offence, how it became known and, for those who decide on classes, whether it counts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    may_count = actor.may("crime.reports.classify")

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        counted = given.get("counted") == "yes"
        return actions.note_offence(
            crime,
            offence=given["offence"],
            rationale=given["rationale"],
            counted=counted,
            information=information_of(given) if counted else NOTHING,
            victim_told_on=given.get("victim_told_on") if counted else None,
            **{name: given[name] for name in HOW},
        )

    form = partial(NoteOffenceForm, may_count=may_count)
    return walk_verb(request, CrimeReport, reference, "note_offence", form=form, do=do)


def strike_offence(request: HttpRequest, reference: str) -> HttpResponse:
    """Which of those that are kept, and why it was wrong."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    crime = fetch(CrimeReport, reference, actor=actor, verb="strike_offence")
    kept = [(one.offence, f"{one.offence_title} ({one.offence})") for one in offences_kept(crime)]
    return walk_verb(
        request,
        CrimeReport,
        reference,
        "strike_offence",
        form=partial(StrikeOffenceForm, offences=kept),
        do=actions.strike_offence,
        initial=lambda _crime: {"offence": request.GET.get("offence", "")},
    )
