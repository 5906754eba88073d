"""Files of the installation, copied by their SHA-256: what is there already is not copied again.

A line of the log says from when on a path held which content; so the files of any moment can be put together again. It
is done by the worker every half minute and by each full backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from polias.kit.backup.place import Place, alone, in_words, now
from polias.kit.server import Home
from polias.manifest.store import sync_folder

#: Copied otherwise (the database, the heads), or of no use elsewhere (logs, what is measured each minute, the backups
#: themselves, locks).
NOT_FILES = frozenset({"database", "logs", "health", "backup", "backup-folder", "seals"})
_STILL_COMING_IN = frozenset({"incoming"})
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """One line: from `at` on the path held this content; without a digest, from then on it was gone."""

    path: str
    sha256: str
    size: int
    changed: int
    mode: int
    at: str


@dataclass(frozen=True)
class Copied:
    """What one round did: new contents, their bytes, and paths that are gone since."""

    files: int
    size: int
    gone: int


def copy_files(home: Home, place: Place, *, waits: bool = True) -> Copied:
    """Copy what is new or changed since the last round, and the heads of the seals.

    An earlier round that is still at it is waited for; with ``waits=False`` it raises BackupProblem.
    """
    place.path.mkdir(mode=0o711, parents=True, exist_ok=True)
    with alone(place, about="files", waits=waits):
        before = as_at(place)
        found = dict(files_of(home))
        new = [path for path, stat in found.items() if not _is_as_before(before.get(path), stat)]
        lines = [line for path in sorted(new, key=_manifests_first) if (line := _keep(home, place, path))]
        gone = [_gone(path) for path in before if path not in found]
        _add(place, [*lines, *gone])
        copy_heads(home, place)
    return Copied(files=len(lines), size=sum(line.size for line in lines), gone=len(gone))


def as_at(place: Place, *, at: str = "9999") -> dict[str, Kept]:
    """Which content each path held at an instant (as `in_words` writes it), by path."""
    held: dict[str, Kept] = {}
    for line in _lines(place):
        if _since(line) > at:
            continue
        held.pop(line.path, None)
        if line.sha256:
            held[line.path] = line
    return held


def _since(line: Kept) -> str:
    """From when a line holds: what was copied half a minute later had been there since it was last written."""
    written = in_words(datetime.fromtimestamp(line.changed / 1e9, UTC)) if line.sha256 else line.at
    return min(written, line.at)


def prune_store(place: Place, *, since: str) -> int:
    """Remove contents that nothing has held at or after an instant; how many."""
    needed = {line.sha256 for line in as_at(place, at=since).values()}
    needed |= {line.sha256 for line in _lines(place) if line.at >= since}
    gone = [path for path in place.store.glob("??/*") if path.name not in needed]
    for path in gone:
        path.unlink()
    return len(gone)


def shorten_log(place: Place, *, since: str) -> None:
    """Leave only the lines that say which content a path held at an instant or later; whole or not at all."""
    lines = list(_lines(place))
    last = {line.path: line for line in lines if _since(line) <= since}
    later = {line.path for line in lines if _since(line) > since}
    kept = [
        line
        for line in lines
        # That a path was gone by then needs saying only where another line of it stays.
        if _since(line) > since or (line is last[line.path] and (line.sha256 or line.path in later))
    ]
    draft = place.file_log.with_name(f".{place.file_log.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    _write(draft, kept)
    draft.replace(place.file_log)
    sync_folder(place.path)


def stored(place: Place, sha256: str) -> Path:
    return place.store / sha256[:2] / sha256


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(home: Home) -> Iterator[tuple[str, os.stat_result]]:
    """Every file that a backup takes one by one, by its path within the installation."""
    for base, folders, names in os.walk(home.path):
        left_out = (
            NOT_FILES if Path(base) == home.path else _STILL_COMING_IN if Path(base) == home.files else frozenset()
        )
        folders[:] = [name for name in folders if name not in left_out]
        for name in names:
            if name not in left_out and not name.endswith((".lock", ".part")):
                path = Path(base) / name
                try:
                    yield str(path.relative_to(home.path)), path.stat()
                except FileNotFoundError:  # Gone since the folder was read.
                    continue


def copy_heads(home: Home, place: Place) -> None:
    """The heads as they are now, whole or not at all."""
    source = home.path / "seals" / "heads.jsonl"
    if source.exists():
        place.heads.parent.mkdir(mode=0o700, exist_ok=True)
        _copy(source, place.heads)


def _manifests_first(path: str) -> tuple[bool, str]:
    """A dataset's manifest before the files it names: those are there when it is, and may be thinned out later."""
    return (not path.endswith("manifest.json"), path)


def _is_as_before(line: Kept | None, stat: os.stat_result) -> bool:
    return line is not None and (line.size, line.changed) == (stat.st_size, stat.st_mtime_ns)


def _keep(home: Home, place: Place, path: str) -> Kept | None:
    """Put one file into the store; None when it went away meanwhile."""
    source = home.path / path
    try:
        stat = source.stat()
        sha256 = _into_the_store(place, source)
    except FileNotFoundError:
        return None
    return Kept(path, sha256, stat.st_size, stat.st_mtime_ns, stat.st_mode & 0o777, in_words(now()))


def _into_the_store(place: Place, source: Path) -> str:
    """Hash what is copied, not what lies there before or after; a content that is stored already is left."""
    place.store.mkdir(mode=0o700, exist_ok=True)
    draft, digest = place.store / f".{os.getpid()}.part", hashlib.sha256()
    with source.open("rb") as read, draft.open("wb") as write:
        os.fchmod(write.fileno(), 0o600)
        while block := read.read(_BLOCK):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    target = stored(place, digest.hexdigest())
    if target.exists():
        draft.unlink()
    else:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        draft.rename(target)
    return digest.hexdigest()


def _gone(path: str) -> Kept:
    return Kept(path, "", 0, 0, 0, in_words(now()))


def _add(place: Place, lines: list[Kept]) -> None:
    if not lines:
        return
    cut_short = place.file_log.exists() and not place.file_log.read_bytes().endswith(b"\n")
    _write(place.file_log, lines, begin="\n" if cut_short else "")


def _write(file_log: Path, lines: list[Kept], *, begin: str = "") -> None:
    with file_log.open("a") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(begin)
        file.writelines(json.dumps(asdict(line)) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def _lines(place: Place) -> Iterator[Kept]:
    """A last line that a crash cut short is left out: its round was not finished, and is done again."""
    if not place.file_log.exists():
        return
    for text in place.file_log.read_text().splitlines():
        try:
            yield Kept(**json.loads(text))
        except (ValueError, TypeError):
            continue


def _copy(source: Path, target: Path) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.copy2(source, draft)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)
