"""Sealing the audit: rows that are finished are bound in batches into a chain whose head leaves the database.

Only rows of transactions that have ended are sealed (below ``pg_snapshot_xmin``), since the order of numbers is not
the order of commits: one long transaction delays the seal, and ``polias audit verify`` names what waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.sessions import close_session, system_actor
from polias.kit.audit.chain import NOTHING_BEFORE, SealFacts, seal_digest
from polias.kit.audit.heads import Head, alone, heads_file, last_position, write_head
from polias.kit.audit.model import Seal, SealedRow
from polias.kit.database.locks import AdvisoryLock
from polias.kit.datasets.marks import horizon

MOST_ROWS_OF_A_SEAL = 10_000
AT_LEAST_EVERY = timedelta(minutes=1)
AT_ONCE_FROM_ROWS = 1_000

#: Numbers are taken an instant before transaction numbers: a row may be finished a little behind its neighbours.
MARGIN = 10_000

#: Any number will do; it keeps two machines from sealing at the same time.

# The second half of the condition is for a restored database: its rows carry the numbers of the cluster they came from.
WAITING = """
    from kit_auditrow a
    where a.id > (select coalesce(max(audit_id), 0) from kit_sealedrow) - %(margin)s
      and (a.xid < pg_snapshot_xmin(pg_current_snapshot()) or a.xid >= pg_snapshot_xmax(pg_current_snapshot()))
      and not exists (select from kit_sealedrow s where s.audit_id = a.id)
"""


@dataclass(frozen=True)
class Sealed:
    """What one sealing did."""

    seals: int
    rows: int


def seal_now(*, heads: Path | None = None, most_rows: int = MOST_ROWS_OF_A_SEAL) -> Sealed:
    """Seal every finished row, as the system; again, or two at once, does no harm."""
    path, seals, rows = heads or heads_file(), 0, 0
    actor = system_actor()
    try:
        with alone(path):
            _write_what_a_crash_left_out(path, actor=actor)
            while True:
                with acting(actor):
                    seal = _next_seal(most_rows)
                if seal is None:
                    return Sealed(seals, rows)
                write_head(path, _head(seal))
                seals, rows = seals + 1, rows + seal.rows
                if seal.below is not None:
                    return Sealed(seals, rows)
    finally:
        close_session(actor.session_key)


def seal_when_due(*, heads: Path | None = None) -> Sealed:
    """Seal once a minute, and sooner when a thousand rows wait."""
    actor = system_actor()
    try:
        with acting(actor):
            last = Seal.objects.order_by("-position").first()
            due = last is None or timezone.now() - last.sealed_at >= AT_LEAST_EVERY
            due = due or _waiting_rows(AT_ONCE_FROM_ROWS) >= AT_ONCE_FROM_ROWS
    finally:
        close_session(actor.session_key)
    return seal_now(heads=heads) if due else Sealed(0, 0)


def _waiting_rows(most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from (select 1 {WAITING} limit %(most)s) w",  # noqa: S608 (no word of anybody's)
            {"margin": MARGIN, "most": most},
        )
        return int(cursor.fetchone()[0])


def _next_seal(most: int) -> Seal | None:
    """Seal one batch; None when nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [AdvisoryLock.SEAL])
        database, below = horizon()
        cursor.execute(
            f"select a.id, a.digest {WAITING} order by a.id limit %(most)s",
            {"margin": MARGIN, "most": most + 1},
        )
        found = [(row[0], bytes(row[1])) for row in cursor.fetchall()]
    if not found:
        return None
    members = found[:most]
    return _store(members, below=below if len(found) <= most else None, database=database)


def _store(members: list[tuple[int, bytes]], *, below: int | None, database: str) -> Seal:
    last = Seal.objects.order_by("-position").first()
    facts = SealFacts(
        position=last.position + 1 if last else 1,
        rows=len(members),
        sealed_at=timezone.now(),
        below=below,
        database=database,
        previous=bytes(last.digest) if last else NOTHING_BEFORE,
    )
    seal = Seal.objects.create(digest=seal_digest(facts, members), **_columns(facts))
    SealedRow.objects.bulk_create(
        [SealedRow(audit_id=number, seal=seal, position=place) for place, (number, _d) in enumerate(members, start=1)]
    )
    return seal


def _columns(facts: SealFacts) -> dict[str, Any]:
    return vars(facts)


def _head(seal: Seal) -> Head:
    return Head.of(seal.position, bytes(seal.digest), seal.rows, seal.sealed_at)


def _write_what_a_crash_left_out(path: Path, *, actor: Actor) -> None:
    """The line is written after the commit: a fault between them leaves the file behind the table by some lines."""
    with acting(actor):
        missing = list(Seal.objects.filter(position__gt=last_position(path)).order_by("position"))
    for seal in missing:
        write_head(path, _head(seal))
