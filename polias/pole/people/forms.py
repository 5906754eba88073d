"""The questions about a person, and who may be the same one."""

from __future__ import annotations

from typing import Any

from django.forms import HiddenInput
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from polias.kit.access.actor import Actor
from polias.kit.forms import DateField, PoliasForm, RadiosField, SelectField, TextField
from polias.pole.names.facts import KINDS, LONGEST_FORENAMES, LONGEST_SURNAME
from polias.pole.names.field import NamesField
from polias.pole.people.likely import Likely, likely_the_same
from polias.pole.people.likeness import Described
from polias.pole.people.model import Person
from polias.pole.people.rules import OTHER_REASON, REASONS

#: The answer that it is none of those shown.
ANOTHER = "another"


class DrawnBeside(HiddenInput):
    """An answer that is asked for beside the form (pole/likely.html), and drawn in no other place."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return mark_safe("")


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

    same_as = TextField(label=_("Is it one of these?"), required=False, max_length=40, widget=DrawnBeside)
    why_another = TextField(label=_("Why is it another person?"), required=False, max_length=20, widget=DrawnBeside)
    another_words = TextField(label=_("In your words"), required=False, max_length=300, widget=DrawnBeside)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.likely: list[Likely] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.likely = likely_the_same(described(given), actor=self.actor)
        ask_whether_known(self, self.likely)
        return given


class TypedSoFar(PersonForm):
    """What somebody has typed up to now: nothing is complained of, what makes no sense yet is left out."""

    born = DateField(label=_("Date of birth"), required=False)

    def described(self) -> Described:
        self.full_clean()
        given = self.cleaned_data
        return described(given | {"date_of_birth": given.get("date_of_birth") or given.get("born")})


def described(given: dict[str, Any]) -> Described:
    """Answers of a form as a description."""
    names = ("surname", "forenames", "sex", "phone", "address", "postcode")
    said = {name: given[name] for name in names if given.get(name)}
    return Described(**({"surname": ""} | said), date_of_birth=given.get("date_of_birth"))


def ask_whether_known(form: PoliasForm, likely: list[Likely], *, prefix: str = "", only_strong: bool = False) -> None:
    """Add what is still to be answered about those who are like: which of them it is, or why it is none."""
    given = form.cleaned_data
    strong = any(one.likeness.strong for one in likely)
    if not likely or (only_strong and not strong):
        return
    if not given.get(f"{prefix}same_as"):
        form.add_error(
            f"{prefix}same_as", _("This person may be recorded already. Choose the record, or say that it is another.")
        )
    elif given[f"{prefix}same_as"] == ANOTHER and strong:
        if given.get(f"{prefix}why_another") not in dict(REASONS):
            form.add_error(f"{prefix}why_another", _("Choose why this is another person than the one very like it."))
        elif given[f"{prefix}why_another"] == OTHER_REASON and not given.get(f"{prefix}another_words"):
            form.add_error(f"{prefix}another_words", _("Say in your words why this is another person."))


def known_as(given: dict[str, Any], *, prefix: str = "") -> str:
    """The reference of the record that was chosen beside the form; empty when it is another person."""
    chosen = str(given.get(f"{prefix}same_as") or "")
    return "" if chosen == ANOTHER else chosen
