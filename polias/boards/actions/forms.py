"""The questions of the journeys of a board's action."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.boards.actions.model import BoardAction
from polias.boards.actions.owners import possible_owners
from polias.boards.actions.queries import owner_of
from polias.kit.forms import DateField, LongTextField, PoliasForm, SelectField


class ProgressForm(PoliasForm):
    text = LongTextField(
        label=_("How is it going?"),
        rows=3,
        max_length=1000,
        hint=_("The body reads this. Name nobody, and say nothing that only the police may know."),
    )


class AssignForm(PoliasForm):
    owner = SelectField(
        label=_("Who is to do it?"),
        choices=(),
        required=False,
        hint=_("The public reads the post. The body and everybody in the force read the name too."),
        empty_label=_("Nobody is chosen yet"),
    )
    due_on = DateField(
        label=_("By which day?"), required=False, why=_("From the day after, everybody reads how late it is")
    )

    def __init__(self, *args: Any, action: BoardAction, **options: Any) -> None:
        super().__init__(*args, **options)
        people = possible_owners(action.force_id)
        if action.owner and str(action.owner) not in dict(people):
            people.append((str(action.owner), owner_of(action)))
        self.fields["owner"].choices = people  # type: ignore[attr-defined]


class ReopenForm(PoliasForm):
    because = LongTextField(
        label=_("What is missing?"), rows=3, max_length=200, hint=_("The owner reads this with the new task.")
    )
