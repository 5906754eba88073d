"""What a person's page says of pairs: the other records of the same person, and those that may be."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at
from polias.pole.pairs.model import Pair
from polias.pole.pairs.queries import about, recorded_also_as
from polias.pole.pairs.words import strength_of
from polias.pole.people.model import Person

#: A pair in these states is still a question.
OPEN = ("waiting", "unsure")


def same_person_panel(person: Person, actor: Actor, request: Any) -> str:
    """The other records of this person, and pairs that somebody has still to decide; nothing where there is neither."""
    others, pairs = recorded_also_as(person, actor=actor), about(person, actor=actor, states=OPEN)
    if not others and not pairs:
        return ""
    terms = f"the same person as {person.reference}"
    shown = [_other_of(pair, person) for pair in pairs]
    looked_at([*others, *shown], actor=actor, type_name=Person.TYPE, terms=terms)
    rows = [_row(one, _("Linked: the same person")) for one in others]
    rows += [
        _row(other, strength_of(pair.weight), pair=pair)
        for other, pair in zip(shown, pairs, strict=True)
        if all(other.pk != one.pk for one in others)
    ]
    columns = [{"label": _("Reference")}, {"label": _("Name")}, {"label": _("Born")}, {"label": _("How alike")}]
    context = {"columns": columns, "rows": rows, "caption": _("Records of the same person")}
    return render_to_string("govuk/components/table.html", context)


def _other_of(pair: Pair, person: Person) -> Person:
    return pair.other if pair.one_id == person.pk else pair.one


def _row(other: Person, how: str, *, pair: Pair | None = None) -> dict[str, Any]:
    cells = [
        {"label": _("Name"), "value": other.title()},
        {"label": _("Born"), "value": other.date_of_birth},
        {"label": _("How alike"), "value": how, "url": pair.url if pair else ""},
    ]
    return {"url": other.url, "reference": other.reference, "cells": cells}
