"""Filters that say values as people read them: 3 March 2018, 14:02, and no colour red against green."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from html import escape as escape_text
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()

LONDON = ZoneInfo("Europe/London")

# Red and green are told apart by nobody who is colour-blind: both give way to a colour that is.
TAG_COLOURS = {
    "grey": "grey",
    "blue": "",
    "teal": "teal",
    "turquoise": "teal",
    "green": "teal",
    "orange": "orange",
    "red": "orange",
    "yellow": "yellow",
    "purple": "purple",
    "pink": "pink",
    "magenta": "magenta",
}

# One shape for each level, so that it is read without its colour.
SHAPES = {
    "late": "M7 1 13.5 13h-13z",
    "warning": "M7 1 13.5 13h-13z",
    "high": "M7 1 13.5 13h-13z",
    "low": "M7 13 .5 1h13z",
    "soon": "M7 0a7 7 0 1 0 0 14A7 7 0 0 0 7 0m0 2v10A5 5 0 0 1 7 2",
    "note": "M7 0a7 7 0 1 0 0 14A7 7 0 0 0 7 0",
    "calm": "M7 0a7 7 0 1 0 0 14A7 7 0 0 0 7 0m0 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2",
    "within": "M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
    "stopped": "M2 2h10v10H2z",
}


SIGN = (
    '<span class="polias-sign polias-sign--{}"><svg viewBox="0 0 14 14" fill="currentColor" aria-hidden="true" '
    'focusable="false"><path d="{}"/></svg><span>{}{}</span></span>'
)


@register.filter
def day(value: date | datetime | None) -> str:
    """The date in London: 3 March 2018."""
    if value is None or value == "":
        return ""
    there = in_london(value) if isinstance(value, datetime) else value
    return f"{there.day} {MONTHS[there.month]} {there.year}"


@register.filter
def clock_time(value: datetime | time | str | None) -> str:
    """The time in London: 14:02; a text is given back as it is."""
    if value is None or isinstance(value, str):
        return value or ""
    return (in_london(value) if isinstance(value, datetime) else value).strftime("%H:%M")


@register.filter
def when(value: date | str | None) -> str:
    """Date and time in London: 3 March 2018, 14:02; a text is given back as it is."""
    if isinstance(value, datetime):
        return f"{day(value)}, {clock_time(value)}"
    return day(value) if isinstance(value, date) else str(value or "")


@register.filter
def iso(value: date | datetime | None) -> str:
    """The machine's form of an instant, for the datetime attribute; empty when the value is already words."""
    return value.isoformat() if isinstance(value, date) else ""


@register.filter
def show(value: object) -> object:
    """Any value as a person reads it; what is not known says so instead of leaving a hole."""
    if value is None or value == "":
        return unknown()
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return when(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(show(part)) for part in value) or unknown()
    return value


@register.filter
def cell(value: object) -> object:
    """A value in a table: as `show`, but what is not known is a dash, and a date does not break."""
    if value is None or value == "":
        return format_html(
            '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>', unknown_word()
        )
    if isinstance(value, datetime):
        return mark_safe(f'<span class="polias-nowrap">{_escaped(day(value))}</span>, {clock_time(value)}')  # noqa: S308
    if isinstance(value, date):
        return format_html('<span class="polias-nowrap">{}</span>', day(value))
    return show(value)


@register.filter
def thousands(value: object) -> object:
    """A count with commas: 1,204; words are given back as they are."""
    return f"{value:,}" if isinstance(value, int | float) else value


@register.filter
def tag_class(colour: str | None) -> str:
    """The Design System's class for a tag of this colour; unknown colours are blue."""
    known = TAG_COLOURS.get(colour or "", "")
    return f"govuk-tag--{known}" if known else ""


@register.filter
def sign_level(level: str | None) -> str:
    """The level as the style sheet knows it; an unknown one is calm."""
    return level if level in SHAPES else "calm"


