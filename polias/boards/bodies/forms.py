"""The questions of the journeys of bodies."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.boards.bodies.model import Body
from polias.kit.forms import CheckboxesField, DateField, PoliasForm, RadiosField, SelectField, TextField


class RecordForm(PoliasForm):
    name = TextField(label=_("What is the body called?"), max_length=120)
    kind = RadiosField(label=_("What kind of body is it?"), choices=Body.KINDS)
    since = DateField(label=_("When was it set up?"))
    members = CheckboxesField(label=_("Who sits on it?"), choices=(), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["members"].choices = people  # type: ignore[attr-defined]


class AppointForm(PoliasForm):
    member = SelectField(label=_("Who joins?"), choices=())
    since = DateField(label=_("From which day?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].choices = people  # type: ignore[attr-defined]


class DissolveForm(PoliasForm):
    until = DateField(label=_("What is its last day?"))
