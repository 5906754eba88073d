"""What is asked of how a crime was done, and of a keyword that does not belong to it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.crime.editions.reading import circumstances_on
from polias.crime.reference.circumstances import circumstances
from polias.crime.reports.choices import choose
from polias.kit.access.acting import current_actor
from polias.kit.forms import CheckboxesField, LongTextField, PoliasForm, RadiosField

ONE_OF = {
    "relationship": _("What are suspect and victim to each other?"),
    "premises": _("In what kind of place was it?"),
    "premises_age": _("When was it built?"),
    "offender_home": _("Where does the suspect live?"),
}
SEVERAL = {
    "taken": _("What was taken?"),
    "method": _("How was it done?"),
    "weapon": _("Which weapon?"),
    "weapon_use": _("What was done with it?"),
}


def choices_of(kind: str) -> list[tuple[str, str]]:
    """What the force's list of today offers of one kind."""
    actor = current_actor()
    known = circumstances_on(timezone.localdate(), force_id=actor.force_id) if actor else circumstances()
    return [(one.name, one.label) for one in known.values() if one.kind == kind]


class DescribeForm(PoliasForm):
    """Nothing of it is compulsory: what is not known is left open."""

    taken = CheckboxesField(label=SEVERAL["taken"], choices=lambda: choices_of("taken"), required=False)
    method = CheckboxesField(label=SEVERAL["method"], choices=lambda: choices_of("method"), required=False)
    weapon = CheckboxesField(label=SEVERAL["weapon"], choices=lambda: choices_of("weapon"), required=False)
    weapon_use = CheckboxesField(label=SEVERAL["weapon_use"], choices=lambda: choices_of("weapon_use"), required=False)
    relationship = RadiosField(label=ONE_OF["relationship"], choices=lambda: choices_of("relationship"), required=False)
    premises = RadiosField(label=ONE_OF["premises"], choices=lambda: choices_of("premises"), required=False)
    premises_age = RadiosField(label=ONE_OF["premises_age"], choices=lambda: choices_of("premises_age"), required=False)
    offender_home = RadiosField(
        label=ONE_OF["offender_home"], choices=lambda: choices_of("offender_home"), required=False
    )

    sections = (
        (_("What was done"), ("taken", "method", "weapon", "weapon_use")),
        (_("Who and where"), ("relationship", "premises", "premises_age", "offender_home")),
    )


class StrikeKeywordForm(PoliasForm):
    code = RadiosField(label=_("Which keyword does not belong to this crime?"), choices=())
    rationale = LongTextField(label=_("Why not?"), rows=3, max_length=2000)

    def __init__(self, *args: Any, on_it: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "code", on_it)
        if not on_it:
            self.fields["code"].help_text = _("There is none on this crime.")


def names_of(data: dict[str, Any]) -> tuple[str, ...]:
    """The cleaned answers as the names of circumstances."""
    several = [name for kind in SEVERAL for name in data[kind]]
    return (*several, *(data[kind] for kind in ONE_OF if data[kind]))
