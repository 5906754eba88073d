"""The journeys of a person: record somebody who is not known yet, change details."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.kit.access.door import looked_at, require
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb
from polias.pole.names.queries import other_names
from polias.pole.people import actions
from polias.pole.people.forms import AddNameForm, PersonForm, RecordForm
from polias.pole.people.model import Person
from polias.pole.people.queries import Found


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a person; whoever may be the same one already stands beside the form."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "pole.people.record")

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Person:
        return actions.record(**{k: v for k, v in data.items() if k != "another"}, **how)

    journey = Journey(
        name="pole.people.record",
        title=_("Record a person"),
        form=partial(RecordForm, actor=actor),
        submit=submit,
        initial={"sex": "X"},
        primary_label=_("Record the person"),
        cancel_url="/pole/people/",
        duplicates=lambda form: [_shown(one) for one in _logged(form.likely, actor)],
        breadcrumbs=[(_("People"), "/pole/people/"), (_("Record a person"), "")],
    )
    return walk(request, journey)


def _logged(likely: list[Found], actor: Any) -> list[Found]:
    if likely:
        looked_at([one.person for one in likely], actor=actor, type_name=Person.TYPE, terms="likely the same")
    return likely


def _shown(one: Found) -> dict[str, str]:
    person = one.person
    return {"url": person.url, "reference": person.reference, "title": person.title(), "why": one.why}


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
