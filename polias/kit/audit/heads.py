"""The heads of the chain, one line for each seal, kept in a file outside the database.

Whoever may rewrite the database can rewrite a chain in it; what was written elsewhere contradicts them. Copy this file
to where the database's administrators cannot write. Lines are only ever added.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from polias.kit.server.folder import home


@dataclass(frozen=True)
class Head:
    """One line: a seal's place, its digest as hexadecimal, how many rows it holds, and when it was made."""

    position: int
    digest: str
    rows: int
    at: str

    @classmethod
    def of(cls, position: int, digest: bytes, rows: int, sealed_at: datetime) -> Head:
        return cls(position, bytes(digest).hex(), rows, sealed_at.isoformat())


class UnreadableHead(Exception):
    """A line of the file is no head."""

    def __init__(self, line_number: int) -> None:
        super().__init__(line_number)
        self.line_number = line_number


def heads_file() -> Path:
    """Where this installation keeps the heads of its seals."""
    return home().path / "seals" / "heads.jsonl"


def read_heads(path: Path) -> list[Head]:
    """All lines in order; none when there is no file. Raises UnreadableHead."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            found.append(Head(**json.loads(line)))
        except (ValueError, TypeError):
            raise UnreadableHead(number) from None
    return found


def last_position(path: Path) -> int:
    """The highest place written down; lines that cannot be read are left for `polias audit verify` to name."""
    if not path.exists():
        return 0
    highest = 0
    for line in path.read_text().splitlines():
        try:
            highest = max(highest, int(json.loads(line)["position"]))
        except (ValueError, TypeError, KeyError):
            continue
    return highest


def write_head(path: Path, head: Head) -> None:
    """Add one line and wait until it is on the disk."""
    line = json.dumps({"position": head.position, "digest": head.digest, "rows": head.rows, "at": head.at}) + "\n"
    with path.open("a") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time adds lines."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield
