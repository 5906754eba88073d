"""Which PostgreSQL processes live on a data folder, read from the kernel and not from a pid file.

A pid file outlives its process (a crash, a restarted container), and its number may by then be another program's; a
data folder may have been moved while its server ran. A server's working folder is always its data folder.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def processes_in(data: Path) -> set[int]:
    """Process ids whose working folder is `data`: the postmaster and its children."""
    try:
        wanted = data.stat()
    except OSError:
        return set()
    return {pid for pid in _all_processes() if _works_in(pid, wanted)}


def postmaster_of(data: Path) -> int | None:
    """The process id of the live server on `data`, or None."""
    written = pid_file_lines(data)
    pid = int(written[0]) if written and written[0].strip().isdecimal() else None
    try:
        return pid if pid is not None and _works_in(pid, data.stat()) else None
    except OSError:
        return None


def pid_file_lines(data: Path) -> list[str]:
    """postmaster.pid: process id, data folder, start, port, socket folder, ...; empty when there is none.

    It is written in steps, so a caller must not count on every line being there.
    """
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def all_gone(data: Path, *, seconds: float) -> bool:
    """Wait until no process works in `data`; whether that came to be in time."""
    until = time.monotonic() + seconds
    while processes_in(data):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def end_orphans(data: Path) -> None:
    """End what a killed postmaster left at work in `data`; nothing while any of them has its parent there still.

    They can do no more than hold up the next start: whatever they write now, recovery judges by the log.
    """
    left = processes_in(data)
    if any(_parent(pid) in left for pid in left):
        return
    for pid in left:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _parent(pid: int) -> int | None:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid:")), None)


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _works_in(pid: int, folder: os.stat_result) -> bool:
    try:
        found = Path(f"/proc/{pid}/cwd").stat()
        return os.path.samestat(found, folder) and Path(f"/proc/{pid}/comm").read_text().startswith("postgres")
    except OSError:
        return False
