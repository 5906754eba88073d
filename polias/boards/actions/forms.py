"""The questions of the journeys of a board's action."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.kit.forms import LongTextField, PoliasForm


class ProgressForm(PoliasForm):
    text = LongTextField(
        label=_("How is it going?"),
        rows=3,
        max_length=1000,
        hint=_("The body reads this. Name nobody, and say nothing that only the police may know."),
    )


class ReopenForm(PoliasForm):
    because = LongTextField(
        label=_("What is missing?"), rows=3, max_length=200, hint=_("The owner reads this with the new task.")
    )
