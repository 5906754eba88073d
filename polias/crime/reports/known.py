"""Whether people named in a crime's questions are recorded already: asked beside the form, answered with it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from polias.crime.reports.facts import Party
from polias.kit.access.actor import Actor
from polias.kit.forms import PoliasForm, TextField
from polias.kit.screens.journey import Duplicates
from polias.pole.public import (
    Described,
    DrawnBeside,
    Likely,
    ask_whether_known,
    beside_the_form,
    known_as,
    likely_the_same,
)


class AsksWhoTheyAre(PoliasForm):
    """A form that names people, ``parties`` by the prefix of their questions, each with the answer that asks for them.

    Whoever is very like somebody on record must be chosen or passed over with a reason; who is less like is only shown.
    """

    parties: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.likely: dict[str, list[Likely]] = {prefix: [] for prefix in self.parties}
        for prefix in self.parties:
            answers = (("same_as", 40, _("Is it one of these?")), ("why_another", 20, _("Why is it another person?")),
                       ("another_words", 300, _("In your words")))  # fmt: skip
            for name, longest, label in answers:
                field = TextField(label=label, required=False, max_length=longest, widget=DrawnBeside)
                self.fields[f"{prefix}{name}"] = field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for prefix, (asking, answer) in self.parties.items():
            if answer in str(self[asking].data) and given.get(f"{prefix}surname"):
                self.likely[prefix] = likely_the_same(described(given, prefix), actor=self.actor)
                ask_whether_known(self, self.likely[prefix], prefix=prefix, only_strong=True)
        return given

    def answer(self, name: str, change_url: str) -> dict[str, Any]:
        """On the page of answers a name says whether it is somebody known."""
        row = super().answer(name, change_url)
        prefix = name.removesuffix("surname")
        if prefix != name and prefix in self.parties and (reference := known_as(self.cleaned_data, prefix=prefix)):
            row["value"] = _("%(name)s, recorded already as %(reference)s") % {
                "name": row["value"], "reference": reference,
            }  # fmt: skip
        return row


def described(given: dict[str, Any], prefix: str) -> Described:
    """The answers about one person as a description."""
    return Described(
        surname=given.get(f"{prefix}surname") or "",
        forenames=given.get(f"{prefix}forenames") or "",
        date_of_birth=given.get(f"{prefix}born"),
    )


def beside(form: AsksWhoTheyAre) -> Duplicates:
    """The parts beside the form, one for each person."""
    parts = [
        beside_the_form(likely, actor=form.actor, given=form.data, prefix=prefix)
        for prefix, likely in form.likely.items()
    ]
    # Each part was escaped by its template.
    return Duplicates(mark_safe("".join(parts)), ahead=any(form.likely.values()))  # noqa: S308


def party_named(data: dict[str, Any], prefix: str) -> Party:
    """The person of the answers: the record chosen beside the form, or somebody to be recorded now."""
    if reference := known_as(data, prefix=prefix):
        return Party(reference=reference)
    return Party(
        forenames=data[f"{prefix}forenames"],
        surname=data[f"{prefix}surname"],
        date_of_birth=data[f"{prefix}born"],
        why_another=data[f"{prefix}why_another"],
        another_words=data[f"{prefix}another_words"],
    )
