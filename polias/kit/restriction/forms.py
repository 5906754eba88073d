"""What is asked when somebody marks, locks, admits or excludes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.forms import (
    BigChoiceField,
    CheckboxesField,
    DateTimeField,
    LongTextField,
    PoliasForm,
    RadiosField,
    TextField,
)

People = Sequence[tuple[str, str]]


def reason_field(label: Any) -> LongTextField:
    return LongTextField(
        label=label, rows=3, max_length=1000, hint=_("It stays in the history of the record, with your name.")
    )


class MarkForm(PoliasForm):
    marking = TextField(
        label=_("Why is care needed?"),
        required=False,
        max_length=300,
        spellcheck=True,
        hint=_("One sentence. Everybody who sees the record reads it. Leave it empty to take the mark away."),
    )


class RestrictForm(PoliasForm):
    level = RadiosField(
        label=_("How far is it closed?"),
        choices=[("locked", _("Locked")), ("invisible", _("Invisible"))],
        hints={
            "locked": _("Others are told that it is there and whom to ask. It is counted in lists."),
            "invisible": _("For others it does not exist: in no list, search, count or figure."),
        },
    )
    person = BigChoiceField(
        label=_("Who else may see it?"),
        choices=(),
        hint=_("You stay admitted, and one more from the start: a record must never be in one person's hands alone."),
        missing=_("Name at least one person besides you."),
    )
    staying = CheckboxesField(
        label=_("Who stays admitted from before?"),
        choices=(),
        required=False,
        hint=_("Whoever is not ticked sees it no longer. What was opened in an emergency ends as well."),
    )
    contact = RadiosField(
        label=_("Whom do others ask about it?"),
        choices=[("me", _("Me")), ("person", _("That person"))],
        inline=True,
        hint=_("The page of a locked record gives this name."),
    )
    reason = reason_field(_("Why?"))

    def __init__(self, *args: Any, people: People, admitted: People = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, people, "person")
        choose_from(self, admitted, "staying")
        if not admitted:
            del self.fields["staying"]


class LiftForm(PoliasForm):
    reason = reason_field(_("Why may it be opened again?"))


class AdmitForm(PoliasForm):
    person = BigChoiceField(label=_("Who may see it?"), choices=())
    until = DateTimeField(
        label=_("Until when?"), required=False, hint=_("Leave it empty if you do not know yet: you can end it later.")
    )
    reason = reason_field(_("What do they need it for?"))

    def __init__(self, *args: Any, people: People, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, people, "person")


class ExcludeForm(PoliasForm):
    person = BigChoiceField(
        label=_("Who must never see it?"),
        choices=(),
        hint=_("They see neither the record nor anything that hangs on it, also in an emergency."),
    )
    reason = reason_field(_("Why?"))

    def __init__(self, *args: Any, people: People, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, people, "person")


class EndForm(PoliasForm):
    reason = reason_field(_("Why?"))


def choose_from(form: PoliasForm, people: People, *names: str) -> None:
    """Put the people to choose from into fields of a form."""
    for name in names:
        field: Any = form.fields[name]
        field.choices = people
