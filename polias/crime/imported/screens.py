"""The journey by which a crime of another system is recorded here, with nothing typed twice."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.crime.imported import actions
from polias.crime.imported.model import ImportedCrime
from polias.crime.reports.known import beside
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.record_form import RecordForm, crime_of
from polias.crime.reports.screens import foreseen, receipt
from polias.force.public import beat_choices
from polias.kit.access.actor import Actor
from polias.kit.calendar import start_of_london_day
from polias.kit.screens.declare import record_page
from polias.kit.screens.verb import walk_verb
from polias.pole.public import Linked, linked_to


@record_page
def record_here(request: HttpRequest, reference: str) -> HttpResponse:
    """Record it as a crime here: what the other system said is filled in, what it left open is asked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def do(imported: ImportedCrime, *, version: int | None, **given: Any) -> CrimeReport:
        how = {name: given.pop(name) for name in ("actor", "idempotency_key", "reasons")}
        late = how["reasons"].get("CRIME-05", "")
        crime = crime_of(given)
        return actions.record_here(imported, version=version, late_reason=late, **crime, **how)  # type: ignore[no-any-return]

    return walk_verb(
        request,
        ImportedCrime,
        reference,
        "record_here",
        form=partial(RecordForm, actor=actor, beats=beat_choices(actor.force_id)),
        do=do,
        initial=partial(_said, actor=actor),
        checked=True,
        duplicates=beside,
        foreseen=foreseen,
        receipt=receipt,
        primary_label=_("Record the crime"),
        lead=_("What the other system said is filled in. Answer what it left open."),
    )


def _said(one: ImportedCrime, *, actor: Actor) -> dict[str, Any]:
    """What is known of it, in the words of the form."""
    linked = linked_to(one, actor=actor)
    found: dict[str, Any] = {"summary": one.summary}
    if one.happened_on:
        start = start_of_london_day(one.happened_on)
        following = start_of_london_day(one.happened_on + timedelta(days=1))
        # The hour is not known: it happened between the day's first minute and its last.
        found |= {"committed_from": start, "committed_to": following - timedelta(minutes=1)}
    if victim := _first(linked, "victim"):
        found |= {"victim_kind": "known", "victim": victim.reference}
    if suspect := _first(linked, "suspect"):
        found |= {"suspect_kind": "named", "suspect": suspect.reference}
    if place := _first(linked, "location"):
        found |= {"address": place.address, "postcode": place.postcode, "location": place.reference}
        found["beat"] = str(place.beat_id or "")
    return found


def _first(linked: list[Linked], role: str) -> Any:
    return next((one.record for one in linked if one.role == role), None)
