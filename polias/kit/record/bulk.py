"""The writing verbs for many records at a time: each gets its register row, its parts and its audit row as ever.

For a deed that takes in what another system held; like those of writing.py they work only inside a deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import connection, models
from django.db.models import F
from django.utils import timezone
from psycopg import sql

from polias.kit.audit.model import Kind
from polias.kit.numbering.numbers import series_of, take_numbers, written
from polias.kit.record.deed import current_deed
from polias.kit.record.ids import uuid7s
from polias.kit.record.model import PartOfAnyRecord, PartOfRecord, Record, Register, cell
from polias.kit.record.writing import fields_of

R = TypeVar("R", bound=Record)
Part = PartOfRecord | PartOfAnyRecord
INSERT = "insert into {table} ({columns}) select * from unnest({lists})"


def enter_all(records: Sequence[R], *, force_id: int) -> list[R]:
    """Enter new records of one type, numbered in their order: many collections in few statements."""
    if not records:
        return []
    deed, declared, now = current_deed(), records[0].record_type(), timezone.now()
    last = take_numbers(force_id, series_of(declared, at=now), count=len(records))
    for number, record in enumerate(records, start=last - len(records) + 1):
        record.register = Register(
            record_type=declared.name,
            force_id=force_id,
            grade=0,
            cell=cell(declared.number, force_id, 0),
            reference=written(declared, force_id=force_id, at=now, number=number),
            state=declared.workflow.initial,
            created_at=now,
            created_by=deed.actor.id,
            changed_at=now,
            changed_by=deed.actor.id,
        )
        record.force_id = force_id
    _insert([record.register for record in records])
    _insert(records)
    for record in records:
        deed.touch(record.register, kind=Kind.COLLECTION).after.update(fields_of(record))
        declared.workflow.start_first_clocks(record)
    return list(records)


def add_to_each(parts: Iterable[tuple[Register, Part]]) -> None:
    """Add parts of one kind, each to its record; those that were there before get a new version."""
    deed, pairs = current_deed(), list(parts)
    if not pairs:
        return
    for register, part in pairs:
        part.belong_to(register)
    _insert([part for _register, part in pairs])
    name = f"+ {pairs[0][1]._meta.verbose_name}"
    for register, part in pairs:
        deed.touch(register).after.setdefault(name, []).append(fields_of(part))
    _new_versions(register for register, _part in pairs)


def file_under_each(part: type[PartOfAnyRecord], field: str, values: Iterable[tuple[Register, Any]]) -> None:
    """Add parts with one field that follows from what the record says, such as search keys.

    They are not told in the audit again. No row of them is made in Python first: there are a dozen for each person.
    """
    pairs = list(values)
    if not pairs:
        return
    lists: dict[str, list[Any]] = {
        "id": uuid7s(len(pairs)),
        "register": [register.pk for register, _value in pairs],
        "cell": [register.cell for register, _value in pairs],
        field: [value for _register, value in pairs],
    }
    fields = [part._meta.get_field(name) for name in lists]
    _insert_lists(part, cast("list[models.Field[Any, Any]]", fields), list(lists.values()))


def _insert(rows: Sequence[models.Model]) -> None:
    """Rows of one table in one statement."""
    fields = rows[0]._meta.concrete_fields
    _insert_lists(type(rows[0]), fields, [[getattr(row, f.attname) for row in rows] for f in fields])


def _insert_lists(model: type[models.Model], fields: Sequence[models.Field[Any, Any]], lists: list[list[Any]]) -> None:
    """A list of values for each column.

    Not by COPY, which refuses row-level security; the way round it through a temporary table is not open to the
    application's role.
    """
    statement = sql.SQL(INSERT).format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join([sql.Identifier(str(f.column)) for f in fields]),
        lists=sql.SQL(", ").join([sql.SQL("%s::{}[]").format(sql.SQL(_type_of(f))) for f in fields]),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, lists)


def _type_of(field: models.Field[Any, Any]) -> Any:
    """Its type in the database, without the length, which the table itself knows."""
    found = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return (found or "text").partition("(")[0]


def _new_versions(registers: Iterable[Register]) -> None:
    """One for each record that this deed has not made and not counted yet."""
    deed, now = current_deed(), timezone.now()
    older: dict[UUID, Register] = {}
    for register in registers:
        touched = deed.touch(register)
        if touched.kind is not Kind.COLLECTION and "version" not in touched.after:
            touched.after["version"] = register.version + 1
            older[register.pk] = register
    Register.objects.filter(pk__in=list(older)).update(
        version=F("version") + 1, changed_at=now, changed_by=deed.actor.id
    )
    for register in older.values():
        register.version += 1
