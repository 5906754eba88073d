"""What is asked of whoever proposes a change of the vocabulary, and of whoever answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.crime.editions.reading import usable_keywords_on
from polias.crime.proposals.model import KeywordProposal
from polias.crime.reference.keywords import Keyword
from polias.kit.forms import DateField, LongTextField, PoliasForm, RadiosField, SelectField, TextField


def _in_use() -> Mapping[str, Keyword]:
    return usable_keywords_on(timezone.localdate())


def keyword_choices() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in _in_use().values()]


def group_choices() -> list[tuple[str, str]]:
    return [(group, group) for group in dict.fromkeys(one.group for one in _in_use().values())]


class ProposeForm(PoliasForm):
    kind = RadiosField(label=_("What do you propose?"), choices=KeywordProposal.KINDS)
    label = TextField(label=_("What is the new keyword called?"), max_length=60)
    group = SelectField(label=_("Among which keywords does it belong?"), choices=group_choices)
    suggests = SelectField(label=_("Which keyword is it a word for?"), choices=keyword_choices)
    ends = SelectField(label=_("Which keyword is no longer needed?"), choices=keyword_choices)
    words = TextField(
        label=_("Which words in a report suggest it?"),
        max_length=400,
        required=False,
        hint=_("Divide them by commas, such as: scooter, e-scooter. An end needs none."),
    )
    reason = LongTextField(label=_("Why?"), rows=3, max_length=2000, hint=_("Whoever decides reads this. Name nobody."))

    reveals = {
        **dict.fromkeys(("label", "group"), ("kind", KeywordProposal.NEW)),
        "suggests": ("kind", KeywordProposal.WORD),
        "ends": ("kind", KeywordProposal.END),
    }


def proposal_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form as what the action takes."""
    return {
        "kind": data["kind"],
        "code": data["suggests"] or data["ends"] or "",
        "label": data["label"] or "",
        "group": data["group"] or "",
        "words": tuple(word.strip() for word in data["words"].split(",")),
        "reason": data["reason"],
    }


class AcceptForm(PoliasForm):
    holds_from = DateField(
        label=_("From which day does it hold?"), hint=_("Today or later; crimes of before keep their keywords")
    )


class RefuseForm(PoliasForm):
    reason = LongTextField(
        label=_("Why does the vocabulary stay as it is?"),
        rows=3,
        max_length=2000,
        hint=_("Whoever proposed it reads this."),
    )
