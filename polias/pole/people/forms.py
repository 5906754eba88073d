"""The questions about a person, and who may be the same one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.access.actor import Actor
from polias.kit.forms import ConfirmField, DateField, PoliasForm, RadiosField, SelectField, TextField
from polias.pole.names.facts import KINDS, LONGEST_FORENAMES, LONGEST_SURNAME
from polias.pole.names.field import NamesField
from polias.pole.people.model import Person
from polias.pole.people.queries import Found, people_like

#: From this likeness on, somebody is asked whether it is the same person; less where one birth is not known.
LIKELY, LIKELY_WITHOUT_BIRTH = 0.88, 0.72


class PersonForm(PoliasForm):
    surname = TextField(label=_("Surname"), max_length=80, hint=_("Or the one name the person uses"))
    forenames = TextField(label=_("First names"), max_length=120, required=False)
    date_of_birth = DateField(label=_("Date of birth"), required=False)
    sex = RadiosField(label=_("Sex"), choices=Person.SEXES, inline=True)
    phone = TextField(label=_("Phone"), max_length=30, width=20, required=False)
    address = TextField(label=_("Address"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=10, width=10, required=False)
    names = NamesField(
        label=_("Other names"),
        required=False,
        hint=_("Aliases, nicknames, the surname before marriage, earlier names, the name in its own script"),
    )


class AddNameForm(PoliasForm):
    kind = SelectField(label=_("Kind of name"), choices=KINDS)
    forenames = TextField(label=_("First names"), max_length=LONGEST_FORENAMES, required=False)
    surname = TextField(
        label=_("Surname"),
        max_length=LONGEST_SURNAME,
        required=False,
        hint=_("Of a name of one part only that part; in its own script exactly as it is written"),
    )
    valid_from = DateField(label=_("Used from"), required=False, not_future=True)
    valid_to = DateField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not (given.get("surname") or given.get("forenames") or self.errors):
            self.add_error("surname", _("Enter the surname or the first names."))
        return given


class RecordForm(PersonForm):
    """As above; when somebody very like is recorded already it asks whether this is another person."""

    another = ConfirmField(label=_("None of these: this is another person"), required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.likely: list[Found] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.likely = likely_the_same(given, actor=self.actor)
        if self.likely and not given.get("another"):
            self.add_error("another", _("This person may be recorded already. Open the record, or tick the box."))
        return given


def likely_the_same(given: dict[str, Any], *, actor: Actor) -> list[Found]:
    """People recorded already who are very like the one described, the likest first."""
    if not given.get("surname"):
        return []
    born = given.get("date_of_birth")
    words = f"{given['surname']}, {given.get('forenames', '')} {f'{born:%d/%m/%Y}' if born else ''}"
    found = people_like(words, actor=actor, most=5)
    return [one for one in found if one.score >= (LIKELY_WITHOUT_BIRTH if _half_known(born, one) else LIKELY)]


def _half_known(born: date | None, one: Found) -> bool:
    """Whether a birth was given that the record does not have: a third of the score is then unknown."""
    return born is not None and one.person.date_of_birth is None
