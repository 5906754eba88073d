"""What is offered to choose from in the questions about a crime."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.crime.editions.reading import classes_on, usable_keywords_on
from polias.crime.reference import offence_classes
from polias.crime.suggestion.words import rule_texts, words_by_code
from polias.kit.access.acting import current_actor
from polias.kit.forms import BigChoiceField, PoliasForm


def offence_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The classes of the force's list that may be chosen, under their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    actor = current_actor()
    classes = classes_on(timezone.localdate(), force_id=actor.force_id) if actor else offence_classes()
    for one in classes.values():
        if one.selectable:
            groups.setdefault(one.subgroup, []).append((one.code, f"{one.title} ({one.code})"))
    return list(groups.items())


class OffenceField(BigChoiceField):
    """A class of the force's list, the same wherever one is chosen: found by the words for it, its rule beside it."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "choices": offence_choices,
            "hint": _("Type a word for it, part of its name, or its code"),
            "words": words_by_code,
            "notes": rule_texts,
        }
        super().__init__(**usual | options)


def keyword_choices() -> list[tuple[str, str]]:
    """Every keyword except the one that is a question of its own."""
    known = usable_keywords_on(timezone.localdate())
    return [(k.code, k.label) for k in known.values() if not k.asked_of_every_crime]


def choose(form: PoliasForm, name: str, choices: list[Any]) -> None:
    """Give a select its choices, which only the request knows."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # every select has them
