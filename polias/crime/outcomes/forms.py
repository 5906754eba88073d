"""What is asked when a crime is finalised: of each outcome only what it rests on (conditions.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from polias.crime.outcomes.conditions import ASKED, DETAILS, DOCUMENT, DONE_ON
from polias.crime.outcomes.facts import Said
from polias.crime.outcomes.model import DECIDED_BY, VICTIM_VIEWS
from polias.kit.forms import DateField, LongTextField, PoliasForm, RadiosField, TextField, YesNoField

Suspects = list[tuple[str, str]]


def outcome_form(code: str, *, suspects: Suspects) -> type[PoliasForm]:
    """The questions of one outcome; ``suspects`` are (reference, words) of those linked to the crime.

    Made anew for each outcome, since its labels are told apart by outcome. One suspect alone is no question.
    """
    asked = [name for name in ASKED.get(code, ()) if name != "suspect" or len(suspects) > 1]
    questions = {
        "code": TextField(label=_("Outcome"), max_length=3, widget=HiddenInput, initial=code),
        **{name: _QUESTIONS[name](code, suspects) for name in asked},
        "rationale": LongTextField(label=_("Why is this outcome right?"), rows=4, max_length=4000),
    }
    return type("OutcomeForm", (PoliasForm,), questions)


_QUESTIONS: Mapping[str, Callable[[str, Suspects], Any]] = {
    "suspect": lambda code, suspects: RadiosField(label=_("Of which suspect?"), choices=suspects),
    "done_on": lambda code, suspects: DateField(label=DONE_ON[code]),
    "decided_by": lambda code, suspects: RadiosField(label=_("Who decided?"), choices=DECIDED_BY, inline=True),
    "admitted": lambda code, suspects: YesNoField(label=_("Did the suspect admit it?")),
    "adult_present": lambda code, suspects: YesNoField(label=_("Was an appropriate adult present?")),
    "victim_view": lambda code, suspects: RadiosField(label=_("What does the victim wish?"), choices=VICTIM_VIEWS),
    "victim_told_on": lambda code, suspects: DateField(
        label=_("When was the victim told?"), required=False, hint=_("Leave it empty only where there is no victim.")
    ),
    "enquiries_closed": lambda code, suspects: YesNoField(label=_("Is every line of enquiry closed?")),
    "document": lambda code, suspects: TextField(label=DOCUMENT[code], max_length=200),
    "details": lambda code, suspects: LongTextField(label=DETAILS[code], rows=2, max_length=2000),
}


def said_of(data: Mapping[str, Any]) -> Said:
    """The cleaned answers as the command of the action; what was not asked stays unsaid."""
    return Said(**{field.name: data[field.name] for field in fields(Said) if field.name in data})
