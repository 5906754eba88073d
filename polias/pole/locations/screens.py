"""The journey that records a location."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.force.public import Area, beat_choices
from polias.kit.access.door import require
from polias.kit.forms import NumberField, PoliasForm, SelectField, TextField
from polias.kit.screens.declare import page
from polias.kit.screens.journey import Journey, walk
from polias.pole.locations import actions
from polias.pole.locations.model import Location


class RecordForm(PoliasForm):
    address = TextField(label=gettext_lazy("Address, or where it is in words"), max_length=200)
    postcode = TextField(label=gettext_lazy("Postcode"), max_length=10, width=10, required=False)
    latitude = NumberField(
        label=gettext_lazy("Latitude"), decimals=6, width=10, required=False, hint=gettext_lazy("Like 52.204800")
    )
    longitude = NumberField(label=gettext_lazy("Longitude"), decimals=6, width=10, required=False)
    beat = SelectField(
        label=gettext_lazy("Beat"),
        choices=(),
        required=False,
        hint=gettext_lazy("Left out, it comes from the coordinates"),
    )

    def __init__(self, *args: Any, beats: list[tuple[str, list[tuple[str, str]]]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["beat"].choices = beats  # type: ignore[attr-defined]  # every select has them


@page
def record(request: HttpRequest) -> HttpResponse:
    """Record a place."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "pole.locations.record")

    def submit(data: dict[str, Any], *, version: int | None, reasons: Any, **how: Any) -> Location:
        return actions.record(**place_of(data, force_id=actor.force_id), **how)

    journey = Journey(
        name="pole.locations.record",
        title=_("Record a location"),
        form=partial(RecordForm, beats=beat_choices(actor.force_id)),
        submit=submit,
        primary_label=_("Record the location"),
        cancel_url="/pole/locations/",
        breadcrumbs=[(_("Locations"), "/pole/locations/"), (_("Record a location"), "")],
    )
    return walk(request, journey)


def place_of(data: dict[str, Any], *, force_id: int) -> dict[str, Any]:
    """The cleaned answers as the keyword arguments of the action ``record``."""
    numbers = {name: float(data[name]) if data[name] is not None else None for name in ("latitude", "longitude")}
    beat = Area.objects.filter(pk=data["beat"], force_id=force_id).first() if data["beat"] else None
    return {**data, **numbers, "beat": beat}
