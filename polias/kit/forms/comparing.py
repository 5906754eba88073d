"""The same questions answered three ways: as they were, as somebody else left them, as one typed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from polias.kit.forms.form import PoliasForm, empty_value

Posted = Mapping[str, Sequence[str]]
#: Who changed an answer: nobody or both alike, only one of the two, or both and differently.
Changed = Literal["same", "mine", "theirs", "both"]
LONG_CHARACTERS = 60


@dataclass(frozen=True)
class Side:
    """One way to answer one question: as it would be posted, what it means, and as people read it."""

    posted: dict[str, list[str]]
    value: Any
    shown: str


@dataclass(frozen=True)
class Compared:
    """One question answered three ways; ``base`` is None where it is not known how it was."""

    name: str
    label: str
    base: Side | None
    theirs: Side
    mine: Side

    @property
    def changed(self) -> Changed:
        if self.theirs.value == self.mine.value:
            return "same"
        if self.base is None:
            return "both"
        if self.base.value == self.theirs.value:
            return "mine"
        return "theirs" if self.base.value == self.mine.value else "both"

    @property
    def is_long(self) -> bool:
        """Whether it is read more easily as words changed than as a whole."""
        return max(len(self.theirs.shown), len(self.mine.shown)) > LONG_CHARACTERS


def compared(form: Callable[..., PoliasForm], *, base: Posted | None, theirs: Posted, mine: Posted) -> list[Compared]:
    """Every question of the form as it was typed, in the order of the page.

    A form may ask more the more rows somebody adds; a side that does not have the row has no answer to it.
    """
    was = form(posted(base)) if base is not None else None
    now, typed = form(posted(theirs)), form(posted(mine))
    return [
        Compared(
            bound.name,
            str(bound.label),
            _side(was, bound) if was is not None else None,
            _side(now, bound),
            _side(typed, bound),
        )
        for bound in typed.in_page_order()
    ]


def as_opened(form: PoliasForm) -> dict[str, list[str]]:
    """What a form that is not filled in yet would post if nobody touched it."""
    found: dict[str, list[str]] = {}
    for name in form.fields:
        found |= _untouched(form, name)
    return found


def names_of(form: PoliasForm, name: str) -> list[str]:
    """The names under which one question is posted: its own, or those of its boxes."""
    parts = getattr(form.fields[name].widget, "parts", ())
    return [*(f"{name}-{part}" for part in parts), name]


def posted(answers: Posted) -> QueryDict:
    """Answers in the shape a form reads."""
    given = QueryDict(mutable=True)
    for name, values in answers.items():
        given.setlist(name, [str(v) for v in values])
    return given


def _untouched(form: PoliasForm, name: str) -> dict[str, list[str]]:
    field, value = form.fields[name], form[name].value()
    if hasattr(field.widget, "posted_untouched"):
        return {f"{name}-{part}": [text] for part, text in field.widget.posted_untouched(value).items()}
    if value is None or value is False:
        return {}
    if isinstance(value, list | tuple | set):
        return {name: [str(one) for one in value]} if value else {}
    return {name: ["on" if value is True else str(value)]}


def _side(form: PoliasForm, bound: BoundField) -> Side:
    data, name = cast(QueryDict, form.data), bound.name
    if name not in form.fields:
        return Side({}, empty_value(bound.field), "")
    given = {key: data.getlist(key) for key in names_of(form, name) if key in data}
    if not form.was_asked(name):
        return Side(given, empty_value(form.fields[name]), "")
    return Side(given, *_meaning(form, name, given))


def _meaning(form: PoliasForm, name: str, given: Mapping[str, list[str]]) -> tuple[Any, str]:
    """What the answer means and how it is said; one that cannot be read stands for itself."""
    field = form.fields[name]
    try:
        value = _even(field.clean(form[name].data))
    except ValidationError:
        typed = [str(_even(text)) for values in given.values() for text in values if text.strip()]
        return ("unread", *typed) if typed else empty_value(field), " ".join(typed) or _("nothing")
    said = field.shown(value) if hasattr(field, "shown") else value
    words = ", ".join(str(one) for one in said) if isinstance(said, list | tuple) else str(said or "")
    return value, words or _("nothing")


def _even(value: Any) -> Any:
    """Without the differences that browsers make: the ends of lines, and space around."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
