"""The questions of the queue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.crime.public import OffenceField
from polias.kit.forms import LongTextField, PoliasForm


class ConfirmForm(PoliasForm):
    """Nothing is asked: the button says it all."""


class CorrectForm(PoliasForm):
    offence = OffenceField(label=_("Which class is right?"))
    rationale = LongTextField(label=_("Why?"), rows=2, max_length=2000)


class ReturnForm(PoliasForm):
    note = LongTextField(
        label=_("What is the officer to correct?"),
        rows=3,
        max_length=300,
        hint=_("It is their task on My work. They can go on with the investigation."),
    )


class UndoForm(PoliasForm):
    """Nothing is asked."""
