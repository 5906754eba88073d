"""PoliasForm: a Django form that draws itself in sections, says all its mistakes at once and keeps what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.forms import BoundField
from django.forms.renderers import BaseRenderer, get_default_renderer
from django.forms.utils import ErrorDict
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString

from polias.kit.forms.row import Row, missing_sentence, row_of


class PoliasRenderer(BaseRenderer):
    """Our templates first, then Django's own for the widgets we leave alone."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return get_default_renderer().get_template(template_name)


@dataclass(frozen=True)
class Section:
    """One group of questions under its title; `rows` are ready to draw.

    One that is `folded` shows its title alone until it is pressed, unless something in it is answered or wrong.
    """

    title: str
    rows: list[Row]
    folded: bool = False
    opened: bool = False


@dataclass(frozen=True)
class Answers:
    """One group of answers for the check-your-answers page: rows {key, value, change_url}."""

    title: str
    rows: list[dict[str, Any]]


class PoliasForm(forms.Form):
    """Declare fields; optionally `sections` [(title, [names])] and `reveals` {name: (asking field, its answer)}.

    A revealed field is shown under that answer, asked for only when it is given, and forgotten when it is not.
    `folded` names the first question of sections that few need: they open by a press.
    """

    sections: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = ()
    folded: ClassVar[frozenset[str]] = frozenset()
    reveals: ClassVar[dict[str, tuple[str, str]]] = {}
    #: The form narrows a list: nothing in it is compulsory, so nothing is marked optional.
    is_filter: ClassVar[bool] = False
    #: The questions of one page, where they are asked one by one.
    shown_alone: tuple[str, ...] = ()

    default_renderer = PoliasRenderer
    use_required_attribute = False
    required_css_class = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.is_filter = self.is_filter  # type: ignore[attr-defined]
            if "required" in field.error_messages:
                field.error_messages["required"] = getattr(field, "missing", "") or missing_sentence(self[name])

    # --- Reading.

    def full_clean(self) -> None:
        unasked = {name for name in self.reveals if self.is_bound and not self.is_revealed(name)}
        for name in unasked:
            self.fields[name].disabled = True
        super().full_clean()
        for name in unasked:
            self.fields[name].disabled = False
            self.errors.pop(name, None)
            if hasattr(self, "cleaned_data"):
                self.cleaned_data[name] = empty_value(self.fields[name])

    def without_complaint(self) -> Self:
        """The same form; what was typed into it is shown as it is, with no word yet about what is wrong or missing."""
        self.full_clean()
        self._errors = ErrorDict()
        return self

    def is_revealed(self, name: str) -> bool:
        asking, answer = self.reveals[name]
        given = self[asking].data
        return answer in (given if isinstance(given, list) else [str(given)])

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Every mistake as (link to its box, sentence), in the order of the page."""
        whole = [("", str(sentence)) for sentence in self.non_field_errors()]
        rows = [row_of(bound) for bound in self.in_page_order()]
        return whole + [(f"#{row.target}", str(sentence)) for row in rows for sentence in row.errors]

    # --- One question a page.

    def questions_in_turn(self) -> list[str]:
        """The questions in the order in which they are asked one by one, without those that an answer opens."""
        return [name for _title, names in self.grouped(self.reveals) for name in names]

    def show_only(self, names: Sequence[str]) -> Self:
        """The same form with these questions alone, and no word about any other."""
        self.shown_alone = tuple(names)
        if self.is_bound:
            self._errors = ErrorDict({name: errors for name, errors in self.errors.items() if name in names})
        return self

    # --- Drawing.

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "drawn_sections": self.drawn_sections()}

    @property
    def without_summary(self) -> SafeString:
        """The questions alone, for a page that puts the error summary above its heading."""
        return self.render("forms/sections.html")

    def drawn_sections(self) -> list[Section]:
        if self.shown_alone:
            return [Section("", [row_of(self[name]) for name in self.shown_alone if name not in self.reveals])]
        return [
            Section(
                str(title),
                [row_of(self[name]) for name in names],
                folded=names[0] in self.folded,
                opened=any(name in self.errors or self.is_answered(name) for name in names),
            )
            for title, names in self.grouped(self.reveals)
        ]

    def is_answered(self, name: str) -> bool:
        """Whether something stands in a field as it is drawn."""
        value = self[name].value()
        return any(value) if isinstance(value, list | tuple) else value not in (None, "", False)

    def grouped(self, without: Any = ()) -> Iterator[tuple[Any, list[str]]]:
        """Sections as declared, then whatever they left out; hidden fields and those `without` are not among them."""
        shown = [bound.name for bound in self.visible_fields() if bound.name not in without]
        placed = {name for _title, names in self.sections for name in names}
        for title, names in (*self.sections, ("", [name for name in shown if name not in placed])):
            if present := [name for name in names if name in shown]:
                yield title, present

    def grouped_as_read(self) -> Iterator[tuple[Any, list[str]]]:
        """The same with each question that an answer opens right behind the one that asks."""
        opened = {name for name, (asking, _answer) in self.reveals.items() if asking in self.fields}
        for title, names in self.grouped(opened):
            yield title, [one for name in names for one in self._with_opened(name)]

    def _with_opened(self, name: str) -> Iterator[str]:
        yield name
        for opened, (asking, _answer) in self.reveals.items():
            if asking == name and opened in self.fields:
                yield from self._with_opened(opened)

    def in_page_order(self) -> list[BoundField]:
        return [self[name] for _title, names in self.grouped_as_read() for name in names] + self.hidden_fields()

    def revealed_by(self, asking: str) -> dict[str, list[Row]]:
        """Answer of a field → the questions that it opens."""
        opened: dict[str, list[Row]] = {}
        for name, (parent, answer) in self.reveals.items():
            if parent == asking and name in self.fields:
                opened.setdefault(answer, []).append(row_of(self[name]))
        return opened

    def answers(self, *, change_url: str = "") -> list[Answers]:
        """What was answered, as sections of rows to check; a change link leads to its box. Only for a valid form."""
        asked = [(title, [name for name in names if self.was_asked(name)]) for title, names in self.grouped_as_read()]
        return [
            Answers(str(title), [self.answer(name, change_url) for name in names]) for title, names in asked if names
        ]

    def was_asked(self, name: str) -> bool:
        return name not in self.reveals or self.is_revealed(name)

    def answer(self, name: str, change_url: str) -> dict[str, Any]:
        field, value = self.fields[name], self.cleaned_data.get(name)
        shown = field.shown(value) if hasattr(field, "shown") else value
        return {
            "key": self[name].label,
            "value": shown,
            "change_url": change_url and f"{change_url}#{row_of(self[name]).target}",
        }


def empty_value(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return getattr(field, "empty_value", None)
