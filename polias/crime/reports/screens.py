"""The journeys of a crime: record, classify, review, allocate, give the outcome, cancel, reopen."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.contact.public import Log, log_named
from polias.crime.amendments import pages as amendment_pages
from polias.crime.corrections.actions import cancel as do_cancel
from polias.crime.corrections.actions import classify as do_classify
from polias.crime.corrections.actions import reopen as do_reopen
from polias.crime.corrections.forms import (
    INFORMATION,
    TAKEN,
    CancelForm,
    ClassifyForm,
    ReopenForm,
    information_of,
    taken_over,
)
from polias.crime.counting import pages as offence_pages
from polias.crime.decisions.actions import not_recorded
from polias.crime.editions.lists_page import lists_page
from polias.crime.flags import pages as flag_pages
from polias.crime.flags.actions import describe as do_describe
from polias.crime.flags.forms import DescribeForm, names_of
from polias.crime.flags.panel import answers_recorded, suggestions_beside
from polias.crime.mandatory.counting import count_refusals
from polias.crime.outcomes.actions import give_outcome as do_give_outcome
from polias.crime.outcomes.choosing import choose_outcome
from polias.crime.outcomes.forms import outcome_form, said_of
from polias.crime.outcomes.queries import suspects_of
from polias.crime.progress.waiting import waiting_page
from polias.crime.reference import outcomes
from polias.crime.reports import actions, forms
from polias.crime.reports.decision import answers_in, decided
from polias.crime.reports.finding import told_of, victims_like
from polias.crime.reports.known import beside
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.record_form import RecordForm, crime_of, report_of
from polias.crime.results.actions import enter_court_result as do_enter_court_result
from polias.crime.results.forms import CourtResultForm
from polias.crime.suggestion.phrases import suggested
from polias.crime.transfers import pages as transfer_pages
from polias.force.public import beat_choices, staff_of
from polias.kit.access.door import fetch, require
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Foreseen, Journey, here, walk
from polias.kit.screens.verb import HOW, walk_verb


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a crime, from nothing or from a log (``?log=``) with nothing typed twice."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "crime.reports.record")
    log_reference = request.GET.get("log", "") or request.POST.get("about", "")

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> Any:
        if decided(answers_in(data)) != "crime":
            return not_recorded(**report_of(data), log_reference=log_reference, **how)
        late = how["reasons"].get("CRIME-05", "")
        return actions.record(**crime_of(data), log_reference=log_reference, late_reason=late, **how)

    journey = Journey(
        name="crime.reports.record",
        title=_("Record a crime"),
        about=log_reference,
        checked=True,
        form=partial(RecordForm, actor=actor, beats=beat_choices(actor.force_id), log_reference=log_reference),
        duplicates=beside,
        foreseen=foreseen,
        one_by_one=True,
        beside=ways_to_answer,
        refused=lambda form: count_refusals(actor.force_id, form.errors),
        submit=submit,
        initial=_from_log(log_reference, actor) if log_reference else {},
        primary_label=_("Record the crime"),
        receipt=receipt,
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
        "address": place.address if place else log.location_text,
        "postcode": place.postcode if place else "",
        "location": place.reference if place else "",
        "beat": str(log.beat_id or ""),
    }


def ways_to_answer(request: HttpRequest) -> str:
    """Beside the questions: one a page or all together, and who uses the answers."""
    return render_to_string("crime/ways_to_answer.html", {"all": here(request), "one": here(request, one="first"),
                                                          "is_one": "one" in request.GET})  # fmt: skip


def foreseen(form: RecordForm) -> Foreseen:
    """What will be asked of the answers, and what the button does where they lead to no crime."""
    labels = {
        "crime": "",
        "crime_related_incident": _("Keep it as a crime-related incident"),
        "no_crime": _("Keep it as no crime"),
    }
    return Foreseen(form.asked, labels[form.decision])


def receipt(crime: CrimeReport | Log) -> dict[str, Any]:
    """What follows once a report is recorded, for the page that says so."""
    if isinstance(crime, Log):
        return {
            "title": _("Kept without a crime"),
            "next": [
                _("The log says what was decided, with every answer and why."),
                _("It closes once vulnerability is assessed."),
            ],
            "links": [(_("Open the log"), crime.url), (_("Go to My work"), "/")],
        }
    return {
        "title": _("Crime recorded"),
        "next": [
            _("You can go on with the investigation now."),
            _("The processing unit checks the record meanwhile. It holds nothing up."),
            _("It counts in the figures of the month in which it was recorded."),
        ],
        "links": [(_("Open the crime"), crime.url), (_("Go to My work"), "/")],
    }


@page
def find_victim(request: HttpRequest) -> HttpResponse:
    """Shops, businesses and people of a name, for the box that finds them while somebody types; each look is logged."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "crime.reports.record")
    found = victims_like(request.GET.get("q", "")[:80], actor=actor)
    return JsonResponse({"found": [told_of(one) for one in found]})


@page
def suggest(request: HttpRequest) -> HttpResponse:
    """The classes that what happened points to, and by which words; nothing of it is kept, and nothing is chosen."""
    require(request.actor, "crime.reports.record")  # type: ignore[attr-defined]
    found = suggested(request.POST.get("text", ""))
    return JsonResponse(
        {"found": [{"value": one.code, "label": f"{one.title} ({one.code})", "because": one.said} for one in found]}
    )


