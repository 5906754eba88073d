"""The archive of the write-ahead log: switching it on, seeing that it works, and how far it reaches."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.backup.place import BackupProblem, Place
from polias.kit.server import Home
from polias.kit.server.addresses import DATABASE_NAME, PORT
from polias.kit.server.cluster import Cluster

ARCHIVED_WITHIN_SECONDS = 60


def superuser_dsn(home: Home, *, database: str = DATABASE_NAME) -> str:
    """How the private server is entered by whoever owns it on this machine."""
    return f"host='{home.database / 'run'}' port={PORT} user=postgres dbname={database}"


def switch_on(home: Home, place: Place) -> None:
    """From now on every piece of the log goes to this place. The server runs; it need not be started again."""
    import psycopg

    place.path.mkdir(mode=0o711, parents=True, exist_ok=True)
    home.backup_choice.write_text(f"{place.path}\n")
    cluster = Cluster.at(home)
    cluster.own_folder(place.wal)
    cluster.configure_archiving()
    with psycopg.connect(superuser_dsn(home), autocommit=True) as connection:
        if connection.execute("show archive_mode").fetchone() != ("on",):
            raise BackupProblem(
                _("The database was started by an earlier version, which could not archive its log."),
                _("Stop Polias, start it again, and give the command once more."),
            )


def hand_on(home: Home) -> None:
    """Have the log up to this moment archived now. Raises BackupProblem when it does not come to that."""
    import psycopg

    with psycopg.connect(superuser_dsn(home), autocommit=True) as connection:
        piece = connection.execute("select pg_walfile_name(pg_switch_wal())").fetchone()
        wanted = str(piece[0]) if piece else ""
        until = time.monotonic() + ARCHIVED_WITHIN_SECONDS
        while not _is_archived(connection, wanted):
            if time.monotonic() > until:
                raise _not_archived(home)
            time.sleep(0.1)


def _is_archived(connection: Any, wanted: str) -> bool:
    """Names of pieces sort as they follow each other; those of histories and labels are longer."""
    row = connection.execute("select last_archived_wal from pg_stat_archiver").fetchone()
    return bool(row and row[0] and row[0][:24] >= wanted)


def _not_archived(home: Home) -> BackupProblem:
    return BackupProblem(
        _("The database could not put its log into {folder}.").format(folder=home.backups()),
        _("See that the disk has room and the folder can be written; the database's log in {folder} says why.").format(
            folder=home.database / "data" / "log"
        ),
    )


def pieces(place: Place) -> list[Path]:
    """The archived pieces of the log, in order."""
    return sorted(path for path in place.wal.glob("*.gz") if len(path.name) == len("0" * 24 + ".gz"))


def reaches_to(place: Place) -> datetime | None:
    """Until when the archive holds everything: when its newest piece was handed on."""
    times = [path.stat().st_mtime for path in pieces(place)]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def prune_log(place: Place, *, oldest_needed: str) -> int:
    """Remove the pieces before the one that the oldest kept backup begins with; how many."""
    gone = [path for path in pieces(place) if path.name[8:24] < oldest_needed[8:24]]
    for path in gone:
        path.unlink()
    return len(gone)
