"""The question for other names: a row of boxes for each, two more that are empty, and no script needed.

A row that is left empty is no name, and one that is emptied takes its name away. Dates stand in one box each, since
most rows have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from polias.kit.forms.fields import PoliasField
from polias.kit.forms.times import NotATime, read_date
from polias.pole.names.facts import KINDS, LONGEST_FORENAMES, LONGEST_SURNAME, MOST_NAMES, OtherName
from polias.pole.names.queries import in_full

BOXES = ("kind", "forenames", "surname", "from", "to")
EMPTY_ROWS = 2
Row = dict[str, str]
_APART = re.compile(r"[\s./-]+")


class NameRows(forms.Widget):
    """Rows named <name>-0-kind, <name>-0-forenames and so on."""

    template_name = "pole/widgets/names.html"
    use_fieldset = True
    parts = tuple(f"{row}-{box}" for row in range(MOST_NAMES) for box in BOXES)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        return [{box: (data.get(f"{name}-{row}-{box}") or "").strip() for box in BOXES} for row in range(MOST_NAMES)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)

    def posted_untouched(self, value: Any) -> dict[str, str]:
        """What the boxes hold by their part, before anybody typed."""
        rows = drawn_rows(value)
        return {f"{number}-{box}": row[box] for number, row in enumerate(rows) for box in BOXES}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{self.parts[0]}" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        wrong = set((attrs or {}).pop("wrong", "").split())
        context = super().get_context(name, value, attrs)
        id_, rows = context["widget"]["attrs"].get("id") or name, drawn_rows(value)
        context["kinds"], context["is_open"] = KINDS, _is_filled(rows[0])
        context["rows"] = [
            {
                box: {
                    "name": f"{name}-{number}-{box}",
                    "id": f"{id_}_{number}-{box}",
                    "value": row[box],
                    "wrong": f"{number}-{box}" in wrong,
                }
                for box in BOXES
            }
            for number, row in enumerate(rows)
        ]
        return context


class NamesField(PoliasField):
    """Any number of other names, as a tuple of OtherName in the order of the rows."""

    widget = NameRows

    def to_python(self, value: Any) -> tuple[OtherName, ...]:
        rows = [(number, row) for number, row in enumerate(map(_row_of, value or ())) if _is_filled(row)]
        return tuple(dict.fromkeys(self.read(row, number) for number, row in rows))

    def read(self, row: Row, number: int) -> OtherName:
        """One row. Raises ValidationError naming the boxes that are wrong."""
        if not (row["forenames"] or row["surname"]):
            raise ValidationError(
                _("Enter the surname or the first names of each other name."), code=f"{number}-surname"
            )
        for box, most in (("forenames", LONGEST_FORENAMES), ("surname", LONGEST_SURNAME)):
            if len(row[box]) > most:
                words = {"name": row[box][:20], "most": most}
                raise ValidationError(
                    _("Shorten “%(name)s…” to %(most)d characters or fewer.") % words, code=f"{number}-{box}"
                )
        kind = row["kind"] if row["kind"] in dict(KINDS) else KINDS[0][0]
        return OtherName(
            kind,  # type: ignore[arg-type]
            row["surname"],
            row["forenames"],
            _day(row["from"], f"{number}-from", month_and_day=("1", "1")),
            _day(row["to"], f"{number}-to", month_and_day=("12", "31")),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return drawn_rows(initial) != drawn_rows(data)

    def shown(self, value: Sequence[OtherName]) -> list[str]:
        return [f"{one.label}: {in_full(one)}" for one in value or ()]


def drawn_rows(value: Any) -> list[Row]:
    """The rows that are drawn: those that are filled in, and some empty ones."""
    filled = [row for row in map(_row_of, value or ()) if _is_filled(row)]
    return [*filled, *([dict.fromkeys(BOXES, "")] * EMPTY_ROWS)][:MOST_NAMES]


def _row_of(value: Any) -> Row:
    if isinstance(value, OtherName):
        days = {"from": _written(value.valid_from), "to": _written(value.valid_to)}
        return {"kind": value.kind, "forenames": value.forenames, "surname": value.surname, **days}
    return dict(value)


def _is_filled(row: Row) -> bool:
    """The kind alone is no name: the first is chosen beforehand."""
    return any(row[box] for box in BOXES if box != "kind")


def _written(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year:04}" if day else ""


def _day(text: str, box: str, *, month_and_day: tuple[str, str]) -> date | None:
    """ "3/5/2001" or "3 May 2001" as a date; a year alone as its first or last day."""
    if not text:
        return None
    parts = [part for part in _APART.split(text) if part]
    if len(parts) == 1:
        parts = [month_and_day[1], month_and_day[0], *parts]
    try:
        return read_date(*parts) if len(parts) == 3 else read_date(text, "", "")
    except NotATime as wrong:
        raise ValidationError(f"{text}: {wrong}", code=box) from None
