"""One short line for each page, in a file for each minute, until the worker has counted them.

A line costs a page one write of some microseconds and no query. It is outside the page's transaction, so that a page
that was rolled back is counted too, and outside the database, so that pages are counted while that is away. A line
holds the name of the route, the method, the status, milliseconds and the number of queries; nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from polias.kit.server.folder import home

#: A worker that is away for longer than a day finds the first day of it; the disk is not filled.
MOST_FILES = 24 * 60
#: So long after its end a minute is taken to be finished.
PATIENCE = timedelta(seconds=5)

NAME = "%Y%m%dT%H%M"


@dataclass(frozen=True)
class Page:
    """One page that was answered."""

    route: str
    method: str
    status: int
    milliseconds: int
    queries: int


@dataclass(frozen=True)
class Process:
    """What one web process used when a minute began."""

    memory_kb: int
    open_files: int


def folder() -> Path:
    return home().path / "health" / "pages"


class _Open:
    """The file of this process and minute, kept open until the next."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.descriptor: int | None = None


_open = _Open()


def note(page: Page, *, at: datetime | None = None) -> None:
    """Write one page down; a fault of the disk is no fault of the page, which is answered all the same."""
    minute = (at or datetime.now(UTC)).replace(second=0, microsecond=0)
    line = f"{page.route}\t{page.method}\t{page.status}\t{page.milliseconds}\t{page.queries}\n"
    try:
        descriptor = _file_of(minute)
        if descriptor is not None:
            os.write(descriptor, line.encode())
    except OSError:
        return


def _file_of(minute: datetime) -> int | None:
    """An open file, to which several processes append; None when too many wait already."""
    key = (os.getpid(), os.environ.get("POLIAS_HOME"), minute)
    if key == _open.key:
        return _open.descriptor
    if _open.descriptor is not None and _open.key[0] == key[0]:
        os.close(_open.descriptor)
    _open.key, _open.descriptor = key, None
    where = folder()
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    if len(os.listdir(where)) < MOST_FILES:
        path = where / minute.strftime(NAME)
        _open.descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        used = used_now()
        os.write(_open.descriptor, f"#\t{used.memory_kb}\t{used.open_files}\n".encode())
    return _open.descriptor


def used_now() -> Process:
    """Memory and open files of this process; noughts where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Process(pages * os.sysconf("SC_PAGE_SIZE") // 1024, len(os.listdir("/proc/self/fd")))
    except (OSError, ValueError, IndexError):
        return Process(0, 0)


def finished(*, now: datetime) -> list[tuple[datetime, Path]]:
    """The files of minutes that are over, oldest first."""
    found = []
    for path in sorted(folder().glob("*")) if folder().is_dir() else []:
        try:
            minute = datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
        except ValueError:
            continue
        if minute + timedelta(minutes=1) + PATIENCE <= now:
            found.append((minute, path))
    return found


def lines_of(path: Path) -> Iterator[Page | Process]:
    """What a file holds; a line that was torn when the machine stopped is left out."""
    for line in path.read_text(errors="replace").splitlines():
        parts = line.split("\t")
        try:
            if parts[0] == "#":
                yield Process(int(parts[1]), int(parts[2]))
            else:
                route, method, status, milliseconds, queries = parts
                yield Page(route, method, int(status), int(milliseconds), int(queries))
        except (ValueError, IndexError):
            continue
