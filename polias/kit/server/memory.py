"""How much of the machine's memory the private database keeps its pages in."""

from __future__ import annotations

import os
from pathlib import Path

MB = 1024**2
#: Of the memory that there is, as PostgreSQL's manual advises; never less or more than so many megabytes.
SHARE, LEAST_MB, MOST_MB = 4, 128, 8192
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def buffers_mb(memory: int) -> int:
    """The size of the database's own cache, in megabytes, on a machine with so many bytes of memory.

    It takes the memory only as it fills. Everything that searches go through again and again should fit: the keys of a
    million people take a gigabyte.
    """
    return max(LEAST_MB, min(MOST_MB, memory // MB // SHARE))


def memory_of_the_machine() -> int:
    """Bytes of memory that this machine has, or that its container may use."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([there, *(limit for path in LIMITS if (limit := _limit(Path(path))))])


def _limit(file: Path) -> int | None:
    """What a control group allows; None where there is none, or where it allows everything."""
    try:
        said = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return int(said) if said.isdecimal() and int(said) else None
