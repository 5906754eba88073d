"""The questions when a field is retired or demanded again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.crime.mandatory.register import mandatory_fields
from polias.kit.forms import LongTextField, PoliasForm, SelectField


def field_choices() -> list[tuple[str, str]]:
    from polias.crime.mandatory.questions import question_of

    return [(name, question_of(name)) for name in mandatory_fields()]


class RetireForm(PoliasForm):
    field = SelectField(label=_("Which field?"), choices=field_choices)
    reason = LongTextField(label=_("Why is it no longer needed?"), rows=3, max_length=1000)


class DemandForm(PoliasForm):
    reason = LongTextField(label=_("Why is it needed again?"), rows=3, max_length=1000)
