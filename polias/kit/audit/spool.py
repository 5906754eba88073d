"""The spool: while the primary database takes nothing, each look is written to a local file before its page is shown.

No spool, no read: a look that cannot be put on the disk here is not given. Each process has a file of its own under
POLIAS_HOME/spool, readable by its owner alone, in which every line holds the digest of the line before; it is locked as
long as it grows, merged into the audit when the primary is back (polias.kit.audit.merging), and kept in ``merged`` for
`polias audit verify` to compare with.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polias.kit.audit.canonical import canonical, digest, header
from polias.kit.server.folder import home

if TYPE_CHECKING:
    from polias.kit.audit.model import AuditRow

#: The kinds of processing that a page which only reads can leave.
OF_READING = frozenset({"consultation", "disclosure", "combination"})
BEGINNING = hashlib.sha256(b"polias spool").hexdigest()

_waiting: ContextVar[list[AuditRow] | None] = ContextVar("polias_spool_waiting", default=None)


class SpoolBroken(Exception):
    """A line of a spool is not what was written there, or stands at another place."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(f"{file}:{line}")
        self.file, self.line = file, line

    @property
    def sentence(self) -> str:
        return _("Line {n} of the spool {file} is not what was written there, or lines before it are gone.").format(
            n=self.line, file=self.file
        )


class SpoolUnreadable(SpoolBroken):
    """A spool that cannot even be opened: a disk that fails, or a file that somebody else owns."""

    def __init__(self, file: str, fault: OSError) -> None:
        super().__init__(file, 0)
        self.why = fault.strerror or type(fault).__name__

    @property
    def sentence(self) -> str:
        return _("The spool {file} cannot be read: {why}.").format(file=self.file, why=self.why)


class NotALook(RuntimeError):
    """Something tried to spool a change: with a database that takes nothing there can be none."""


@dataclass(frozen=True)
class Spooled:
    """One look as the spool holds it: the columns of its audit row."""

    at: datetime
    kind: str
    verb: str
    actor_id: int
    cell: int
    record_id: UUID | None
    reference: str
    deed: UUID
    content: str
    salt: bytes
    digest: bytes


@dataclass
class _State:
    """Whether this process reads only, and the file it writes its looks to."""

    on: bool = False
    file: Any = None
    name: str = ""
    lines: int = 0
    last: str = BEGINNING


_state = _State()
_one_at_a_time = threading.Lock()


def spool_folder() -> Path:
    """Where this installation keeps its spools."""
    return home().path / "spool"


def reads_go_to_spool() -> bool:
    """Whether looks are now logged in the spool, since the database takes nothing."""
    return _state.on


def begin_spooling() -> None:
    """From now on this process logs looks in a file of its own. Raises OSError when that cannot be made."""
    if not _state.on:
        _open()
        _state.on = True


def end_spooling() -> None:
    """The database takes rows again; the file may be merged now."""
    if _state.file is not None:
        _state.file.close()
    _state.__dict__.update(_State().__dict__)


def hold(rows: Sequence[AuditRow]) -> None:
    """Rows of the page in hand: put on the disk when its transaction ends well (``put_down``), else forgotten."""
    if any(row.kind not in OF_READING for row in rows):
        raise NotALook
    waiting = _waiting.get()
    if waiting is None:
        _append(rows)
    else:
        waiting += rows


def start_holding() -> Any:
    return _waiting.set([])


def put_down(token: Any, *, keep: bool) -> None:
    """Write what was held and wait until it is on the disk, or forget it. Raises OSError: then nothing may be shown."""
    rows = _waiting.get() or []
    _waiting.reset(token)
    if keep and rows:
        _append(rows)


def _open() -> None:
    """Under a draft's name until it is locked: a finished spool is known by nobody holding it."""
    folder = spool_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _state.name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{os.getpid()}"
    draft = folder / f"{_state.name}.part"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
    # Without a buffer: what did not go in must not come back before the next look.
    _state.file = os.fdopen(descriptor, "wb", buffering=0)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    draft.rename(draft.with_suffix(".jsonl"))
    _sync_folder(folder)


def _append(rows: Sequence[AuditRow]) -> None:
    with _one_at_a_time:
        _write(rows)


def _write(rows: Sequence[AuditRow]) -> None:
    before = (_state.lines, _state.last, os.fstat(_state.file.fileno()).st_size)
    try:
        _put(b"".join(_line(row) for row in rows))
        os.fsync(_state.file.fileno())
    except BaseException:
        # Half a line would make every later one unreadable.
        _state.lines, _state.last = before[:2]
        os.ftruncate(_state.file.fileno(), before[2])
        raise


def _put(written: bytes) -> None:
    """All of it: a disk that runs full takes a part and says so only when asked again."""
    rest = memoryview(written)
    while rest:
        rest = rest[_state.file.write(rest) :]


def _line(row: AuditRow) -> bytes:
    _state.lines += 1
    said = _columns(row, spool=f"{_state.name}/{_state.lines}")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    _state.last = _chained(_state.last, text)
    return (json.dumps({"chain": _state.last, "row": text}, ensure_ascii=False) + "\n").encode()


def _columns(row: AuditRow, *, spool: str) -> dict[str, Any]:
    """The row with the place in the spool among its words, and so with a digest of its own."""
    content = canonical({**json.loads(row.content or "{}"), "spool": spool})
    head = header(
        at=row.at, kind=row.kind, verb=row.verb, actor_id=row.actor_id, cell=row.cell, record_id=row.record_id,
        reference=row.reference, deed=row.deed,
    )  # fmt: skip
    salt = bytes(row.salt or b"")
    return {
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"), "kind": row.kind, "verb": row.verb,
        "actor_id": row.actor_id, "cell": row.cell, "record_id": str(row.record_id) if row.record_id else None,
        "reference": row.reference, "deed": str(row.deed), "content": content, "salt": salt.hex(),
        "digest": digest(salt=salt, head=head, content=content).hex(),
    }  # fmt: skip


def _chained(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}|{text}".encode()).hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_spool(path: Path) -> Iterator[Spooled]:
    """Every look in a file, in order; a last line cut short by a crash was never shown and is left out.

    Raises SpoolBroken where a line does not follow from the one before it, SpoolUnreadable for the whole file.
    """
    last = BEGINNING
    try:
        whole = path.read_bytes()
    except OSError as fault:
        raise SpoolUnreadable(path.name, fault) from None
    for number, line in enumerate(whole.split(b"\n")[:-1], start=1):
        try:
            said = json.loads(line)
            last = _chained(last, said["row"])
            look = _spooled(json.loads(said["row"])) if said["chain"] == last else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise SpoolBroken(path.name, number) from None
        if look is None:
            raise SpoolBroken(path.name, number)
        yield look


def _spooled(row: dict[str, Any]) -> Spooled:
    return Spooled(
        at=datetime.fromisoformat(row["at"]), kind=row["kind"], verb=row["verb"], actor_id=row["actor_id"],
        cell=row["cell"], record_id=UUID(row["record_id"]) if row["record_id"] else None, reference=row["reference"],
        deed=UUID(row["deed"]), content=row["content"], salt=bytes.fromhex(row["salt"]),
        digest=bytes.fromhex(row["digest"]),
    )  # fmt: skip
