"""Where backups lie, and what lies there.

wal/            each piece of the write-ahead log, packed, as PostgreSQL hands it on
full/INSTANT/   one full backup: the database, keys, accounts; MANIFEST.json is written last and makes it one
store/ab/...    every file of the installation under its SHA-256, once
files.jsonl     which file lay where since when: lines are added, and leave with the last full backup that needs them
seals/          the heads of the audit's seals
last.json       what was done last and whether it was good
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.server import Home, ServerProblem
from polias.manifest.store import write_json

MANIFEST_NAME = "MANIFEST.json"


class BackupProblem(ServerProblem):
    """A backup or a restore cannot be done as asked."""


@dataclass(frozen=True)
class Place:
    """One folder of backups. Nothing is made by looking at it."""

    path: Path

    @property
    def wal(self) -> Path:
        return self.path / "wal"

    @property
    def full(self) -> Path:
        return self.path / "full"

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def file_log(self) -> Path:
        return self.path / "files.jsonl"

    @property
    def heads(self) -> Path:
        return self.path / "seals" / "heads.jsonl"


@dataclass(frozen=True)
class Last:
    """What `last.json` says: the newest backup, whether it was good, and when a restore of one was last proved.

    Instants are ISO 8601 in UTC; `verified_at` is empty until `polias backup check` succeeded once.
    """

    at: str
    kind: str
    ok: bool
    verified_at: str
    size: int
    sentence: str = ""


def chosen_place(home: Home) -> Place | None:
    """Where this installation's backups go; None while they are off."""
    folder = home.backups()
    return Place(folder) if folder else None


def default_place(home: Home) -> Place:
    return Place(home.path / "backup")


def read_last(home: Home) -> Last | None:
    """What was done last; None when nothing was, or nothing that can be read."""
    try:
        return Last(**json.loads(_last_file(home).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_last(home: Home, last: Last) -> None:
    """Say it where the status page looks, and beside the backups themselves."""
    place = chosen_place(home)
    for file in {_last_file(home), *([place.path / "last.json"] if place else [])}:
        file.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        write_json(file, asdict(last))


def _last_file(home: Home) -> Path:
    return home.path / "backup" / "last.json"


def now() -> datetime:
    return datetime.now(UTC)


def in_words(at: datetime) -> str:
    """An instant as it stands in every file of a backup."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def alone(place: Place, *, about: str, waits: bool = False) -> Iterator[None]:
    """One process at a time does this to a place; whoever does not wait gets BackupProblem when another is at it."""
    with (place.path / f".{about}.lock").open("a") as lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupProblem(
                _("Another command is at work on the backups in {folder}.").format(folder=place.path),
                _("Wait until it has ended, then try again."),
            ) from None
        yield


def sync_tree(folder: Path) -> None:
    """Force everything below a folder to the disk, names included."""
    for base, _folders, names in os.walk(folder, topdown=False):
        for path in (*(Path(base) / name for name in names), Path(base)):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def read_json(path: Path) -> Any:
    return json.loads(path.read_bytes())
