"""A disk so small that it can be filled: a memory file system where one may be mounted, and never the machine's own.

In a container that may mount nothing there is none. Then the same way is walked by another door: the reserve that is
held back is set higher than the disk has room, and the figure says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass
class SmallDisk:
    """One folder with a disk of its own; `form` says in words what kind it is."""

    folder: Path
    form: str

    @property
    def is_real(self) -> bool:
        return os.path.ismount(self.folder)

    def fill(self) -> int:
        """Take every byte that is free now; what others give up meanwhile is left to them. How many were taken."""
        left = self.free()
        filler = self.folder / "filler"
        with filler.open("ab", buffering=0) as file, suppress(OSError):
            while left > 0:
                left -= file.write(bytes(min(left, 64 * 1024)))
        return filler.stat().st_size

    def make_room(self) -> None:
        (self.folder / "filler").unlink()

    def free(self) -> int:
        return shutil.disk_usage(self.folder).free


@contextmanager
def small_disk(folder: Path, *, mb: int) -> Iterator[SmallDisk]:
    """Make `folder` a disk of so many megabytes, where that may be done; unmounted at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={mb}m,mode=0711", "tmpfs", str(folder)]
    mounted = subprocess.run(words, check=False, capture_output=True).returncode == 0
    form = f"a disk of {mb} MB" if mounted else "no small disk may be mounted here: a reserve larger than the disk"
    try:
        yield SmallDisk(folder, form)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
