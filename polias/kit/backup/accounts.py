"""The accounts of a database at one exact point of its log: how many rows each table has, and a sum over them.

Writers are held for an instant while a point is marked in the log and a snapshot is taken; the rows are counted
afterwards, in that snapshot, while work goes on. A restore to the mark has to come to the same accounts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Shorter than PostgreSQL's deadlock_timeout: when two wait for each other it is we who step back, never a deed.
_WAIT_MS = 600
_AT_THE_GATE_MS = 5_000
_GATE = "kit_idempotencyrow"
_PATIENCE_SECONDS = 60

TABLES = """
    select quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' order by c.relname
"""
#: What makes a row read the same on every server.
AS_TEXT = (
    "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';"
    " set extra_float_digits = 1"
)


@dataclass(frozen=True)
class Account:
    """One table: its rows, and the sum of a 64-bit hash of each."""

    rows: int
    checksum: str


@dataclass(frozen=True)
class Accounts:
    """All tables at the mark `point` of the log."""

    point: str
    tables: Mapping[str, Account]


class TooBusy(Exception):
    """For a whole minute there was no instant at which every table could be held."""


def take_accounts(dsn: str, *, point: str) -> Accounts:
    """Mark a point in the log and count what it holds; `dsn` enters as the superuser. Raises TooBusy."""
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as holder, psycopg.connect(dsn, autocommit=True) as counter:
        snapshot = _mark(holder, point=point)
        counter.execute(AS_TEXT)
        counter.execute("begin isolation level repeatable read")
        counter.execute(f"set transaction snapshot '{snapshot}'")
        holder.execute("rollback")  # Writers go on from here.
        accounts = Accounts(point, accounts_of(counter))
        counter.execute("rollback")
    return accounts


def accounts_of(connection: Any) -> dict[str, Account]:
    """The accounts as the transaction of this connection sees them."""
    return {table: _account(connection, table) for table in tables_of(connection)}


def tables_of(connection: Any) -> list[str]:
    """Every table of the application, quoted; of a partitioned one, its parts."""
    return [row[0] for row in connection.execute(TABLES)]


def _account(connection: Any, table: str) -> Account:
    query = f"select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from {table} t"  # noqa: S608
    rows, checksum = connection.execute(query).fetchone()
    return Account(rows, checksum)


def _mark(holder: Any, *, point: str) -> str:
    """With every writer held: the mark, and the snapshot that is exactly it. The transaction stays open.

    Deeds claim their key first, so whoever waits there lets those that run come to their end.
    """
    import psycopg

    tables = tables_of(holder)
    rest = ", ".join(table for table in tables if table != _GATE)
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        holder.execute("begin isolation level repeatable read")
        try:
            if _GATE in tables:
                holder.execute(f"set local lock_timeout = {_AT_THE_GATE_MS}")
                holder.execute(f"lock table {_GATE} in share mode")
            holder.execute(f"set local lock_timeout = {_WAIT_MS}")
            holder.execute(f"lock table {rest} in share mode")
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            holder.execute("rollback")
            time.sleep(random.uniform(0.05, 0.3))  # noqa: S311 (so as not to meet the same work again)
            continue
        holder.execute("select pg_create_restore_point(%s)", [point])
        return str(holder.execute("select pg_export_snapshot()").fetchone()[0])
    raise TooBusy
