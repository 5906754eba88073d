"""A database of its own for the proofs of upgrades: migrated from nothing, filled, summed up table by table."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from polias.kit.server.addresses import connection_parts


@contextmanager
def as_owner_in(server: Any, name: str) -> Iterator[str]:
    """Django's connection as the owner, in a new database of this name, which is dropped afterwards; its address."""
    before = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD")}
    owner = connection_parts(server.owner_url)
    connection.close()
    with psycopg.connect(server.owner_url, autocommit=True) as maker:
        maker.execute(f"drop database if exists {name} with (force)")
        maker.execute(f"create database {name} template template0")
        connection.settings_dict.update(NAME=name, USER=owner["user"], PASSWORD=owner["password"])
        try:
            yield psycopg.conninfo.make_conninfo(server.owner_url, dbname=name)
        finally:
            connection.close()
            connection.settings_dict.update(before)
            maker.execute(f"drop database if exists {name} with (force)")


Columns = dict[str, tuple[str, ...]]


def columns() -> Columns:
    """Every table with its columns, but for what Django and PostgreSQL note about the migrations themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, array_agg(a.attname::text order by a.attname) from pg_class c join pg_attribute a"
            " on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            " and not c.relispartition and a.attnum > 0 and not a.attisdropped group by c.relname"
        )
        found = {table: tuple(names) for table, names in cursor.fetchall()}
    # The names of tables and rights are filled by Django after each migration, as its own.
    own = {"django_migrations", "django_content_type", "auth_permission"}
    return {table: names for table, names in found.items() if table not in own}


def sums(of: Columns) -> dict[str, tuple[int, str]]:
    """Rows and checksum of each table over these columns, in whatever order the rows lie."""
    found = {}
    with connection.cursor() as cursor:
        for table, names in of.items():
            row = ", ".join(f'"{name}"' for name in names)
            cursor.execute(
                f"select count(*), coalesce(sum(('x' || left(md5(r), 15))::bit(60)::bigint), 0)::text"
                f" from (select row({row})::text as r from {table}) t"
            )
            found[table] = cursor.fetchone()
    return found


def common(one: Columns, other: Columns) -> Columns:
    """What both have."""
    return {t: tuple(n for n in one[t] if n in other[t]) for t in one.keys() & other.keys()}


class Watch:
    """Somebody who goes on reading and writing while tables are changed, and how long they had to wait."""

    def __init__(self, url: str) -> None:
        self.url, self.longest, self.waited_for = url, 0.0, ""
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop.set()
        self.thread.join(timeout=60)

    def _watch(self) -> None:
        tables = ("kit_register", "crime_crimereport", "kit_auditrow", "pole_person")
        with psycopg.connect(self.url, autocommit=True) as somebody:
            while not self.stop.is_set():
                for table in tables:
                    began = time.monotonic()
                    try:
                        with somebody.transaction():
                            somebody.execute(f"select 1 from {table} limit 1")
                            somebody.execute(f"lock table {table} in row exclusive mode")
                    except psycopg.errors.UndefinedTable:
                        continue
                    waited = time.monotonic() - began
                    if waited > self.longest:
                        self.longest, self.waited_for = waited, table
                time.sleep(0.02)
