"""The lists of reference data as a page: what holds on a day, what is to be confirmed, and how it came to be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polias.crime.editions.columns import said_of_columns
from polias.crime.editions.reading import editions_in, rows_on
from polias.crime.editions.tables import TABLES, Comparison, Rows, Table, compared, rows_of
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.names import name_of
from polias.kit.audit.log import disclosed
from polias.kit.errors import NotFound
from polias.kit.i18n.text import Words
from polias.kit.reference import SOURCED
from polias.kit.screens.paging import address_with
from polias.kit.screens.take_out import FORMATS, as_file

TITLES: Mapping[str, Words] = {
    "offence_classes": gettext_lazy("Classes of offence"),
    "outcomes": gettext_lazy("Outcomes"),
    "procedure": gettext_lazy("How a class is tried"),
    "keywords": gettext_lazy("Keywords"),
    "circumstances": gettext_lazy("Circumstances"),
}
#: What the page shows of a row beside its code and what is to be confirmed; a file has every column.
SHOWN: Mapping[str, tuple[tuple[str, Words], ...]] = {
    "offence_classes": (("title", gettext_lazy("Class")), ("subgroup", gettext_lazy("Sub-group")),
                        ("counts_by", gettext_lazy("Counted by"))),
    "outcomes": (("title", gettext_lazy("Outcome")), ("must_be_recorded", gettext_lazy("Recorded with it"))),
    "procedure": (("mode", gettext_lazy("Tried")), ("time_limit_months", gettext_lazy("Time limit, months")),
                  ("source", gettext_lazy("Source"))),
    "keywords": (("label", gettext_lazy("Keyword")), ("group", gettext_lazy("Group")),
                 ("synonyms", gettext_lazy("Words that suggest it"))),
    "circumstances": (("label", gettext_lazy("Circumstance")),),
}  # fmt: skip
#: Their codes are numbers that people know; those of the others say what the name says.
NUMBERED = ("offence_classes", "outcomes", "procedure")
#: Values that are words of the table itself.
VALUES: Mapping[str, Words] = {
    "victim": gettext_lazy("victim"),
    "premises": gettext_lazy("premises"),
    "state": gettext_lazy("nobody (against the state)"),
    "indictable": gettext_lazy("may be tried by a jury"),
    "summary": gettext_lazy("by magistrates alone"),
    "none": gettext_lazy("none"),
}
MOST_CHANGES = 50


def lists_page(request: HttpRequest) -> HttpResponse:
    """GET /crime/reports/lists: one table of the force (``table``) as it holds on a day (``on``), also as a file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.opens(CrimeReport.TYPE):
        raise NotFound
    table = TABLES.get(request.GET.get("table", ""), TABLES["offence_classes"])
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    rows = rows_on(table.name, day, force_id=actor.force_id)
    if (form := request.GET.get("format", "")) in FORMATS:
        about = [str(TITLES[table.name]), _("As it holds on %(day)s") % {"day": day.isoformat()}]
        disclosed([], actor=actor, type_name=CrimeReport.TYPE, recipient=actor.name, form=form, rows=len(rows))
        heads = list(rows[0])
        return as_file(heads, [[row[h] for h in heads] for row in rows], about, form=form, name=f"{table.name}-{day}")
    context = {
        "title": _("Lists of classes, outcomes and keywords"),
        "tables": [(TITLES[name], address_with(request, table=name), name == table.name) for name in TABLES],
        "name": TITLES[table.name],
        "day": day,
        "shared": table.shared,
        "columns": [{"label": label} for label in _heads(table)],
        "rows": [_row(table, row) for row in rows],
        "count": len(rows),
        "open": sum(_to_be_confirmed(row) != "" for row in rows),
        "editions": list(_editions(request, table, force_id=actor.force_id)),
        "take_out": [{"label": label, "url": address_with(request, format=key)} for key, label in FORMATS.items()],
        "propose": "/crime/proposals/propose" if table.shared and actor.may("crime.proposals.propose") else "",
        "breadcrumbs": [(_("Crimes"), "/crime/reports/"), (_("Lists"), "")],
    }
    return render(request, "crime/lists.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _heads(table: Table) -> list[Words]:
    code = [_("Code")] if table.name in NUMBERED else []
    return [*code, *(label for _name, label in SHOWN[table.name]), _("Holds"), _("To be confirmed by the force")]


def _row(table: Table, row: Mapping[str, str]) -> dict[str, Any]:
    code = [table.code_of(row)] if table.name in NUMBERED else []
    values = [VALUES.get(row[name], row[name].replace("|", ", ")) for name, _label in SHOWN[table.name]]
    first, *rest = zip(_heads(table), [*code, *values, _holds(row), _to_be_confirmed(row)], strict=True)
    return {"cells": [{"value": first[1]}, *({"label": label, "value": value} for label, value in rest)]}


def _holds(row: Mapping[str, str]) -> str:
    """From and until which day it may be chosen."""
    if row.get("selectable") == "N":
        return _("No longer chosen")
    first, last = (_day(row.get(name, "")) for name in ("valid_from", "valid_to"))
    parts = [_("from %(day)s") % {"day": date_format(first)}] if first else []
    parts += [_("until %(day)s") % {"day": date_format(last)}] if last else []
    return " ".join(parts) or _("Always")


def _to_be_confirmed(row: Mapping[str, str]) -> str:
    """What of a row is not sourced, in words; empty where everything is."""
    if row.get("to_be_confirmed"):
        return said_of_columns(row["to_be_confirmed"].split())
    return "" if row["status"] == SOURCED else _("All of it")


def _editions(request: HttpRequest, table: Table, *, force_id: int) -> Iterator[dict[str, Any]]:
    """Every edition, the newest first, with what it changed; the last is the table that Polias brings."""
    made = list(editions_in(table.name, force_id=force_id))
    contents: list[Rows] = [table.own_rows, *(rows_of(one.content) for one in made)]
    for before, one, rows in reversed(list(zip(contents, made, contents[1:], strict=False))):
        yield {
            "from": one.valid_from,
            "url": address_with(request, on=one.valid_from.isoformat(), format=None),
            "source": one.source,
            "by": name_of(one.loaded_by),
            "at": one.loaded_at,
            "changes": _changes(compared(table, before, rows)),
        }


def _changes(found: Comparison) -> list[str]:
    """What an edition adds and changes, a line each; no more than can be read."""
    added = [_("%(code)s: new") % {"code": code} for code in found.added]
    changed = [
        _("%(code)s, %(column)s: %(before)s → %(after)s")
        % {"code": code, "column": said_of_columns([column]), "before": before or "–", "after": after or "–"}
        for code, column, before, after in found.changed
    ]
    lines = [*added, *changed]
    left = len(lines) - MOST_CHANGES
    return [*lines[:MOST_CHANGES], _("and %(n)d more") % {"n": left}] if left > 0 else lines
