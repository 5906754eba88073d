"""Bringing in records by the thousand: register, rows, parts and audit in few statements, as the owner role.

For a take-on from another system and for the demonstration; a person's deed never comes this way.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from psycopg import sql

from polias.kit.audit.canonical import canonical, digest, header
from polias.kit.audit.model import AuditRow, Kind
from polias.kit.numbering.numbers import series_of, take_numbers, written
from polias.kit.record.ids import uuid7
from polias.kit.record.model import PartOfAnyRecord, PartOfRecord, Record, Register, cell
from polias.kit.record.types import record_type

POURING = (
    "create temporary table poured on commit drop as select {columns} from {table} with no data",
    "copy poured ({columns}) from stdin",
    "insert into {table} ({columns}) select {columns} from poured",
)


@dataclass(frozen=True)
class Imported:
    """One record to bring in, with what its register row says; ``note`` goes into its audit row."""

    record: Record
    force_id: int
    state: str
    created_at: datetime
    created_by: int
    changed_at: datetime | None = None
    grade: int = 0
    note: str = ""


def bring_in(rows: Sequence[Imported]) -> None:
    """Enter records of one type, numbered in the order of their creation in each force; each gets one audit row."""
    if not rows:
        return
    declared = record_type(rows[0].record.TYPE)
    ordered = sorted(rows, key=lambda r: r.created_at)
    by_series: dict[tuple[int, str], list[Imported]] = defaultdict(list)
    for row in ordered:
        by_series[row.force_id, series_of(declared, at=row.created_at)].append(row)
    for (force_id, series), members in by_series.items():
        last = take_numbers(force_id, series, count=len(members))
        for number, row in enumerate(members, start=last - len(members) + 1):
            _register(row, written(declared, force_id=force_id, at=row.created_at, number=number))
    records = [row.record for row in ordered]
    pour([r.register for r in records])
    pour(records)
    pour([_audit(row) for row in ordered])


def bring_in_parts(parts: Iterable[tuple[Record, PartOfRecord | PartOfAnyRecord]]) -> None:
    """Enter parts of one kind, each with the record it belongs to."""
    rows = []
    for record, part in parts:
        part.belong_to(record.register)
        rows.append(part)
    pour(rows)


def pour(rows: Sequence[models.Model]) -> None:
    """Rows of one table by COPY, through a table of this transaction: COPY itself refuses row-level security."""
    if not rows:
        return
    fields = [f for f in rows[0]._meta.concrete_fields if not (isinstance(f, models.AutoField) and rows[0].pk is None)]
    words = {
        "table": sql.Identifier(rows[0]._meta.db_table),
        "columns": sql.SQL(", ").join([sql.Identifier(str(f.column)) for f in fields]),
    }
    make, fill, enter = (sql.SQL(text).format(**words) for text in POURING)
    with connection.cursor() as cursor:
        cursor.execute(make)
        with cursor.copy(fill) as stream:
            for row in rows:
                stream.write_row([f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields])
        cursor.execute(enter)
        cursor.execute("drop table poured")


def _register(row: Imported, reference: str) -> None:
    number = record_type(row.record.TYPE).number
    row.record.register = Register(
        id=uuid7(),
        record_type=row.record.TYPE,
        force_id=row.force_id,
        grade=row.grade,
        cell=cell(number, row.force_id, row.grade),
        reference=reference,
        state=row.state,
        created_at=row.created_at,
        created_by=row.created_by,
        changed_at=row.changed_at or row.created_at,
        changed_by=row.created_by,
    )
    row.record.force_id, row.record.grade = row.force_id, row.grade


def _audit(row: Imported) -> Any:
    register, deed, salt = row.record.register, uuid7(), os.urandom(16)
    verb, text = f"{row.record.TYPE}.bring_in", canonical({"notes": [row.note]} if row.note else {})
    head = header(
        at=row.created_at,
        kind=Kind.COLLECTION,
        verb=verb,
        actor_id=row.created_by,
        cell=register.cell,
        record_id=register.pk,
        reference=register.reference,
        deed=deed,
    )
    return AuditRow(
        at=row.created_at,
        kind=Kind.COLLECTION,
        verb=verb,
        actor_id=row.created_by,
        cell=register.cell,
        record_id=register.pk,
        reference=register.reference,
        deed=deed,
        content=text,
        salt=salt,
        digest=digest(salt=salt, head=head, content=text),
    )
