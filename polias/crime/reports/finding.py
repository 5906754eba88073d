"""Who is meant by a name typed as the victim: shops, businesses and people on record, found while one types."""

from __future__ import annotations

import re
from typing import Any

from django.forms import TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any, looked_at
from polias.kit.errors import PoliasError
from polias.kit.record.model import Record
from polias.pole.public import (
    Location,
    Organisation,
    Person,
    linked_to,
    organisations_like,
    organisations_near,
    people_like,
)

MOST = 8
#: Fewer letters fit too many: nothing is looked for yet.
LEAST_LETTERS = 3
REFERENCE = re.compile(r"\b[A-Z]{2,5}-[A-Z]{2}-\d[\d-]*\d\b")


class Finds(TextInput):
    """A box that finds records while one types (find.js); without scripts a name or a reference is typed whole."""

    def __init__(self, address: str, **options: Any) -> None:
        super().__init__(**options)
        self.attrs |= {
            "data-polias-find": address,
            "data-found": gettext_lazy("{count} found. Use the arrow keys, then Enter."),
            "data-none": gettext_lazy("Nobody of that name is recorded."),
        }


def reference_in(text: str) -> str:
    """The reference of a record that a text names; empty when it names none."""
    found = REFERENCE.search(text)
    return found.group() if found else ""


def victims_like(text: str, *, actor: Actor) -> list[Record]:
    """The shops and businesses of a name or, if there are none, nearly so; then people like it. That is logged."""
    if len(text.strip()) < LEAST_LETTERS:
        return []
    found: list[Record] = list(organisations_like(text, actor=actor)[:MOST])
    found = found or list(organisations_near(text, actor=actor)[:MOST])
    found += [one.person for one in people_like(text, actor=actor, most=MOST - len(found))] if len(found) < MOST else []
    for type_name in (Organisation.TYPE, Person.TYPE):
        shown = [one for one in found if type_name == one.TYPE]
        if shown:
            looked_at(shown, actor=actor, type_name=type_name, terms=text)
    return found


def told_of(record: Record) -> str:
    """One line by which a victim is recognised: name, where or when born, reference."""
    besides = getattr(record, "address", "")
    if isinstance(record, Person) and record.date_of_birth:
        besides = f"{record.date_of_birth:%d/%m/%Y}"
    return ", ".join(filter(None, (record.title(), besides))) + f" ({record.reference})"


def found_in(text: str, *, actor: Actor) -> Record | str:
    """The one record that a text means, by its reference or its whole name; otherwise what to do, in a sentence."""
    if reference := reference_in(text):
        try:
            return fetch_any(reference, actor=actor)
        except PoliasError:
            return _("There is no record %(reference)s for you. Check the reference, or choose by name.") % {
                "reference": reference
            }
    like = victims_like(text, actor=actor)
    exactly = [one for one in like if one.title().casefold() == text.strip().casefold()]
    if len(exactly) == 1:
        return exactly[0]
    if not like:
        return _("Nobody of that name is recorded. Choose below that the victim is not recorded yet.")
    return _("Several may be meant: enter the reference of the right one. %(found)s.") % {
        "found": "; ".join(told_of(one) for one in like)
    }


def premises_of(one: Organisation, *, actor: Actor) -> Location | None:
    """Where a shop or business is, when that place is recorded."""
    for end in linked_to(one, actor=actor, role="premises"):
        if isinstance(end.record, Location):
            return end.record
    return None
