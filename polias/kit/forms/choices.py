"""Fields of choice: radios, checkboxes, a short select, and a long list that is found by typing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from polias.kit.forms.fields import PoliasField
from polias.kit.forms.selects import Select

#: Texts by the value of a choice, or what gives them.
Texts = Mapping[str, str] | Callable[[], Mapping[str, str]]
CHOOSE_FROM_LIST: dict[str, Any] = {"invalid_choice": _("Choose an answer from the list.")}


def flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Every (value, label), also those inside groups."""
    for value, label in choices:
        yield from flat(label) if isinstance(label, list | tuple) else [(value, label)]


class Radios(forms.RadioSelect):
    template_name = "forms/widgets/choices.html"


class Checkboxes(forms.CheckboxSelectMultiple):
    template_name = "forms/widgets/choices.html"


#: Django keeps the choices of a field and of its widget equal by this property.
ALL_CHOICES: Any = forms.ChoiceField.choices


class ChoosesOne(PoliasField, forms.ChoiceField):
    """What the fields with one answer have in common."""

    default_error_messages = CHOOSE_FROM_LIST

    def shown(self, value: Any) -> Any:
        return next((label for key, label in flat(self.choices) if str(key) == str(value)), value)


class RadiosField(ChoosesOne):
    """One of a few, all in sight. `hints` {value: sentence} under single answers; `inline` puts two side by side."""

    widget = Radios

    def __init__(
        self, *, hints: dict[str, Any] | None = None, inline: bool = False, small: bool = True, **options: Any
    ) -> None:
        super().__init__(**options)
        self.hints, self.inline, self.small = hints or {}, inline, small


class YesNoField(RadiosField):
    """Yes or no, as True and False; no answer is None and never means no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], inline=True, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def shown(self, value: Any) -> Any:
        return super().shown(self.prepare_value(value))


class SelectField(ChoosesOne):
    """One of a middling list. The first line asks to choose, so that nothing is chosen unseen."""

    widget = Select

    def __init__(self, *, empty_label: Any = None, **options: Any) -> None:
        self.empty_label = empty_label or _("Choose an answer")
        super().__init__(**options)

    def _set_choices(self, value: Any) -> None:
        # Choices given as a function are asked for when the form is drawn, never when its class is made.
        ALL_CHOICES.fset(self, (lambda: self.with_empty(value())) if callable(value) else self.with_empty(value))

    def with_empty(self, choices: Any) -> list[Any]:
        given = list(choices)
        return given if any(key == "" for key, _label in given) else [("", self.empty_label), *given]

    def shown(self, value: Any) -> Any:
        """What nobody chose is not said in the words that ask to choose."""
        said = super().shown(value)
        return "" if said == self.empty_label else said

    choices = property(lambda self: self._choices, _set_choices)  # type: ignore[assignment]


class BigChoiceField(SelectField):
    """One of a long list, grouped as [(group, [(value, label), ...]), ...], found by typing part of it.

    Without scripts it is a plain select with its groups, in which browsers also find by typing the beginning.
    `words` {value: other words} are found as well: a statute's number, a name in common speech. `notes` {value: text}
    stand below the box once a choice is made; both may be functions, asked for when the form is drawn.
    `suggests` (address, field) asks there, while somebody writes in the other field, what might be chosen.
    """

    def __init__(
        self,
        *,
        words: Texts | None = None,
        notes: Texts | None = None,
        suggests: tuple[str, str] = ("", ""),
        **options: Any,
    ) -> None:
        self.words, self.notes, self.suggests = words or {}, notes or {}, suggests
        super().__init__(**options)
        self.widget: Any = FoundByTyping(
            words=self.words, notes=self.notes, suggests=suggests, choices=self.widget.choices
        )


class FoundByTyping(Select):
    def __init__(
        self,
        *,
        words: Texts | None = None,
        notes: Texts | None = None,
        suggests: tuple[str, str] = ("", ""),
        **options: Any,
    ) -> None:
        self.words, self.notes = words or {}, notes or {}
        super().__init__(**options)
        if suggests[0]:
            self.attrs |= {
                "data-polias-suggest": suggests[0],
                "data-from": suggests[1],
                "data-suggested": _("From what happened, perhaps:"),
            }
        self.attrs["data-polias-choose"] = ""
        self.attrs["data-found"] = _("{count} found. Use the arrow keys, then Enter.")
        self.attrs["data-none"] = _("Nothing found. Try fewer letters.")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        # All texts are asked for once: asked for by each choice they took a second on the longest list.
        self._known = {
            attribute: texts() if callable(texts) else texts
            for attribute, texts in (("data-words", self.words), ("data-note", self.notes))
        }
        return super().render(name, value, attrs, renderer)

    def texts_of(self, value: str) -> dict[str, str]:
        return {attribute: text for attribute, known in self._known.items() if (text := known.get(value))}


class CheckboxesField(PoliasField, forms.MultipleChoiceField):
    """Any number of a few; `hints` {value: sentence} under single answers."""

    widget = Checkboxes
    default_error_messages = CHOOSE_FROM_LIST

    def __init__(self, *, hints: dict[str, Any] | None = None, small: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.hints, self.inline, self.small = hints or {}, False, small

    def shown(self, value: Any) -> list[Any]:
        names = {str(key): label for key, label in flat(self.choices)}
        return [names.get(str(each), each) for each in value or []]


class ConfirmField(PoliasField, forms.BooleanField):
    """One box to tick, its label beside it."""

    def shown(self, value: Any) -> Any:
        return _("Yes") if value else _("No")
