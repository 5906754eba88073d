"""Room on the database's disk: a reserve is held back, so that a full disk stops writing and not reading.

Every look is logged, so reading writes too; with no room at all nobody could see anything. A file of the reserve's
size lies beside the database. When the disk runs full it is removed: looks and the log go on in what it held, and deeds
are refused in one sentence. When there is room again the file is made anew and deeds are taken, without a hand.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from polias.kit.errors import PoliasError
from polias.kit.server.addresses import named_url
from polias.kit.server.folder import home

MB = 1024 * 1024

#: One piece of the write-ahead log: with less than this the database itself would stop.
LEAST_FREE = 16 * MB


class DiskFull(PoliasError):
    """There is no room to store what was asked."""

    status = 503
    slug = "disk-full"

    def __init__(self) -> None:
        super().__init__(
            _("The disk is full, so nothing can be saved just now; nothing of this was stored."),
            do=_("What you typed is still here. Tell whoever runs Polias, and send it again when there is room."),
        )


def refuse_without_room() -> None:
    """Raise DiskFull when there is no room for a deed."""
    if not has_room():
        raise DiskFull


def has_room() -> bool:
    """Whether deeds may be stored; gives the reserve up, or takes it back, as the disk now is.

    A server that is not our own has a disk we cannot see: there the database itself has to say that it is full.
    """
    reserve = _reserve_file()
    if reserve is None:
        return True
    free = shutil.disk_usage(reserve.parent).free
    if reserve.exists():
        if free >= LEAST_FREE:
            return True
        give_up_the_reserve()
        return False
    return free >= reserve_bytes() + 2 * LEAST_FREE and _take_back(reserve)


def give_up_the_reserve() -> bool:
    """Let what is held back go, for looks and for the database's own log; whether there was any."""
    reserve = _reserve_file()
    if reserve is None or not reserve.exists():
        return False
    reserve.unlink(missing_ok=True)
    return True


def reserve_bytes() -> int:
    """How much is held back: POLIAS_RESERVE_MB, 64 where it says nothing sensible."""
    word = os.environ.get("POLIAS_RESERVE_MB") or "64"
    return (int(word) if word.isdecimal() else 64) * MB


def _reserve_file() -> Path | None:
    """Where the reserve lies, whether or not it is there; None without a private server."""
    if named_url("app") or named_url("owner"):
        return None
    folder = home().database
    return folder / "reserve" if folder.is_dir() else None


def _take_back(reserve: Path) -> bool:
    """Made beside its place, so that half a reserve is never taken for one; whether it could be made."""
    draft = reserve.with_name(f"reserve.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(reserve_bytes(), 1))
        draft.rename(reserve)
    except OSError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True
