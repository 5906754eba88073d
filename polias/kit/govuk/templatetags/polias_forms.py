"""Tags that the templates of forms need: a field as a row, and the answers of a group with what each opens."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField

from polias.kit.forms.row import Row, row_of
from polias.kit.forms.row import error_list as errors_of

register = template.Library()

#: More answers than this stand in columns, where the screen is wide enough.
MANY = 8


@register.filter
def row(bound: BoundField) -> Row:
    return row_of(bound)


@register.filter
def error_list(form: BaseForm | None) -> list[tuple[str, str]]:
    """The mistakes of any form for the error summary, ours or not."""
    return getattr(form, "error_list", None) or (errors_of(form) if form else [])


@register.inclusion_tag("forms/answers.html")
def answers_of(row: Row) -> dict[str, Any]:
    """Radios or checkboxes of a row, each with its hint and the questions that it opens."""
    bound, options = row.bound, row.options
    widget = options.widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})["widget"]
    opened = bound.form.revealed_by(bound.name) if hasattr(bound.form, "revealed_by") else {}
    return drawn(widget, options=options, opened=opened)


@register.inclusion_tag("forms/answers.html")
def plain_answers(widget: dict[str, Any]) -> dict[str, Any]:
    return drawn(widget, options=None, opened={})


def drawn(widget: dict[str, Any], *, options: Any, opened: dict[str, list[Row]]) -> dict[str, Any]:
    answers = list(one_by_one(widget, getattr(options, "hints", {}), opened))
    input_type = next((option["type"] for _group, options_, _i in widget["optgroups"] for option in options_), "radio")
    return {
        "type": "checkboxes" if input_type == "checkbox" else "radios",
        "input_type": input_type,
        "inline": getattr(options, "inline", False) and not opened,
        "small": getattr(options, "small", True),
        "many": len(answers) > MANY and not opened,
        "answers": answers,
    }


def one_by_one(widget: dict[str, Any], hints: dict[str, Any], opened: dict[str, list[Row]]) -> Iterator[dict[str, Any]]:
    for group, options, _index in widget["optgroups"]:
        for place, option in enumerate(options):
            value = str(option["value"])
            yield {
                "id": option["attrs"].get("id", f"{option['name']}_{value}"),
                "name": option["name"],
                "value": value,
                "label": option["label"],
                "checked": option["selected"],
                "group": group if place == 0 else None,
                "hint": hints.get(value, ""),
                "opened": opened.get(value, []),
            }
