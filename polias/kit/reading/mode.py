"""Whether this process reads only: entered when the main database does not answer or takes nothing, left when it does.

The connection is turned to the replica (POLIAS_REPLICA_DATABASE_URL), or stays where it is when the main database
itself says that it may only be read. Either way every transaction is read-only by its own setting, so that a replica
which somebody has made writable is not written to by a process that believes it to be a copy.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from polias.kit.audit.spool import begin_spooling, end_spooling

#: How often a page asks whether the main database is back, and how long it waits for the answer.
ASK_EVERY_SECONDS = 3.0
ANSWER_WITHIN_SECONDS = 2

_log = logging.getLogger("polias.reading")


@dataclass
class _Mode:
    since: datetime | None = None
    main: dict[str, Any] = field(default_factory=dict)
    asked_at: float = 0.0


_mode = _Mode()


def is_reading_only() -> bool:
    return _mode.since is not None


def reading_only_since() -> datetime | None:
    """When this process found that nothing can be written; None while everything can."""
    return _mode.since


def has_replica() -> bool:
    return bool(settings.POLIAS_REPLICA_DATABASE_URL)


def begin(*, from_main: bool = False) -> bool:
    """Turn to the replica; ``from_main`` when the main database answers and only takes nothing.

    False, with nothing changed, when there is none, it does not answer, or looks cannot be spooled: no spool, no read.
    """
    if is_reading_only() or not (has_replica() or from_main):
        return False
    main = dict(connection.settings_dict)
    _enter(_read_only(main, stay=not has_replica()))
    try:
        connection.ensure_connection()
        begin_spooling()
    except (DatabaseError, InterfaceError, OSError) as error:
        _enter(main)
        _log.warning("Reading only is not possible either: %s", type(error).__name__)
        return False
    _mode.since, _mode.main, _mode.asked_at = datetime.now(UTC), main, time.monotonic()
    _log.warning("The main database takes nothing: pages are read only from now on.")
    return True


def end_if_back(*, at_once: bool = False) -> bool:
    """Turn back when the main database takes rows again; asked no more often than every few seconds."""
    if not is_reading_only():
        return False
    if not at_once and time.monotonic() < _mode.asked_at + ASK_EVERY_SECONDS:
        return False
    _mode.asked_at = time.monotonic()
    if not _takes_rows(_mode.main):
        return False
    _enter(_mode.main)
    end_spooling()
    _mode.__dict__.update(_Mode().__dict__)
    _log.warning("The main database is back: pages are read and written again.")
    return True


def _enter(parts: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(parts)


def _read_only(main: dict[str, Any], *, stay: bool) -> dict[str, Any]:
    from polias.kit.server.addresses import django_database

    parts = main if stay else django_database(settings.POLIAS_REPLICA_DATABASE_URL)
    options = {"connect_timeout": str(ANSWER_WITHIN_SECONDS), **parts.get("OPTIONS", {})}
    options["options"] = f"{options.get('options', '')} -c default_transaction_read_only=on".strip()
    return {name: parts[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} | {"OPTIONS": options}


def _takes_rows(parts: dict[str, Any]) -> bool:
    """Whether the database of these settings can be entered and written."""
    import psycopg

    where = {"dbname": parts["NAME"], "user": parts["USER"], "password": parts["PASSWORD"], "host": parts["HOST"],
             "port": parts["PORT"]}  # fmt: skip
    given = {name: value for name, value in where.items() if value}
    try:
        with psycopg.connect(connect_timeout=ANSWER_WITHIN_SECONDS, **given) as asked:
            row = asked.execute("select current_setting('transaction_read_only'), pg_is_in_recovery()").fetchone()
    except psycopg.Error:
        return False
    return row == ("off", False)
