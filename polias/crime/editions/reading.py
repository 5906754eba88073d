"""The reference data of a force as it holds on a day: the newest edition that had begun, or the table of this house.

Keywords are one vocabulary for all forces, and are read without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet

from polias.crime.editions.model import Edition
from polias.crime.editions.tables import TABLES, Rows, facts_of, keeper, rows_of
from polias.crime.reference import OffenceClass, Outcome, keywords, offence_classes, outcomes
from polias.crime.reference.circumstances import Circumstance, circumstances
from polias.crime.reference.keywords import Keyword
from polias.crime.reference.procedure import Procedure, procedure_of
from polias.kit.reference import in_force
from polias.kit.remembering import remembered_for


def classes_on(day: date, *, force_id: int) -> Mapping[str, OffenceClass]:
    """Every class of the list that held on the day a crime was committed."""
    return cast("Mapping[str, OffenceClass]", _facts("offence_classes", day, force_id) or offence_classes())


def selectable_classes_on(day: date, *, force_id: int) -> Mapping[str, OffenceClass]:
    """Those of them under which a crime of that day may be recorded."""
    known = classes_on(day, force_id=force_id)
    return {c: one for c, one in known.items() if one.selectable and in_force(day, one.valid_from, one.valid_to)}


def outcomes_on(day: date, *, force_id: int) -> Mapping[str, Outcome]:
    """Every outcome of the list that holds on the day it is given."""
    return cast("Mapping[str, Outcome]", _facts("outcomes", day, force_id) or outcomes())


def procedure_on(day: date, offence: str, *, force_id: int) -> Procedure:
    """How a class was tried on the day the crime was committed."""
    found = _facts("procedure", day, force_id)
    return procedure_of(offence) if found is None else found.get(offence, Procedure())


def keywords_on(day: date) -> Mapping[str, Keyword]:
    """Every keyword of the vocabulary, which is one for all forces, as it stands on a day."""
    return cast("Mapping[str, Keyword]", _facts("keywords", day, None) or keywords())


def usable_keywords_on(day: date) -> Mapping[str, Keyword]:
    """Those of them that may be put on a crime on that day."""
    known = keywords_on(day)
    return {code: one for code, one in known.items() if in_force(day, one.valid_from, one.valid_to)}


def keyword_of_any(code: str) -> Keyword | None:
    """A keyword by its code, of the vocabulary of today or of an edition that held once: old records stay read."""
    for table, _day, content in reversed(editions_of(None)):
        if table == "keywords" and code in facts_of(table, content):
            return cast("Keyword", facts_of(table, content)[code])
    return keywords().get(code)


def circumstances_on(day: date, *, force_id: int) -> Mapping[str, Circumstance]:
    """The listed circumstances of a crime as they stand on a day."""
    return cast("Mapping[str, Circumstance]", _facts("circumstances", day, force_id) or circumstances())


def circumstance_of_any(name: str, *, force_id: int) -> Circumstance | None:
    """A circumstance by its name, of today's list or of an edition that held once: old records stay read."""
    for table, _day, content in reversed(editions_of(force_id)):
        if table == "circumstances" and name in facts_of(table, content):
            return cast("Circumstance", facts_of(table, content)[name])
    return circumstances().get(name)


def class_of_any(code: str, *, force_id: int) -> OffenceClass | None:
    """A class by its code, also one that only a later or earlier edition of the force knows: old records stay read."""
    if code in offence_classes():
        return offence_classes()[code]
    for table, _day, content in reversed(editions_of(force_id)):
        if table == "offence_classes" and code in facts_of(table, content):
            return cast("OffenceClass", facts_of(table, content)[code])
    return None


def rows_on(table: str, day: date, *, force_id: int) -> Rows:
    """The rows in use on a day, as they were loaded."""
    content = _content(table, day, keeper(table, force_id))
    return TABLES[table].own_rows if content is None else rows_of(content)


def editions_in(table: str, *, force_id: int) -> QuerySet[Edition]:
    """The editions of a table of a force, or of all forces where it is one for all, the oldest first."""
    return _kept_by(keeper(table, force_id)).filter(table=table)


@remembered_for(seconds=30)
def editions_of(force_id: int | None) -> tuple[tuple[str, date, str], ...]:
    """Every edition of a force, or of all forces together, the oldest first: table, first day, content.

    Public lists, which everybody may know.
    """
    return tuple(_kept_by(force_id).values_list("table", "valid_from", "content"))


def _kept_by(force_id: int | None) -> QuerySet[Edition]:
    every = Edition.objects.order_by("valid_from", "turn")
    return every.filter(force=None) if force_id is None else every.filter(force_id=force_id)


def _facts(table: str, day: date, force_id: int | None) -> Mapping[str, Any] | None:
    content = _content(table, day, force_id)
    return None if content is None else facts_of(table, content)


def _content(table: str, day: date, force_id: int | None) -> str | None:
    begun = [content for name, first, content in editions_of(force_id) if name == table and first <= day]
    return begun[-1] if begun else None
