"""The journeys of a person: record somebody who is not known yet, change details."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.kit.access.door import fetch, require
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Duplicates, Journey, walk
from polias.kit.screens.verb import walk_verb
from polias.pole.names.queries import other_names
from polias.pole.people import actions
from polias.pole.people.forms import AddNameForm, PersonForm, RecordForm, TypedSoFar, described, known_as
from polias.pole.people.likely import beside_the_form, likely_the_same
from polias.pole.people.model import Person

#: Of the questions about a person in other forms, such as the crime's.
PREFIXES = ("victim_", "suspect_")


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a person; whoever may be the same one already stands beside the form, and is opened when chosen."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "pole.people.record")

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Person:
        if reference := known_as(data):
            person = fetch(Person, reference, actor=actor)
            return actions.recognise(person, typed=described(data), names=data["names"], **how)
        return actions.record(**{k: v for k, v in data.items() if k != "same_as"}, **how)

    journey = Journey(
        name="pole.people.record",
        title=_("Record a person"),
        form=partial(RecordForm, actor=actor),
        submit=submit,
        initial={"sex": "X"},
        primary_label=_("Record the person"),
        cancel_url="/pole/people/",
        duplicates=lambda form: Duplicates(
            beside_the_form(form.likely, actor=actor, given=form.data), ahead=bool(form.likely)
        ),
        breadcrumbs=[(_("People"), "/pole/people/"), (_("Record a person"), "")],
    )
    return walk(request, journey)


@page
def likely(request: HttpRequest) -> HttpResponse:
    """The part beside a form, anew for what is typed so far: asked for by likely.js, for people who record."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "pole.people.record")
    prefix = request.POST.get("prefix", "")
    prefix = prefix if prefix in PREFIXES else ""
    typed = TypedSoFar({name.removeprefix(prefix): value for name, value in request.POST.items()}).described()
    found = likely_the_same(typed, actor=actor) if typed.forenames or typed.phone or typed.address else []
    return HttpResponse(beside_the_form(found, actor=actor, given=request.POST, prefix=prefix))


@record_page
def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what is known of a person."""
    return walk_verb(request, Person, reference, "amend", form=PersonForm, do=actions.amend, initial=_as_known)


def _as_known(person: Person) -> dict[str, Any]:
    return {**vars(person), "names": other_names(person.pk)}


@record_page
def add_name(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep one more name of a person: adding to what others may be changing, so nothing is to be compared."""
    return walk_verb(request, Person, reference, "add_name", form=AddNameForm, do=actions.add_name, versioned=False)