@register.filter
def sign_shape(level: str | None) -> str:
    """The outline of the shape that stands beside a clock, a warning or a figure."""
    return SHAPES[sign_level(level)]


@register.simple_tag
def sign(level: str | None, text: object, label: object = "") -> SafeString:
    """A shape with words. Drawn here and not by an include, since a list may hold a hundred of them."""
    known = sign_level(level)
    bold = format_html("<b>{}:</b> ", label) if label else ""
    return format_html(SIGN, known, SHAPES[known], bold, text)


@register.simple_tag
def tag(text: object, colour: str | None = "") -> SafeString | str:
    """A tag of the Design System; nothing without a text."""
    return format_html('<strong class="govuk-tag {}">{}</strong>', tag_class(colour), text) if text else ""


@register.simple_tag
def table_rows(rows: Iterable[Any]) -> SafeString:
    """The rows of a table. Drawn here and not by a template, since a list has hundreds of cells."""
    drawn = "".join(f'<tr class="govuk-table__row" role="row" data-polias-row>{_in_row(row)}</tr>' for row in rows)
    return mark_safe(drawn)  # noqa: S308 (escaped cell by cell)


def _in_row(row: Any) -> str:
    cells: Any = part(row, "cells")
    reference, head = part(row, "reference"), ""
    if reference:
        warnings: Any = part(row, "warnings") or ()
        signs = "".join(f" {sign('warning', warning)}" for warning in warnings)
        head = (
            '<th scope="row" role="rowheader" class="govuk-table__header"><a class="govuk-link'
            f' govuk-link--no-visited-state polias-reference" href="{_escaped(part(row, "url"))}">'
            f"{_escaped(reference)}</a>{signs}</th>"
        )
    return head + "\n".join(_table_cell(each) for each in cells)


def _table_cell(each: Mapping[str, Any]) -> str:
    value, label = each.get("value"), each.get("label")
    # Words to be translated are translated once, and not each time that they are compared.
    value = str(value) if isinstance(value, Promise) else value
    classes = "govuk-table__cell"
    classes += " govuk-table__cell--numeric" if each.get("numeric") else ""
    classes += " polias-cell--empty" if value is None or value == "" else ""
    named = f' data-label="{_escaped(label)}"' if label else ""
    return f'<td role="cell" class="{classes}"{named}>{_escaped(_in_cell(value, each))}</td>'


def _escaped(value: Any) -> str:
    """As Django escapes, which spends more on looking for words to be translated than on the text."""
    if isinstance(value, SafeString):
        return value
    return escape_text(value) if isinstance(value, str) else conditional_escape(value)


def _in_cell(value: object, each: Mapping[str, Any]) -> object:
    if each.get("tag"):
        return tag(value, each["tag"])
    if each.get("level"):
        return sign(each["level"], value)
    if each.get("url"):
        return format_html('<a class="govuk-link" href="{}">{}</a>', each["url"], cell(value))
    return each.get("html") or cell(value)


@register.filter
def part(value: object, key: str) -> object:
    """A key of a mapping or an attribute of an object, which templates cannot read by a variable name."""
    return value.get(key) if isinstance(value, dict) else getattr(value, key, None)


@register.filter
def allowed(moves: Iterable[Any] | None) -> list[Any]:
    """The moves that can be made now."""
    return [move for move in moves or [] if part(move, "allowed")]


@register.filter
def refused(moves: Iterable[Any] | None) -> list[Any]:
    """The moves that cannot be made now and say why; one without a reason is no business of this person."""
    return [move for move in moves or [] if not part(move, "allowed") and part(move, "reason")]


def in_london(value: datetime) -> datetime:
    return timezone.localtime(value, LONDON) if timezone.is_aware(value) else value


def unknown() -> SafeString:
    return format_html('<span class="polias-quiet">{}</span>', unknown_word())


def unknown_word() -> str:
    return pgettext("a value nobody has entered", "Not recorded")
