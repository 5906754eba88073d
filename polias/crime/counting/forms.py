"""What is asked when a further offence is added to a crime, and when one is taken off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.crime.corrections.forms import INFORMATION, AsksForInformation
from polias.crime.reports.choices import OffenceField, choose
from polias.kit.forms import LongTextField, PoliasForm, RadiosField

COUNTED = (
    ("no", _("No: it is kept with the crime, and not counted")),
    ("yes", _("Yes: it is the principal crime now, and the class of before is kept with it")),
)


class NoteOffenceForm(AsksForInformation):
    """Whoever may not change the class is not asked which of the two is counted."""

    offence = OffenceField(
        label=_("Which further offence?"),
        hint=_("Of the same incident against the same person. Anybody else who was harmed has a crime of their own."),
    )
    rationale = LongTextField(label=_("How did it become known?"), rows=3, max_length=2000)
    counted = RadiosField(label=_("Is it the one that counts?"), choices=COUNTED)

    field_order = ("offence", "rationale", "counted", *INFORMATION, "victim_told_on")
    reveals = dict.fromkeys((*INFORMATION, "victim_told_on"), ("counted", "yes"))

    def __init__(self, *args: Any, may_count: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_count:
            for name in ("counted", *INFORMATION, "victim_told_on"):
                del self.fields[name]
            self.reveals = {}  # type: ignore[misc]  # of this form alone


class StrikeOffenceForm(PoliasForm):
    offence = RadiosField(label=_("Which offence is taken off?"), choices=())
    rationale = LongTextField(label=_("Why was it wrong?"), rows=3, max_length=2000)

    def __init__(self, *args: Any, offences: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "offence", offences)
