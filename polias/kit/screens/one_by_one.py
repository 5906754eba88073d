"""The questions of a journey one a page: the same form and the same draft, shown a question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import MultipleChoiceField
from django.utils.translation import gettext as _

from polias.kit.forms import PoliasForm
from polias.kit.forms.comparing import names_of

#: The part of the address that says which question is shown.
ASKED = "one"
FIRST = "first"


@dataclass(frozen=True)
class Page:
    """One question with those that its answer opens; where it stands, and what comes before and after it."""

    names: tuple[str, ...]
    number: int
    of: int
    before: str
    after: str

    @property
    def caption(self) -> str:
        return _("Question %(number)d of %(of)d") % {"number": self.number, "of": self.of}


def page_of(form: PoliasForm, asked: str) -> Page:
    """The page of a question, or the first one; questions that the answers so far make needless are left out."""
    asked_now = form.questions_in_turn()
    place = asked_now.index(asked) if asked in asked_now else 0
    opened = tuple(name for name, (asking, _answer) in form.reveals.items() if asking == asked_now[place])
    return Page(
        names=(asked_now[place], *opened),
        number=place + 1,
        of=len(asked_now),
        before=asked_now[place - 1] if place else "",
        after=asked_now[place + 1] if place + 1 < len(asked_now) else "",
    )


def first_with_a_mistake(form: PoliasForm) -> str:
    """The question on whose page the first mistake stands; empty when nothing is wrong with any single one."""
    for name in form.questions_in_turn():
        if any(one in form.errors for one in page_of(form, name).names):
            return name
    return ""


def carried(form: PoliasForm, page: Page, answers: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What was answered on the other pages, to be sent on with this one; of one answer the last that was given."""
    elsewhere = [name for name in form.fields if name not in page.names]
    found: list[tuple[str, str]] = []
    for name in elsewhere:
        several = isinstance(form.fields[name], MultipleChoiceField)
        for posted in names_of(form, name):
            given = list(dict.fromkeys(answers.get(posted, ())))
            found += [(posted, value) for value in (given if several else given[-1:])]
    return found
