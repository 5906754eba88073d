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
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Restore:
    """One line that says the database was brought back to an older state on purpose, and what that state lacks.

    ``kept`` is the place of the last seal in it; heads of later places above the line are ``lost``: so many seals with
    so many rows, the last of them with ``digest``. The same words stand in an audit row, sealed next after ``kept``.
    """

    id: str
    to: str
    reached: str
    kept: int
    lost: int
    lost_rows: int
    digest: str
    backup: str
    by: str
    at: str


class UnreadableHead(Exception):
    """A line of the file is no head."""

    def __init__(self, line_number: int) -> None:
        super().__init__(line_number)
        self.line_number = line_number


def heads_file() -> Path:
    """Where this installation keeps the heads of its seals."""
    return home().path / "seals" / "heads.jsonl"


def read_heads(path: Path) -> list[Head]:
    """The heads in force, in order: without those that a restore left behind. Raises UnreadableHead."""
    heads: list[Head] = []
    for line in read_lines(path):
        if isinstance(line, Restore):
            heads = [head for head in heads if head.position <= line.kept]
        else:
            heads.append(line)
    return heads


def read_lines(path: Path) -> list[Head | Restore]:
    """All lines in order; none when there is no file. Raises UnreadableHead."""
    if not path.exists():
        return []
    found: list[Head | Restore] = []
    for number, text in enumerate(_texts(path), start=1):
        line = _read(text)
        if line is None:
            raise UnreadableHead(number)
        found.append(line)
    return found


def _texts(path: Path) -> list[str]:
    """Line by line; what is no text at all makes a line that cannot be read, and hides no other."""
    return path.read_bytes().decode(errors="replace").splitlines()


def _read(text: str) -> Head | Restore | None:
    """One line; None when it is none of ours."""
    try:
        said = json.loads(text)
        line = Restore(**said["restore"]) if "restore" in said else Head(**said)
    except (ValueError, TypeError, RecursionError):
        return None
    # With postponed annotations a field's type is its name.
    return line if all(type(getattr(line, each.name)).__name__ == each.type for each in fields(line)) else None


def last_position(path: Path) -> int:
    """The highest place in force; lines that cannot be read are left for `polias audit verify` to name."""
    if not path.exists():
        return 0
    highest = 0
    for line in map(_read, _texts(path)):
        if isinstance(line, Restore):
            highest = line.kept
        elif line:
            highest = max(highest, line.position)
    return highest


def write_head(path: Path, head: Head) -> None:
    """Add one line and wait until it is on the disk."""
    _add(path, {"position": head.position, "digest": head.digest, "rows": head.rows, "at": head.at})


def write_restore(path: Path, restore: Restore) -> None:
    """Add the line that a restore leaves, and wait until it is on the disk."""
    _add(path, {"restore": asdict(restore)})


def _add(path: Path, said: dict[str, Any]) -> None:
    with path.open("a") as file:
        file.write(json.dumps(said) + "\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time adds lines."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield
