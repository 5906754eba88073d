"""The journeys of an organisation: record it, change its details."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.door import require
from polias.kit.forms import PoliasForm, RadiosField, TextField
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb
from polias.pole.organisations import actions
from polias.pole.organisations.model import Organisation


class AmendForm(PoliasForm):
    name = TextField(label=gettext_lazy("Name"), max_length=160)
    kind = RadiosField(label=gettext_lazy("What is it?"), choices=Organisation.KINDS)
    address = TextField(label=gettext_lazy("Address"), max_length=200, required=False)
    postcode = TextField(label=gettext_lazy("Postcode"), max_length=10, width=10, required=False)
    phone = TextField(label=gettext_lazy("Phone"), max_length=30, width=20, required=False)


class RecordForm(AmendForm):
    premises = TextField(
        label=gettext_lazy("Known location"),
        max_length=40,
        width=20,
        required=False,
        hint=gettext_lazy("Its reference, if the place is recorded already"),
    )


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record an organisation."""
    require(request.actor, "pole.organisations.record")  # type: ignore[attr-defined]

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Organisation:
        return actions.record(**data, **how)

    journey = Journey(
        name="pole.organisations.record",
        title=_("Record an organisation"),
        form=RecordForm,
        submit=submit,
        initial={"kind": "business"},
        primary_label=_("Record the organisation"),
        cancel_url="/pole/organisations/",
        breadcrumbs=[(_("Organisations"), "/pole/organisations/"), (_("Record an organisation"), "")],
    )
    return walk(request, journey)


@record_page
def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what is known of an organisation."""
    return walk_verb(request, Organisation, reference, "amend", form=AmendForm, do=actions.amend, initial=vars)
