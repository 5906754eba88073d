"""What is asked when a crime gets another class, leaves the count, or is taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.crime.corrections.facts import Information, TakenOver
from polias.crime.corrections.model import INFORMATION_KINDS
from polias.crime.reference.cancellations import cancellations
from polias.crime.reports.choices import OffenceField
from polias.kit.forms import DateField, LongTextField, PoliasForm, RadiosField, SelectField, TextField

BASES = (
    ("error", _("It was recorded under the wrong class")),
    ("information", _("Something verifiable was learnt since")),
)
TAKEN = ("taken_by", "taken_reference", "taken_on")
INFORMATION = ("information_kind", "information_source", "information_on", "information")


def cancellation_choices() -> list[tuple[str, str]]:
    return [(one.code, f"{one.label} ({one.code})") for one in cancellations().values()]


class AsksForInformation(PoliasForm):
    """The questions about what was learnt since, and about the victim."""

    information_kind = SelectField(label=_("What kind of information is it?"), choices=INFORMATION_KINDS)
    information_source = TextField(
        label=_("From where does it come?"), max_length=300, hint=_("So that somebody else can check it")
    )
    information_on = DateField(label=_("When was it obtained?"))
    information = LongTextField(label=_("What does it show?"), rows=3, max_length=4000)
    victim_told_on = DateField(label=_("When was the victim told?"), required=False)


class ClassifyForm(AsksForInformation):
    offence = OffenceField(label=_("Offence"))
    basis = RadiosField(label=_("Why does it change?"), choices=BASES)
    rationale = LongTextField(label=_("Why is this the right class?"), rows=3, max_length=2000)

    field_order = ("offence", "rationale", "basis", *INFORMATION, "victim_told_on")
    reveals = dict.fromkeys((*INFORMATION, "victim_told_on"), ("basis", "information"))


class CancelForm(AsksForInformation):
    category = RadiosField(label=_("Why is it cancelled?"), choices=cancellation_choices)
    taken_by = TextField(
        label=_("Which force has taken it over?"),
        max_length=200,
        width=20,
        hint=_("One that does not work here. A force that does is offered the crime instead."),
    )
    taken_reference = TextField(label=_("What is its reference there?"), max_length=60, width=20)
    taken_on = DateField(label=_("When did they accept it?"))
    surviving = TextField(
        label=_("Which crime goes on counting?"),
        max_length=40,
        width=20,
        hint=_("Its reference"),
    )
    rationale = LongTextField(
        label=_("What shows that?"), rows=4, max_length=4000, hint=_("Whoever reads the crime later must follow it.")
    )

    field_order = ("category", *TAKEN, *INFORMATION, "surviving", "rationale", "victim_told_on")
    reveals = {
        "surviving": ("category", "C3"),
        **dict.fromkeys(TAKEN, ("category", "C1")),
        **dict.fromkeys(INFORMATION, ("category", "C2")),
    }


class ReopenForm(PoliasForm):
    rationale = LongTextField(label=_("Why is it taken up again?"), rows=3, max_length=2000)


def information_of(data: Mapping[str, Any]) -> Information:
    """The cleaned answers as the command of the actions."""
    return Information(
        kind=data["information_kind"] or "",
        source=data["information_source"] or "",
        obtained_on=data["information_on"],
        words=data["information"] or "",
    )


def taken_over(data: Mapping[str, Any]) -> TakenOver:
    """Which force that works elsewhere has the crime, as the command of the action."""
    return TakenOver(force=data["taken_by"] or "", reference=data["taken_reference"] or "", on=data["taken_on"])
