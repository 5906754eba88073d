"""The questions of the journeys of meetings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.forms import ConfirmField, DateField, LongTextField, PoliasForm, SelectField, TextField

PUBLIC = _("Everybody can read this. Name no private person.")


class PlanForm(PoliasForm):
    held_on = DateField(label=_("On which day?"))
    place = TextField(label=_("Where?"), max_length=160)
    agenda = LongTextField(
        label=_("What is on the agenda?"),
        rows=6,
        max_length=4000,
        required=False,
        hint=_("One item on each line, in order. More can be added later. Everybody can read it."),
    )


def agenda_of(text: str) -> tuple[str, ...]:
    """The lines of the agenda as titles of items."""
    return tuple(line.strip()[:160] for line in text.splitlines() if line.strip())


class ItemForm(PoliasForm):
    title = TextField(label=_("What is the item?"), max_length=160, hint=PUBLIC)


class HoldForm(PoliasForm):
    held = ConfirmField(label=_("The meeting took place"), missing=_("Tick the box if the meeting took place."))


class MinuteForm(PoliasForm):
    agreed = ConfirmField(
        label=_("The minutes are complete: nothing more is added to this meeting"),
        missing=_("Tick the box if the minutes are complete."),
    )


class ResolveForm(PoliasForm):
    item = SelectField(label=_("Under which item?"), choices=())
    text = LongTextField(label=_("What was decided, word for word?"), rows=3, max_length=2000, hint=PUBLIC)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]


class PaperForm(PoliasForm):
    item = SelectField(label=_("For which item?"), choices=())
    name = TextField(label=_("What is the paper called?"), max_length=160)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]


class ActionForm(PoliasForm):
    resolution = SelectField(label=_("From which resolution?"), choices=())
    text = LongTextField(label=_("What is to be done?"), rows=3, max_length=1000, hint=PUBLIC)
    owner = SelectField(
        label=_("Who is to do it?"),
        choices=(),
        hint=_("The public reads the post. The body and everybody in the force read the name too."),
    )
    due_on = DateField(label=_("By which day?"), why=_("From the day after, everybody reads how late it is"))

    def __init__(
        self, *args: Any, resolutions: list[tuple[str, str]], people: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["resolution"].choices = resolutions  # type: ignore[attr-defined]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]