@record_page
def give_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Finalise the crime: choose among the outcomes that it may have (``?code=``), then answer what that one asks."""
    actor = request.actor  # type: ignore[attr-defined]
    crime = fetch(CrimeReport, reference, actor=actor, verb="give_outcome")
    code = request.GET.get("code", "") or request.POST.get("code", "")
    if code not in outcomes():
        return choose_outcome(request, crime)
    suspects = [(name, f"{name} {who.title()}") for name, who in suspects_of(crime, actor=actor).items()]

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        said = said_of(given)
        how = {name: value for name, value in given.items() if not hasattr(said, name)}
        return do_give_outcome(crime, said=said, **how)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "give_outcome",
        form=outcome_form(code, suspects=suspects),
        do=do,
        part=f" {code}",
        lead=f"{crime.reference}: {code}, {outcomes()[code].title}",
    )


@record_page
def enter_court_result(request: HttpRequest, reference: str) -> HttpResponse:
    """What a court made of a charged crime."""
    return walk_verb(
        request, CrimeReport, reference, "enter_court_result", form=CourtResultForm, do=do_enter_court_result
    )


@record_page
def classify(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the class of the crime, for an error or for what was learnt since."""

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        information = information_of(given)
        said = {name: value for name, value in given.items() if name not in INFORMATION}
        return do_classify(crime, information=information, **said)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "classify",
        form=ClassifyForm,
        do=do,
        initial=lambda crime: {"offence": crime.offence},
    )


@record_page
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """A supervisor's review of the investigation."""
    return walk_verb(request, CrimeReport, reference, "review", form=forms.ReviewForm, do=actions.review)


@record_page
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel the crime; it stays visible and is counted as cancelled."""

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        information = information_of(given)
        said = {name: value for name, value in given.items() if name not in (*INFORMATION, *TAKEN)}
        return do_cancel(crime, information=information, taken=taken_over(given), **said)

    leave = _("Leave it as it is")
    return walk_verb(request, CrimeReport, reference, "cancel", form=CancelForm, do=do, cancel_label=leave)


@record_page
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a finalised or cancelled crime up again."""
    return walk_verb(request, CrimeReport, reference, "reopen", form=ReopenForm, do=do_reopen)


@record_page
def involve(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a victim, suspect or witness."""

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        how = {name: given.pop(name) for name in ("actor", "idempotency_key", "reasons")}
        return actions.involve(crime, role=given["role"], party=forms.party_of(given), **how)

    form = partial(forms.InvolveForm, actor=request.actor)  # type: ignore[attr-defined]
    return walk_verb(request, CrimeReport, reference, "involve", form=form, do=do, versioned=False, duplicates=beside)


@record_page
def keyword(request: HttpRequest, reference: str) -> HttpResponse:
    """Add keywords; those it has stay."""

    def do(crime: CrimeReport, *, codes: list[str], **how: Any) -> CrimeReport:
        return actions.keyword(crime, codes=tuple(codes), **how)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "keyword",
        form=forms.KeywordForm,
        do=do,
        versioned=False,
        beside=lambda request: suggestions_beside(reference, actor=request.actor),  # type: ignore[attr-defined]
    )


@record_page
def strike_keyword(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a keyword off that does not belong to the crime; that it stood there stays."""
    return flag_pages.strike_keyword(request, reference)


@record_page
def describe(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how the crime was done; flags that follow are put on it."""

    def do(crime: CrimeReport, **given: Any) -> CrimeReport:
        how = {name: given[name] for name in HOW}
        return do_describe(crime, names=names_of(given), **how)

    return walk_verb(request, CrimeReport, reference, "describe", form=DescribeForm, do=do, initial=answers_recorded)


@record_page
def allocate(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the crime to another investigator."""
    actor = request.actor  # type: ignore[attr-defined]
    people = [(str(s.pk), f"{s.actor.name}, {s.title}") for s in staff_of(actor.force_id, role="investigator")]

    def do(crime: CrimeReport, *, investigator: str, **how: Any) -> CrimeReport:
        return actions.allocate(crime, investigator=int(investigator), **how)

    return walk_verb(
        request,
        CrimeReport,
        reference,
        "allocate",
        form=partial(forms.AllocateForm, people=people),
        do=do,
        initial=lambda crime: {"investigator": str(crime.investigator)},
    )


@record_page
def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct when and where the crime happened; what it said before stays."""
    return amendment_pages.amend(request, reference)


@record_page
def take_off(request: HttpRequest, reference: str) -> HttpResponse:
    """Take somebody off the crime who was linked with it in error."""
    return amendment_pages.take_off(request, reference)


@record_page
def note_offence(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a further offence of the incident with the crime, or count it as the principal one."""
    return offence_pages.note_offence(request, reference)


@record_page
def strike_offence(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a further offence off the crime; that it stood there stays."""
    return offence_pages.strike_offence(request, reference)


@record_page
def offer_transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer the crime to the force in whose area it happened."""
    return transfer_pages.offer(request, reference)


@record_page
def accept_transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Take over a crime that another force offers."""
    return transfer_pages.accept(request, reference)


@record_page
def refuse_transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why a crime that another force offers is not one's own."""
    return transfer_pages.refuse(request, reference)


@record_page
def withdraw_transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back an offer that nobody has answered."""
    return transfer_pages.withdraw(request, reference)


@page
def waiting(request: HttpRequest) -> HttpResponse:
    """Where crimes wait now, and for how long."""
    return waiting_page(request)


@page
def lists(request: HttpRequest) -> HttpResponse:
    """The lists of classes, outcomes and keywords as they hold on a day."""
    return lists_page(request)
