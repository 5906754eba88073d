"""The journeys of a crime: record, classify, review, allocate, give the outcome, cancel, reopen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.contact.public import log_named
from polias.crime.outcomes.actions import give_outcome as do_give_outcome
from polias.crime.reports import actions, forms
from polias.crime.reports.decision import STEPS
from polias.crime.reports.model import CrimeReport
from polias.force.public import areas_of, staff_of
from polias.kit.access.door import fetch, require
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a crime, from nothing or from a log (``?log=``) with nothing typed twice."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "crime.reports.record")
    log_reference = request.GET.get("log", "") or request.POST.get("about", "")
    initial = _from_log(log_reference, actor) if log_reference else {"reported_at": timezone.now()}
    usual: dict[str, Any] = {f"step_{s.code}": s.goes_on for s in STEPS}
    usual |= {"to_record": "usual", "cyber": False, "suspect_known": False}

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> Any:
        late = how["reasons"].get("CRIME-05", "")
        return actions.record(**forms.crime_of(data), log_reference=log_reference, late_reason=late, **how)

    journey = Journey(
        name="crime.reports.record",
        title=_("Record a crime"),
        about=log_reference,
        checked=True,
        form=partial(forms.RecordForm, beats=_beats(actor.force_id)),
        submit=submit,
        initial=usual | initial,
        primary_label=_("Record the crime"),
        receipt=_receipt,
        lead=_("Started from log %(log)s: what the log knows is filled in.") % {"log": log_reference}
        if log_reference
        else "",
        cancel_url=f"/contact/logs/{log_reference}" if log_reference else "/crime/reports/",
        breadcrumbs=[(_("Crimes"), "/crime/reports/"), (_("Record a crime"), "")],
    )
    return walk(request, journey)


def _from_log(reference: str, actor: Any) -> dict[str, Any]:
    """What the log knows already, in the words of the form."""
    log = log_named(reference, actor=actor)
    place = log.place
    return {
        "summary": log.summary,
        "reported_at": log.received_at,
        "committed_from": log.received_at,
        "address": place.address if place else log.location_text,
        "postcode": place.postcode if place else "",
        "location": place.reference if place else "",
        "beat": str(log.beat_id or ""),
    }


def _beats(force_id: int) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for beat in areas_of(force_id):
        groups.setdefault(beat.parent.name if beat.parent else "", []).append((str(beat.pk), beat.name))
    return list(groups.items())


def _receipt(crime: CrimeReport) -> dict[str, Any]:
    return {
        "title": _("Crime recorded"),
        "next": [
            _("You can go on with the investigation now."),
            _("The processing unit checks the record meanwhile. It holds nothing up."),
            _("It counts in the figures of the month in which it was recorded."),
        ],
        "links": [(_("Open the crime"), crime.url), (_("Go to My work"), "/")],
    }


@record_page
def give_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Finalise the crime with a national outcome."""
    return _about_one(
        request, reference, "give_outcome", title=_("Give the outcome"), form=forms.OutcomeForm, do=do_give_outcome
    )


@record_page
def classify(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the class of the crime."""
    return _about_one(
        request,
        reference,
        "classify",
        title=_("Change the class"),
        form=forms.ClassifyForm,
        do=actions.classify,
        initial=lambda crime: {"offence": crime.offence},
    )


@record_page
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """A supervisor's review of the investigation."""
    return _about_one(
        request, reference, "review", title=_("Review the investigation"), form=forms.ReviewForm, do=actions.review
    )


@record_page
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel the crime; it stays visible and is counted as cancelled."""
    return _about_one(
        request, reference, "cancel", title=_("Cancel the crime"), form=forms.CancelForm, do=actions.cancel
    )


@record_page
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a finalised or cancelled crime up again."""
    return _about_one(request, reference, "reopen", title=_("Reopen"), form=forms.ReopenForm, do=actions.reopen)


@record_page
def involve(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a victim, suspect or witness."""

    def do(crime: CrimeReport, *, version: int | None, **data: Any) -> CrimeReport:
        how = {name: data.pop(name) for name in ("actor", "idempotency_key", "reasons")}
        return actions.involve(crime, role=data["role"], party=forms.party_of(data), **how)

    return _about_one(request, reference, "involve", title=_("Add a person"), form=forms.InvolveForm, do=do)


@record_page
def keyword(request: HttpRequest, reference: str) -> HttpResponse:
    """Add keywords; those it has stay."""

    def do(crime: CrimeReport, *, codes: list[str], version: int | None, **how: Any) -> CrimeReport:
        return actions.keyword(crime, codes=tuple(codes), **how)

    return _about_one(request, reference, "keyword", title=_("Add keywords"), form=forms.KeywordForm, do=do)


@record_page
def allocate(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the crime to another investigator."""
    actor = request.actor  # type: ignore[attr-defined]
    people = [(str(s.pk), f"{s.actor.name}, {s.title}") for s in staff_of(actor.force_id, role="investigator")]
    form = partial(forms.AllocateForm, people=people)

    def do(crime: CrimeReport, *, investigator: str, **how: Any) -> CrimeReport:
        return actions.allocate(crime, investigator=int(investigator), **how)

    return _about_one(
        request,
        reference,
        "allocate",
        title=_("Allocate"),
        form=form,
        do=do,
        initial=lambda crime: {"investigator": str(crime.investigator)},
    )


def _about_one(
    request: HttpRequest,
    reference: str,
    verb: str,
    *,
    title: str,
    form: Callable[..., Any],
    do: Callable[..., Any],
    initial: Callable[[CrimeReport], dict[str, Any]] | None = None,
) -> HttpResponse:
    """The journey of one verb on one crime."""
    crime = fetch(CrimeReport, reference, actor=request.actor, verb=verb)  # type: ignore[attr-defined]
    journey = Journey(
        name=f"crime.reports.{verb}",
        title=title,
        about=reference,
        form=form,
        version=crime.version,
        submit=lambda data, **how: do(crime, **data, **how),
        primary_label=title,
        cancel_url=crime.url,
        lead=f"{crime.reference}: {crime.title()}",
        initial=initial(crime) if initial else {},
        breadcrumbs=[(_("Crimes"), "/crime/reports/"), (reference, crime.url), (title, "")],
    )
    return walk(request, journey)
