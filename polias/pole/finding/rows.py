"""How what was found is said: groups of rows, each with why it is there and what its reader is warned of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from polias.kit.i18n.text import Words
from polias.kit.record.model import Record
from polias.pole.markers.panels import shown_on
from polias.pole.people.queries import Found

MOST = 20
Group = dict[str, Any]


def group_of(title: Words, rows: list[dict[str, Any]], count: int, *, capped: bool = False) -> Group:
    return {"title": title, "count": count, "capped": capped, "rows": rows}


def group(title: Words, found_so: QuerySet[Any], *, why: str | Callable[[Any], str]) -> Group:
    """Records of one kind, the first of them and how many there are; ``why`` may depend on the record."""
    records = list(found_so[:MOST])
    rows = [row(one, why(one) if callable(why) else why) for one in records]
    return group_of(title, rows, found_so.count() if len(rows) == MOST else len(rows))


def row(record: Record, why: str = "") -> dict[str, Any]:
    state = record.record_type().workflow.states[record.state]
    return {
        "record": record,
        "url": record.url,
        "reference": record.reference,
        "title": record.title(),
        "why": why,
        "tag": "" if record.state == "current" else state.label,
        "tag_colour": state.colour,
    }


def person_row(one: Found) -> dict[str, Any]:
    born = one.person.date_of_birth
    details = ", ".join(filter(None, (one.person.title(), f"{born:%d/%m/%Y}" if born else "", one.person.address)))
    return {**row(one.person, one.why), "title": details}


def with_markers(groups: list[Group]) -> list[Group]:
    """What whoever reads a row is warned of, for all rows in one question."""
    markers = shown_on([each["record"] for one in groups for each in one["rows"]])
    for each in (each for one in groups for each in one["rows"]):
        each["markers"] = markers.get(each.pop("record").pk, [])
    return groups
