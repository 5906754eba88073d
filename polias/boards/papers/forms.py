"""The questions of the journeys of papers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.boards.papers.model import EDITIONS, PUBLIC
from polias.kit.forms import (
    ConfirmField,
    DateField,
    LongTextField,
    PoliasForm,
    RadiosField,
    SelectField,
    TextField,
)

HINTS = {
    "public": _("It is in the public edition, on the public site and in every copy of it."),
    "members": _("Only members, the clerk and those who write for them see it. It is not in the public edition."),
}


def who_reads() -> RadiosField:
    return RadiosField(label=_("Who may read it?"), choices=EDITIONS, hints=HINTS, initial=PUBLIC)


class WriteForm(PoliasForm):
    text = LongTextField(
        label=_("What does this paragraph say?"),
        rows=6,
        max_length=4000,
        hint=_("One thought. Plain words, short sentences, numbers only as quoted figures."),
    )
    edition = who_reads()


class RewriteForm(PoliasForm):
    text = LongTextField(
        label=_("What does this paragraph say?"),
        rows=6,
        max_length=4000,
        required=False,
        hint=_("Leave it empty to take the paragraph out."),
    )
    edition = who_reads()


class CorrectForm(RewriteForm):
    because = LongTextField(
        label=_("Why is it corrected?"),
        rows=2,
        max_length=400,
        hint=_("It stands above the paper, for everybody, with the day."),
    )


class QuoteForm(PoliasForm):
    measure = SelectField(label=_("Which figure?"), choices=())
    month = DateField(label=_("Of which month?"), hint=_("Any day of the month"))
    offence_group = TextField(
        label=_("Offence group"),
        required=False,
        max_length=80,
        hint=_("As the measure writes it, such as Public order offences. Leave it empty for all."),
    )
    edition = who_reads()

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]


class PublishForm(PoliasForm):
    read = ConfirmField(
        label=_("I have read the public edition as everybody will see it"),
        missing=_("Read the public edition, then tick the box."),
    )


class TakeOutForm(PoliasForm):
    sure = ConfirmField(label=_("Take this figure out of the paper"), missing=_("Tick the box to take it out."))
