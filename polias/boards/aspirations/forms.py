"""The questions of the journeys of aspirations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.boards.aspirations.model import Aspiration
from polias.kit.forms import ConfirmField, LongTextField, NumberField, PoliasForm, RadiosField, SelectField, TextField


class ReviseForm(PoliasForm):
    basis = RadiosField(label=_("What is aimed at?"), choices=Aspiration.BASES)
    value = NumberField(
        label=_("How far?"),
        decimals=2,
        width=10,
        required=False,
        hint=_("A rank, a change in per cent (-5 is 5% fewer), or the figure itself. Else leave it empty."),
    )
    because = LongTextField(
        label=_("If nothing is aimed at, why?"),
        rows=2,
        max_length=400,
        required=False,
        hint=_("Everybody will read it."),
    )
    owner = SelectField(label=_("Who answers for it?"), choices=())
    rationale = LongTextField(
        label=_("What is the thought behind it?"),
        rows=4,
        max_length=4000,
        required=False,
        hint=_("For members only. It is in no public edition."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = people  # type: ignore[attr-defined]


class AimForm(ReviseForm):
    measure = SelectField(label=_("In which measure?"), choices=())
    offence_group = TextField(
        label=_("Offence group"),
        required=False,
        max_length=80,
        hint=_("As the measure writes it. Leave it empty for all."),
    )

    field_order = ("measure", "offence_group", "basis", "value", "because", "owner", "rationale")

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]


class PublishForm(PoliasForm):
    read = ConfirmField(
        label=_("Everybody may read what is aimed at and who answers for it"),
        missing=_("Tick the box if everybody may read it."),
    )


class WithdrawForm(PoliasForm):
    because = LongTextField(label=_("Why is it withdrawn?"), rows=3, max_length=400, hint=_("Members read it."))
