"""Draws one field as the Design System does: label, why, hint, error, box; also fields of forms not ours."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Row:
    """One field ready for its template. `kind` chooses the template's branch; `target` is where its error links to."""

    bound: BoundField
    kind: str
    target: str
    described_by: str
    hint_id: str
    why_id: str
    error_id: str
    errors: list[str] = field(default_factory=list)

    @property
    def options(self) -> Any:
        return self.bound.field

    @cached_property
    def control(self) -> SafeString:
        """The box itself, drawn when it is asked for: who only wants the mistakes draws none."""
        return self.bound.as_widget(attrs=control_attributes(self.bound, self.kind, self.described_by))

    @property
    def is_group(self) -> bool:
        return self.kind == "group"

    @property
    def counted(self) -> int | None:
        """The limit of a long text, for the counter."""
        return getattr(self.options, "max_length", None) if self.kind == "textarea" else None

    @property
    def is_optional(self) -> bool:
        # A single box to tick is an offer, not a question: it needs no "(optional)".
        return not self.options.required and self.kind != "confirm" and not getattr(self.options, "is_filter", False)


def error_list(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Every mistake as (link to its box, sentence): those of the whole form first, then in the form's order."""
    rows = [row_of(form[name]) for name in form.fields]
    whole = [("", str(sentence)) for sentence in form.non_field_errors()]
    return whole + [(f"#{row.target}", str(sentence)) for row in rows for sentence in row.errors]


def row_of(bound: BoundField) -> Row:
    base = bound.auto_id or bound.html_name
    ids = {"hint_id": f"{base}-hint", "why_id": f"{base}-why", "error_id": f"{base}-error"}
    kind = kind_of(bound.field.widget)
    # Words inside a box vanish as one types; the label says them already.
    bound.field.widget.attrs.pop("placeholder", None)
    described_by = " ".join(described(bound, ids))
    return Row(
        bound=bound,
        kind=kind,
        target=target_of(bound),
        described_by=described_by,
        errors=sentences(bound),
        **ids,
    )


def missing_sentence(bound: BoundField) -> str:
    """What to do about an empty answer, in words that fit the kind of question."""
    if isinstance(bound.field, forms.BooleanField):
        return _("Tick “%(question)s” to go on.") % {"question": bound.label}
    if isinstance(bound.field, forms.ChoiceField):
        return _("Choose an answer to “%(question)s”.") % {"question": bound.label}
    if isinstance(bound.field, forms.FileField):
        return _("Choose a file for “%(question)s”.") % {"question": bound.label}
    return _("Enter an answer to “%(question)s”.") % {"question": bound.label}


def sentences(bound: BoundField) -> list[str]:
    """The errors of one field; Django's own "This field is required." becomes a sentence that says what to do."""
    errors = bound.form.errors.as_data().get(bound.name, [])
    is_ours = hasattr(bound.field, "why")
    return [
        missing_sentence(bound) if error.code == "required" and not is_ours else sentence
        for error in errors
        for sentence in error.messages
    ]


def kind_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "confirm"
    if widget.use_fieldset:
        return "group"
    kinds = {forms.Textarea: "textarea", forms.Select: "select", forms.FileInput: "file"}
    return next((kind for type_, kind in kinds.items() if isinstance(widget, type_)), "input")


def described(bound: BoundField, ids: dict[str, str]) -> list[str]:
    said = {"why_id": getattr(bound.field, "why", ""), "hint_id": bound.help_text, "error_id": bound.errors}
    return [ids[part] for part, text in said.items() if text]


def control_attributes(bound: BoundField, kind: str, described_by: str) -> dict[str, str | bool]:
    if kind == "group":
        return {"wrong": wrong_boxes(bound)} if hasattr(bound.field.widget, "parts") else {}
    css = {
        "input": "govuk-input", "textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload",
        "confirm": "govuk-checkboxes__input",
    }[kind]  # fmt: skip
    classes = [css, f"{css}--error" if bound.errors and kind != "confirm" else "", width_class(bound)]
    if getattr(bound.field, "max_length", None) and kind == "textarea":
        classes.append("govuk-js-character-count")
    attributes: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    return attributes | ({"aria-describedby": described_by} if described_by else {})


def width_class(bound: BoundField) -> str:
    width = getattr(bound.field, "width", None)
    return f"govuk-input--width-{width}" if width else ""


def wrong_boxes(bound: BoundField) -> str:
    """Which boxes of a date to mark: those that the error names, or all."""
    errors = bound.form.errors.as_data().get(bound.name, [])
    known = set(bound.field.widget.parts)
    boxes = {box for error in errors for box in (error.code or "").split() if box in known}
    return " ".join(boxes or known) if errors else ""


def target_of(bound: BoundField) -> str:
    """The id that an error's link leads to: the first box or the first answer of a group."""
    base = bound.auto_id or bound.html_name
    widget = bound.field.widget
    if hasattr(widget, "parts"):
        wrong = wrong_boxes(bound).split()
        return f"{base}_{next((part for part in widget.parts if part in wrong), widget.parts[0])}"
    return f"{base}_0" if widget.use_fieldset else base
