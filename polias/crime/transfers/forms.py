"""What is asked when a crime is offered to another force, and when that is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.crime.corrections.facts import Information
from polias.crime.corrections.forms import AsksForInformation, information_of
from polias.crime.reports.choices import choose
from polias.kit.forms import DateField, LongTextField, PoliasForm, RadiosField, SelectField

INFORMATION = ("information_kind", "information_source", "information_on", "information")


class OfferForm(AsksForInformation):
    receiving = RadiosField(label=_("In whose area did it happen?"), choices=())
    rationale = LongTextField(
        label=_("Why is it theirs?"), rows=3, max_length=4000, hint=_("The other force decides by what you write.")
    )

    sections = ((_("Whose it is"), ("receiving", "rationale")), (_("What shows that"), INFORMATION))

    def __init__(self, *args: Any, forces: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["victim_told_on"]
        choose(self, "receiving", forces)


class AcceptForm(PoliasForm):
    investigator = SelectField(label=_("Who investigates it now?"), choices=())
    beat = SelectField(label=_("On which of your beats did it happen?"), choices=(), required=False)
    victim_told_on = DateField(
        label=_("When was the victim told who has it now?"), required=False, hint=_("Leave it empty if not yet")
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], beats: list[tuple[str, list[tuple[str, str]]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choose(self, "investigator", people)
        choose(self, "beat", beats)


class RefuseForm(PoliasForm):
    rationale = LongTextField(
        label=_("Why is it not yours?"), rows=3, max_length=4000, hint=_("The force that offered it reads this.")
    )


class WithdrawForm(PoliasForm):
    rationale = LongTextField(label=_("Why is the offer withdrawn?"), rows=3, max_length=4000)


def offer_of(data: Mapping[str, Any]) -> tuple[int, Information]:
    """The force and the information of the cleaned answers."""
    return int(data["receiving"]), information_of(data)
