"""The journeys of a vehicle: record it, change its details."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.door import require
from polias.kit.forms import PoliasForm, TextField
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb
from polias.pole.vehicles import actions
from polias.pole.vehicles.model import Vehicle


class AmendForm(PoliasForm):
    registration = TextField(label=gettext_lazy("Registration"), max_length=12, width=10, required=False)
    make = TextField(label=gettext_lazy("Make"), max_length=40, width=20, required=False)
    model = TextField(label=gettext_lazy("Model"), max_length=40, width=20, required=False)
    colour = TextField(label=gettext_lazy("Colour"), max_length=30, width=20, required=False)


class RecordForm(AmendForm):
    keeper = TextField(
        label=gettext_lazy("Keeper"),
        max_length=40,
        width=20,
        required=False,
        hint=gettext_lazy("The reference of the person or organisation, if recorded already"),
    )


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a vehicle."""
    require(request.actor, "pole.vehicles.record")  # type: ignore[attr-defined]

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Vehicle:
        return actions.record(**data, **how)

    journey = Journey(
        name="pole.vehicles.record",
        title=_("Record a vehicle"),
        form=RecordForm,
        submit=submit,
        primary_label=_("Record the vehicle"),
        cancel_url="/pole/vehicles/",
        breadcrumbs=[(_("Vehicles"), "/pole/vehicles/"), (_("Record a vehicle"), "")],
    )
    return walk(request, journey)


@record_page
def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what is known of a vehicle."""
    return walk_verb(request, Vehicle, reference, "amend", form=AmendForm, do=actions.amend, initial=vars)
