"""Which faults are an interruption and no mistake of ours, and whether anything may have been stored before it came."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Literal

Interruption = Literal["away", "full", "reading"]

#: How PostgreSQL says that it stops, starts, or takes no more connections (SQLSTATE).
_AWAY = frozenset({"57P01", "57P02", "57P03", "53300"})
_FULL = frozenset({"53100"})
#: A standby, or a main database that was told to take nothing.
_READING = frozenset({"25006"})
_DISK = (errno.ENOSPC, errno.EDQUOT)

_commits: ContextVar[int] = ContextVar("polias_commits", default=0)


def about_to_commit() -> None:
    """Note that from here on something may have been stored; called by the frame of every deed and look."""
    _commits.set(_commits.get() + 1)


def commits_begun() -> int:
    """How many transactions of this thread of work have been asked to commit."""
    return _commits.get()


def interruption(error: BaseException | None) -> Interruption | None:
    """What interrupted us, looked for in the error and in all that it came from; None for any other fault."""
    return next((kind for each in _with_origins(error) if (kind := _kind(each))), None)


def _kind(error: BaseException) -> Interruption | None:
    import psycopg

    if isinstance(error, OSError) and error.errno in _DISK:
        return "full"
    if not isinstance(error, psycopg.Error):
        return None
    code = error.sqlstate or ""
    if code in _FULL:
        return "full"
    if code in _READING:
        return "reading"
    if code in _AWAY or code.startswith("08"):
        return "away"
    # Without a code it was not the server that spoke: the connection broke, or was never had.
    broken = not code and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return "away" if broken else None


def _with_origins(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
