"""A full backup: database, keys, accounts and files, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

import polias
from polias.kit.backup import log_archive
from polias.kit.backup import place as places
from polias.kit.backup.accounts import Account, Accounts, TooBusy, take_accounts
from polias.kit.backup.files import as_at, copy_files, hash_of, prune_store, shorten_log
from polias.kit.backup.place import MANIFEST_NAME, BackupProblem, Last, Place, in_words, now, read_json
from polias.kit.server import Home
from polias.kit.server.addresses import PORT
from polias.kit.server.cluster import Cluster
from polias.manifest.store import sync_folder, write_json

Doing = Callable[[str], AbstractContextManager[None]]
_BEGUN = ".making-"


@dataclass(frozen=True)
class Full:
    """One full backup, as its manifest says. Times are instants; `first_piece` is where its log begins."""

    folder: Path
    begun_at: datetime
    ended_at: datetime
    version: str
    accounts: Accounts
    first_piece: str
    size: int

    @property
    def name(self) -> str:
        return self.folder.name


def make_full(home: Home, place: Place, *, keep: int, doing: Doing) -> Full:
    """Copy everything; the private server runs. Older full backups beyond `keep` are removed afterwards."""
    place.path.mkdir(mode=0o711, parents=True, exist_ok=True)
    with places.alone(place, about="full"):
        try:
            full = _make(home, place, doing=doing)
        except BaseException as error:
            _say_it_failed(home, place, error)
            raise
        last = Last(in_words(full.ended_at), "full", True, _verified_at(home), full.size)
        places.write_last(home, last)
        if problem := _pruned(place, keep=keep):
            places.write_last(home, replace(last, sentence=problem))
    return full


def full_backups(place: Place) -> list[Full]:
    """Every finished full backup that can be read, oldest first; what has no manifest is none."""
    read = (_readable(folder) for folder in _folders(place))
    return sorted((one for one in read if one), key=lambda one: one.begun_at)


def unreadable_backups(place: Place) -> list[str]:
    """One sentence for each finished backup whose manifest is spoilt: it holds up no other, and nobody removes it."""
    words = _("The backup {folder} is left out: its {name} cannot be read. Look at it, or move it away.")
    return [words.format(folder=one.name, name=MANIFEST_NAME) for one in _folders(place) if _readable(one) is None]


def _folders(place: Place) -> list[Path]:
    found = (path.parent for path in place.full.glob(f"*/{MANIFEST_NAME}"))
    return sorted(folder for folder in found if not folder.name.startswith("."))


def _readable(folder: Path) -> Full | None:
    try:
        return read_full(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_full(folder: Path) -> Full:
    said = read_json(folder / MANIFEST_NAME)
    tables = {name: Account(**account) for name, account in said["accounts"]["tables"].items()}
    return Full(
        folder=folder,
        begun_at=datetime.fromisoformat(said["begun_at"]),
        ended_at=datetime.fromisoformat(said["ended_at"]),
        version=said["version"],
        accounts=Accounts(said["accounts"]["point"], tables),
        first_piece=said["first_piece"],
        size=said["size"],
    )


def damaged(full: Full) -> list[str]:
    """Files of a full backup that are not what its manifest says they are."""
    listed = read_json(full.folder / MANIFEST_NAME)["files"]
    return [name for name, said in listed.items() if not _is_whole(full.folder / name, said)]


def prune(place: Place, *, keep: int) -> None:
    """Remove the oldest full backups beyond `keep`, the logs and files that no kept one needs, and half-made ones."""
    for half in place.full.glob(f"{_BEGUN}*"):
        shutil.rmtree(half)
    found = full_backups(place)
    kept = found[-max(keep, 1) :]
    for old in found[: len(found) - len(kept)]:
        (old.folder / MANIFEST_NAME).unlink()  # First: without it, it is no backup any more.
        shutil.rmtree(old.folder)
    if kept:
        log_archive.prune_log(place, oldest_needed=min(one.first_piece for one in kept))
        with places.alone(place, about="files", waits=True):
            since = in_words(kept[0].begun_at)
            shorten_log(place, since=since)
            prune_store(place, since=since)


def _pruned(place: Place, *, keep: int) -> str:
    """What went wrong in it, in one sentence: something to look at, and no fault of the backup that was made."""
    try:
        prune(place, keep=keep)
    except (OSError, ValueError, LookupError, TypeError) as error:
        return _("Older backups could not be removed: {why}").format(why=f"{type(error).__name__} {error}"[:200])
    return " ".join(unreadable_backups(place))


def _make(home: Home, place: Place, *, doing: Doing) -> Full:
    begun_at = now()
    name = begun_at.strftime("%Y-%m-%dT%H-%M-%SZ")
    with doing(_("Looking whether the log is archived")):
        log_archive.switch_on(home, place)
        log_archive.hand_on(home)
    draft = _fresh_draft(place, name)
    with doing(_("Copying the database")):
        _copy_database(home, draft)
    # Whoever restores to a moment after this one begins from here.
    ended_at = now()
    with doing(_("Counting every table")):
        accounts = _accounts(home, name)
        log_archive.hand_on(home)
    with doing(_("Copying files and the heads of the seals")):
        copy_files(home, place)
    with doing(_("Writing the manifest")):
        _write_manifest(draft, begun_at=begun_at, ended_at=ended_at, accounts=accounts, files=_files(place))
        places.sync_tree(draft)
        final = place.full / name
        draft.rename(final)
        sync_folder(place.full)
    return read_full(final)


def _accounts(home: Home, name: str) -> Accounts:
    """None at all when the database was too busy to be held: a drill then compares what it can without them."""
    try:
        return take_accounts(log_archive.superuser_dsn(home), point=f"polias {name}")
    except TooBusy:
        return Accounts("", {})


def _fresh_draft(place: Place, name: str) -> Path:
    place.full.mkdir(mode=0o711, exist_ok=True)
    if (place.full / name).exists():
        raise BackupProblem(_("A backup of this very second is there already."), _("Give the command again."))
    for half in place.full.glob(f"{_BEGUN}*"):
        shutil.rmtree(half)
    draft = place.full / f"{_BEGUN}{name}"
    draft.mkdir(mode=0o711)
    return draft


def _copy_database(home: Home, draft: Path) -> None:
    cluster = Cluster.at(home)
    target = draft / "database"
    cluster.own_folder(target)
    words = ["-h", cluster.run, "-p", PORT, "-U", "postgres", "-w", "-D", target, "-Ft", "-X", "stream"]
    status, said = cluster.program(
        "pg_basebackup", *words, "--compress=client-gzip:1", "--checkpoint=fast", reaches=[target]
    )
    if status:
        reason = next((line for line in said.splitlines() if "error:" in line), said[-300:]).strip()
        raise BackupProblem(
            _("The database could not be copied: {reason}").format(reason=reason),
            _("No backup was made; the older ones are as they were. See that the disk has room, then try again."),
        )


def _write_manifest(
    draft: Path, *, begun_at: datetime, ended_at: datetime, accounts: Accounts, files: dict[str, Any]
) -> None:
    write_json(draft / "files.json", files)
    own = {str(path.relative_to(draft)): path for path in sorted(draft.rglob("*")) if path.is_file()}
    content = {
        "begun_at": in_words(begun_at),
        "ended_at": in_words(ended_at),
        "version": polias.__version__,
        "accounts": {"point": accounts.point, "tables": {n: asdict(a) for n, a in accounts.tables.items()}},
        "first_piece": _first_piece(draft / "database" / "backup_manifest"),
        "size": places.size_of(draft),
        "files": {name: {"sha256": hash_of(path), "size": path.stat().st_size} for name, path in own.items()},
    }
    write_json(draft / MANIFEST_NAME, content)


def _files(place: Place) -> dict[str, Any]:
    return {path: {"sha256": kept.sha256, "size": kept.size} for path, kept in as_at(place).items()}


def _first_piece(manifest: Path) -> str:
    """Name of the piece of the log with which the copy begins: timeline and place, as PostgreSQL's manifest says."""
    first = read_json(manifest)["WAL-Ranges"][0]
    high, low = (int(part, 16) for part in re.fullmatch(r"([0-9A-F]+)/([0-9A-F]+)", first["Start-LSN"]).groups())  # type: ignore[union-attr]
    return f"{int(first['Timeline']):08X}{high:08X}{low // (16 * 1024 * 1024):08X}"


def _is_whole(path: Path, said: dict[str, Any]) -> bool:
    return path.is_file() and path.stat().st_size == said["size"] and hash_of(path) == said["sha256"]


def _verified_at(home: Home) -> str:
    last = places.read_last(home)
    return last.verified_at if last else ""


def _say_it_failed(home: Home, place: Place, error: BaseException) -> None:
    """The status page has to hear of it; a disk too full even for that must not hide the fault itself."""
    for half in place.full.glob(f"{_BEGUN}*"):
        shutil.rmtree(half, ignore_errors=True)
    try:
        places.write_last(home, Last(in_words(now()), "full", False, _verified_at(home), 0, str(error)[:300]))
    except OSError:
        os.sync()
