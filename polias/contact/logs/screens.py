"""The journeys of a log: take the call, grade, assess, send, decide, close and reopen."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.contact.logs import actions, forms
from polias.contact.logs.model import Log
from polias.contact.logs.queries import answers_of, grade_of, grades_on, log_named
from polias.contact.reference import grades, vulnerability_questions
from polias.force.public import beat_choices, force_letters, staff_of
from polias.kit.access.door import require
from polias.kit.calendar import london_date
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb
from polias.kit.workflow.model import RecordClock


@page
def take(request: HttpRequest) -> HttpResponse:
    """Take a call on one page; what can wait is not asked for before help is sent."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "contact.logs.take")
    known = dict(grades(force_letters(actor.force_id), timezone.localdate()))

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Log:
        return actions.take(**forms.call_of(data), **how)

    journey = Journey(
        name="contact.logs.take",
        title=_("Take a call"),
        form=partial(forms.TakeForm, grades=known, beats=beat_choices(actor.force_id)),
        submit=submit,
        initial={"received_at": timezone.now(), "channel": "999", "outcome": "later"},
        primary_label=_("Take the call"),
        receipt=_receipt,
        cancel_url="/contact/logs/",
        breadcrumbs=[(_("Logs"), "/contact/logs/"), (_("Take a call"), "")],
    )
    return walk(request, journey)


def _receipt(log: Log) -> dict[str, Any]:
    first = (_("Grade it"), f"{log.url}/grade") if log.state == "new" else (_("Send somebody"), f"{log.url}/dispatch")
    return {
        "title": _("Call taken"),
        "next": [_promise(log), *_still_to_ask(log)],
        "links": [first, (_("Open the log"), log.url), (_("Take another call"), "/contact/logs/take?new=1")],
    }


def _promise(log: Log) -> str:
    chosen = grade_of(log)
    clock = RecordClock.objects.filter(register_id=log.pk, name="response").first()
    if chosen is None:
        return _("It is not graded yet.")
    if clock is None:
        return _("%(grade)s: %(response)s.") % {"grade": chosen.title, "response": chosen.response}
    return _("%(grade)s: somebody should be there by %(time)s.") % {
        "grade": chosen.title,
        "time": timezone.localtime(clock.due_at).strftime("%H:%M"),
    }


def _still_to_ask(log: Log) -> list[str]:
    if log.vulnerable:
        return [_("The safeguarding hub has been asked to act.")]
    if log.vulnerability == "not_possible":
        return [_("The control room is asked to assess vulnerability later.")]
    return [] if log.vulnerability else [_("Vulnerability is still to be assessed. The log cannot close without it.")]


@record_page
def grade(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide how urgently somebody is sent."""
    form = partial(forms.GradeForm, grades=_grades(request, reference))
    return walk_verb(request, Log, reference, "grade", form=form, do=actions.grade)


@record_page
def regrade(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the grade, with a reason."""
    form = partial(forms.RegradeForm, grades=_grades(request, reference))
    return walk_verb(
        request,
        Log,
        reference,
        "regrade",
        form=form,
        do=actions.regrade,
        initial=lambda log: {"response_grade": log.response_grade},
    )


@record_page
def assess_vulnerability(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whether anybody is vulnerable, or why that cannot be known now."""
    log = log_named(reference, actor=request.actor)  # type: ignore[attr-defined]
    questions = vulnerability_questions(london_date(log.received_at))

    def do(log: Log, **data: Any) -> Log:
        how = {name: data.pop(name) for name in ("actor", "version", "idempotency_key", "reasons")}
        return actions.assess_vulnerability(log, found=forms.vulnerability_of(data), **how)

    form = partial(forms.AssessForm, questions=questions)
    return walk_verb(request, Log, reference, "assess_vulnerability", form=form, do=do, initial=_answers_now)


def _answers_now(log: Log) -> dict[str, Any]:
    said = {"yes": True, "no": False}
    now = {f"answer_{code}": said.get(answer, answer) for code, answer in answers_of(log).items()}
    outcome = {True: "vulnerable", False: "not_vulnerable", None: log.vulnerability}[log.vulnerable]
    return now | {"outcome": outcome, "note": log.vulnerability_note}


@record_page
def dispatch(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a unit or an officer."""
    actor = request.actor  # type: ignore[attr-defined]
    people = [(str(s.pk), f"{s.actor.name}, {s.title}") for s in staff_of(actor.force_id, role="investigator")]

    def do(log: Log, *, assigned_to: str, **how: Any) -> Log:
        return actions.dispatch(log, assigned_to=int(assigned_to) if assigned_to else None, **how)

    return walk_verb(request, Log, reference, "dispatch", form=partial(forms.DispatchForm, people=people), do=do)


@record_page
def arrive(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody is there."""
    return walk_verb(request, Log, reference, "arrive", form=forms.NothingForm, do=actions.arrive)


@record_page
def add_line(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a line to the log."""

    def do(log: Log, *, version: int | None, **how: Any) -> Log:
        return actions.add_line(log, **how)

    return walk_verb(request, Log, reference, "add_line", form=forms.LineForm, do=do)


@record_page
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide that no crime is recorded, and why."""
    return walk_verb(request, Log, reference, "decide", form=forms.DecideForm, do=actions.decide)


@record_page
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the log under what it turned out to be."""

    def do(log: Log, *, qualifiers: list[str], **how: Any) -> Log:
        return actions.close(log, qualifiers=tuple(qualifiers), **how)

    return walk_verb(request, Log, reference, "close", form=forms.CloseForm, do=do, initial=_likely_end)


def _likely_end(log: Log) -> dict[str, Any]:
    """The closing code that the decision suggests; the operator may choose another."""
    return {"closing_code": log.decision.replace("_", "-"), "qualifiers": log.qualifiers}


@record_page
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a closed log up again."""
    return walk_verb(request, Log, reference, "reopen", form=forms.ReopenForm, do=actions.reopen)


def _grades(request: HttpRequest, reference: str) -> dict[str, Any]:
    return grades_on(log_named(reference, actor=request.actor))  # type: ignore[attr-defined]
