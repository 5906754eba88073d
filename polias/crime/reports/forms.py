"""The questions of the crime journeys, but for recording one (record_form.py), and the commands they become."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from polias.crime.reports.choices import choose, keyword_choices
from polias.crime.reports.facts import Party
from polias.crime.reports.known import AsksWhoTheyAre, party_named
from polias.kit.forms import (
    CheckboxesField,
    DateField,
    LongTextField,
    PoliasForm,
    RadiosField,
    SelectField,
    TextField,
)

INVOLVED_AS = (("victim", _("Victim")), ("suspect", _("Suspect")), ("witness", _("Witness")))
KNOWN = (("yes", _("Yes, by reference")), ("no", _("No: record them now")))


class ReviewForm(PoliasForm):
    direction = LongTextField(
        label=_("What have you found, and what is to be done next?"),
        rows=5,
        max_length=4000,
        hint=_("The investigator sees it on the crime's page."),
    )


class InvolveForm(AsksWhoTheyAre):
    role = RadiosField(label=_("What are they to this crime?"), choices=INVOLVED_AS)
    known = RadiosField(label=_("Are they recorded already?"), choices=KNOWN)
    reference = TextField(label=_("Reference"), max_length=40, width=20, hint=_("Search for the name above to find it"))
    surname = TextField(label=_("Surname"), max_length=80)
    forenames = TextField(label=_("First names"), max_length=120, required=False)
    born = DateField(label=_("Date of birth"), required=False)

    reveals = {
        "reference": ("known", "yes"),
        "surname": ("known", "no"),
        "forenames": ("known", "no"),
        "born": ("known", "no"),
    }
    parties: ClassVar = {"": ("known", "no")}


def party_of(data: dict[str, Any]) -> Party:
    """The person of the answers: by reference, or to be recorded now."""
    if data["known"] == "yes":
        return Party(reference=data["reference"])
    return party_named(data, "")


class KeywordForm(PoliasForm):
    codes = CheckboxesField(
        label=_("Which keywords?"), choices=keyword_choices, missing=_("Tick at least one keyword, or cancel.")
    )


class AllocateForm(PoliasForm):
    investigator = SelectField(label=_("Who investigates it?"), choices=())

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "investigator", people)
