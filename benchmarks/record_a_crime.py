"""Recording a crime through its action, against the same rows as bare SQL in one transaction, in the same run.

Both run as the application role, with row security on and every commit on disk. Goal: at most three times bare SQL.
Run: python -m benchmarks.record_a_crime
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from benchmarks.installation import installation

ROUNDS, WARM = 200, 20
GOAL = 3.0


def main() -> None:
    """Print the medians of both ways and their ratio."""
    with installation():
        from polias.kit.access.acting import acting
        from polias.kit.access.sessions import actor_named

        asha = actor_named("asha")
        with acting(asha):
            template = record_one(asha, "template")
            copier = Copier(asha, template.pk)
        action = [timed(lambda n=n: record_one(asha, f"key {n}")) for n in range(ROUNDS + WARM)][WARM:]
        bare = [timed(copier.insert_once) for _n in range(ROUNDS + WARM)][WARM:]
    ratio = statistics.median(action) / statistics.median(bare)
    print(
        f"rows in each: {copier.rows} in {len(copier.tables)} tables, {len(copier.counters)} counters; {ROUNDS} rounds"
    )
    for name, times in (("through the action", action), ("bare SQL", bare)):
        late = sorted(times)[int(len(times) * 0.95)]
        print(f"{name:20} median {statistics.median(times):6.2f} ms   95th centile {late:6.2f} ms")
    print(f"ratio {ratio:.2f} (goal: at most {GOAL:.0f})")


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds that one call took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def record_one(actor: Any, key: str) -> Any:
    """One shop theft with a victim, a suspect, a place and two keywords."""
    from datetime import date, timedelta

    from django.utils import timezone

    from polias.crime.public import Party, Place, record
    from polias.crime.reports.decision import usual_answers

    now = timezone.now()
    return record(
        actor=actor,
        idempotency_key=key,
        offence="46",
        summary="Took two bottles from the shelf and ran.",
        committed_from=now - timedelta(hours=2),
        reported_at=now - timedelta(hours=1),
        place=Place(address="1 Lantern Row", latitude=56.15, longitude=3.05),
        victims=(Party(surname="Adams", forenames="Amina", date_of_birth=date(1980, 3, 12)),),
        suspects=(Party(surname="Rook", forenames="Sam"),),
        keywords=("business", "alcohol"),
        answers=usual_answers(),
    )


class Copier:
    """Inserts the same rows again with fresh ids: one multi-row statement for each table, one transaction."""

    def __init__(self, actor: Any, crime: UUID) -> None:
        from django.db import connection

        self.actor = actor
        with connection.cursor() as cursor:
            ids = self._ids_of_the_deed(cursor, crime)
            self.tables = {t: self._rows(cursor, t, column, ids) for t, column in self._tables_with_ids(cursor)}
            cursor.execute("select force_id, name from kit_series")
            self.counters = cursor.fetchall()
        self.tables = {t: rows for t, rows in self.tables.items() if rows[1]}
        #: What is made anew; ids of whoever was known before stay.
        self.own = {
            value
            for columns, rows in self.tables.values()
            for row in rows
            for column, value in zip(columns, row, strict=True)
            if column in ("id", "deed")
        }
        self.rows = sum(len(rows) for _columns, rows in self.tables.values())

    def insert_once(self) -> None:
        """All rows of one recorded crime, as a program without Polias would write them."""
        from django.db import connection

        from polias.kit.access.acting import acting

        fresh: dict[UUID, UUID] = {}
        with acting(self.actor), connection.cursor() as cursor:
            for force, name in self.counters:
                cursor.execute(
                    "insert into kit_series (force_id, name, last) values (%s, %s, 1) on conflict (force_id, name)"
                    " do update set last = kit_series.last + 1 returning last",
                    [force, name],
                )
            for table, (columns, rows) in self.tables.items():
                marks = ",".join("(" + ",".join(["%s"] * len(columns)) + ")" for _row in rows)
                values = [self._fresh(v, fresh, c, table) for row in rows for c, v in zip(columns, row, strict=True)]
                cursor.execute(f"insert into {table} ({','.join(columns)}) values {marks}", values)

    def _fresh(self, value: Any, fresh: dict[UUID, UUID], column: str, table: str) -> Any:
        from polias.kit.record.ids import uuid7

        if isinstance(value, UUID) and value in self.own:
            return fresh.setdefault(value, uuid7())
        if column in ("reference", "key") and table in ("kit_register", "kit_idempotencyrow"):
            return str(uuid7())
        return json.dumps(value) if isinstance(value, dict) else value

    @staticmethod
    def _ids_of_the_deed(cursor: Any, crime: UUID) -> list[UUID]:
        cursor.execute("select deed from kit_auditrow where record_id = %s and kind = 'collection'", [crime])
        cursor.execute(
            "select record_id from kit_auditrow where deed = %s and record_id is not null", [cursor.fetchone()[0]]
        )
        return sorted({row[0] for row in cursor.fetchall()})

    @staticmethod
    def _tables_with_ids(cursor: Any) -> list[tuple[str, str]]:
        from polias.kit.database.security import protected_tables

        found = [("kit_register", "id")]
        for table in protected_tables():
            cursor.execute("select column_name from information_schema.columns where table_name = %s", [table])
            columns = {row[0] for row in cursor.fetchall()}
            if "register_id" in columns:
                found.append((table, "register_id"))
        return [*found, ("kit_auditrow", "record_id"), ("kit_idempotencyrow", "record_id")]

    @staticmethod
    def _rows(cursor: Any, table: str, column: str, ids: list[UUID]) -> tuple[list[str], list[tuple[Any, ...]]]:
        cursor.execute(f"select * from {table} where {column} = any(%s)", [ids])
        names = [d.name for d in cursor.description]
        kept = [
            n
            for n in names
            if n not in ("xid", "changed_xid")
            and not (n == "id" and column != "id" and table in ("kit_auditrow", "kit_idempotencyrow"))
        ]
        rows = [tuple(row[names.index(n)] for n in kept) for row in cursor.fetchall()]
        return kept, rows


if __name__ == "__main__":
    main()
