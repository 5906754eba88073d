"""Bringing a database back: the full copy is unpacked, then the archived log is replayed up to the chosen point."""

from __future__ import annotations

import os
import tarfile
import time
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.backup.full import Full
from polias.kit.backup.log_archive import superuser_dsn
from polias.kit.backup.place import BackupProblem, Place, in_words
from polias.kit.server import Home, ServerProblem
from polias.kit.server.archive import recovery_settings
from polias.kit.server.cluster import Cluster
from polias.kit.server.lifetime import alone_with, prepare_folders

_BEYOND_THE_LOG = "recovery ended before configured recovery target was reached"
_LONGEST_SECONDS = 12 * 60 * 60


def unpack(full: Full, home: Home) -> None:
    """Put the copy of the database into an installation that has none yet."""
    prepare_folders(home)
    cluster = Cluster.at(home)
    cluster.own_folder(cluster.data)
    for name, target in (("base.tar.gz", cluster.data), ("pg_wal.tar.gz", cluster.data / "pg_wal")):
        with tarfile.open(full.folder / "database" / name) as tar:
            # What would lie outside, or is a device, has no place in a database. Pythons before 3.11.4 know no filters;
            # there the digests, compared before, have to do alone.
            tar.extraction_filter = getattr(tarfile, "tar_filter", None)  # type: ignore[assignment]
            tar.extractall(target)  # noqa: S202
    for base, folders, names in os.walk(cluster.data):
        for path in (Path(base), *(Path(base) / name for name in (*folders, *names))):
            cluster.give(path)


def replay(place: Place, home: Home, *, to: datetime | None, point: str = "") -> bool:
    """Replay the log to an instant, to a mark, or to its end, and open for work; whether the instant was reached.

    When nothing was done between the last commit and the instant the log ends before it: that is its end then.
    """
    targets = _targets(to=to, point=point)
    try:
        _start(place, home, targets)
    except ServerProblem as problem:
        if to is None or not _ended_too_soon(home, problem):
            raise
        _start(place, home, ())
        return False
    return True


def last_commit(home: Home) -> datetime | None:
    """When the last transaction of the replayed log was committed; asked before the server is started again."""
    import psycopg

    with psycopg.connect(superuser_dsn(home, database="postgres"), autocommit=True) as connection:
        found: tuple[Any, ...] | None = connection.execute("select pg_last_xact_replay_timestamp()").fetchone()
    return found[0] if found else None


def _targets(*, to: datetime | None, point: str) -> tuple[str, ...]:
    if point:
        return (f"recovery_target_name = '{point}'",)
    if to is not None:
        return (f"recovery_target_time = '{in_words(to)}'",)
    return ()


def _start(place: Place, home: Home, targets: tuple[str, ...]) -> None:
    cluster = Cluster.at(home)
    signal = cluster.data / "recovery.signal"
    signal.touch()
    cluster.give(signal)
    with alone_with(home):
        cluster.start(lines=recovery_settings(place.wal, *targets), reaches=[place.wal / "x"])
    _wait_until_open(home, cluster)


def _wait_until_open(home: Home, cluster: Cluster) -> None:
    import psycopg

    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        if not cluster.is_running():
            raise ServerProblem(_("The database stopped while its log was replayed."), _newest_log(cluster)[-300:])
        try:
            with psycopg.connect(superuser_dsn(home, database="postgres"), autocommit=True) as connection:
                if connection.execute("select pg_is_in_recovery()").fetchone() == (False,):
                    return
        except psycopg.OperationalError:
            pass  # It stops, or does not take anybody yet: the next look says which.
        time.sleep(0.1)
    raise BackupProblem(_("Replaying the log took more than twelve hours."), _("Begin from a newer full backup."))


def _ended_too_soon(home: Home, problem: ServerProblem) -> bool:
    return _BEYOND_THE_LOG in f"{problem} {_newest_log(Cluster.at(home))}"


def _newest_log(cluster: Cluster) -> str:
    """The end of the newest log, whichever day's file it is in."""
    files = sorted((cluster.data / "log").glob("*.log"), key=lambda file: file.stat().st_mtime)
    return files[-1].read_text(errors="replace")[-4000:] if files else ""
