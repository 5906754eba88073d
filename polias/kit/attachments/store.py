"""Where files lie: under the SHA-256 of their content, each once, written beside its place and then moved into it."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from polias.kit.attachments.kinds import FIRST_BYTES, FileRefused
from polias.kit.errors import PoliasError
from polias.kit.record.ids import uuid7

log = logging.getLogger(__name__)
BYTES_PER_MB = 1024 * 1024
READ_AT_ONCE = 1024 * 1024
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoom(PoliasError):
    """The disk for files is full; nothing of the file was kept."""

    status = 507
    slug = "no-room"

    def __init__(self) -> None:
        super().__init__(
            _("There is no room left for files, so this one was not kept; the record is as it was."),
            do=_("Tell your system administrator, and send the file again later."),
        )


def folder() -> Path:
    """The folder of all files, ``ab/cdef...`` by hash; another folder beside holds what is still coming in."""
    return Path(settings.POLIAS_HOME.files)


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies."""
    return folder() / sha256[:2] / sha256[2:]


def _incoming() -> Path:
    return folder() / "incoming"


class Incoming:
    """A file that is coming in: written to a name of its own, hashed on the way, and gone unless it is kept.

    ``trouble`` says why it cannot be kept; from then on the rest is let pass unwritten.
    """

    def __init__(self, *, most_bytes: int) -> None:
        self.size, self.head, self.most_bytes = 0, b"", most_bytes
        self.trouble: PoliasError | None = None
        self._hash = hashlib.sha256()
        self._path, self._descriptor = _incoming() / str(uuid7()), -1
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            self._give_up(error)

    def write(self, some: bytes) -> None:
        """Take the next bytes."""
        if self.trouble is None and self.size + len(some) > self.most_bytes:
            self.trouble = too_large(self.most_bytes)
            self.discard()
        if self.trouble is not None:
            return
        try:
            _write_all(self._descriptor, some)
        except OSError as error:
            self._give_up(error)
            return
        self._hash.update(some)
        self.head += some[: FIRST_BYTES - len(self.head)]
        self.size += len(some)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @property
    def descriptor(self) -> int:
        """The open file, for whoever looks at it."""
        return self._descriptor

    def keep(self) -> None:
        """Move the file to its place, safe on the disk before it is named there. Raises NoRoom, or what was wrong."""
        if self.trouble is not None:
            raise self.trouble
        place = path_of(self.sha256)
        try:
            os.fchmod(self._descriptor, 0o440)
            os.fsync(self._descriptor)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Also over one that lies there: that may have been damaged, and this one has just been hashed.
            os.replace(self._path, place)
            _sync_folder(place.parent)
        except OSError as error:
            self._give_up(error)
            raise NoRoom from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave nothing behind; may be called at any time and more than once."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._path.unlink(missing_ok=True)

    def _give_up(self, error: OSError) -> None:
        log.error("A file could not be kept: %s", error.strerror)
        if error.errno not in NO_ROOM:
            self.discard()
            raise error
        self.trouble = NoRoom()
        self.discard()


def too_large(most_bytes: int) -> FileRefused:
    most = most_bytes // BYTES_PER_MB
    return FileRefused(
        _("The file is larger than %(most)d MB.") % {"most": most},
        do=_("Send a smaller one: a shorter film, or the pages that matter."),
    )


def open_checked(sha256: str, *, size: int) -> int:
    """The file open for reading, once it is certain that it is what was sent in. Raises FileRefused when it is not."""
    try:
        descriptor = os.open(path_of(sha256), os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        raise _not_the_same(sha256) from None
    found = hashlib.sha256()
    while some := os.read(descriptor, READ_AT_ONCE):
        found.update(some)
    if found.hexdigest() != sha256 or os.fstat(descriptor).st_size != size:
        os.close(descriptor)
        raise _not_the_same(sha256)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _not_the_same(sha256: str) -> FileRefused:
    log.error("The file %s is missing or is not what was sent in", sha256)
    return FileRefused(
        _("This file is missing or is no longer what was sent in, so it is not given out."),
        do=_("Tell your system administrator: it can be brought back from a backup."),
    )


def hashes_older_than(seconds: float) -> Iterator[str]:
    """Hashes of the files in their places that came in, or were taken off a record, so long ago."""
    for path in sorted(folder().glob("[0-9a-f][0-9a-f]/*")):
        if _lies_since(path, seconds):
            yield path.parent.name + path.name


def lies_from_now(sha256: str) -> None:
    """Count the days that a file is left lying from now: a row that named it goes."""
    with suppress(FileNotFoundError):
        os.utime(path_of(sha256))


def remove(sha256: str, *, older_than_seconds: float) -> bool:
    """Take a file away that no row names, unless one did a moment ago; only the sweep calls this."""
    path = path_of(sha256)
    if not _lies_since(path, older_than_seconds):
        return False
    path.unlink(missing_ok=True)
    return True


def _lies_since(path: Path, seconds: float) -> bool:
    try:
        return path.stat().st_mtime < time.time() - seconds
    except FileNotFoundError:
        return False


def forget_half_files(*, older_than_seconds: float) -> int:
    """What a process that was killed left behind while a file came in; how many there were."""
    before, gone = time.time() - older_than_seconds, 0
    for path in _incoming().glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _write_all(descriptor: int, some: bytes) -> None:
    rest = memoryview(some)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(path: Path) -> None:
    for one in (path, path.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
