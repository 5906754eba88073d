"""The questions of the queue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.crime.public import offence_classes
from polias.kit.forms import BigChoiceField, LongTextField, PoliasForm


def offence_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The classes that may be chosen, under their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in offence_classes().values():
        if one.selectable:
            groups.setdefault(one.subgroup, []).append((one.code, f"{one.title} ({one.code})"))
    return list(groups.items())


class ConfirmForm(PoliasForm):
    """Nothing is asked: the button says it all."""


class CorrectForm(PoliasForm):
    offence = BigChoiceField(label=_("Which class is right?"), choices=offence_choices)
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
