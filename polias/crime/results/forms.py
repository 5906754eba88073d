"""What is asked when a court's result comes back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.crime.reference.procedure import court_results
from polias.kit.forms import DateField, PoliasForm, SelectField, TextField


def result_choices() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in court_results().values()]


class CourtResultForm(PoliasForm):
    result = SelectField(label=_("What did the court decide?"), choices=result_choices)
    court = TextField(label=_("Which court?"), max_length=120)
    resulted_on = DateField(label=_("On which day?"))
    source = TextField(
        label=_("From where do you know?"), max_length=120, required=False, hint=_("A letter, the court's list, a call")
    )
