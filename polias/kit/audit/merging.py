"""Spooled looks taken into the audit when the primary is back: each once, at its own time, and sealed from then on."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import connection

from polias.kit.access.sessions import as_system
from polias.kit.audit.model import AuditRow
from polias.kit.audit.spool import SpoolBroken, Spooled, SpoolUnreadable, read_spool, spool_folder
from polias.kit.database.locks import AdvisoryLock

AT_ONCE = 500
#: Any number will do; it keeps two processes from taking in the same file together.


@dataclass(frozen=True)
class Merged:
    """What was taken in: files, and looks that were not in the audit before; and what is broken, in sentences."""

    files: int
    rows: int
    broken: tuple[str, ...] = ()


def merge_spools(*, folder: Path | None = None, again: bool = False) -> Merged:
    """Take in every spool that no process writes any more; done twice, or cut short, it loses and doubles nothing.

    A broken one is taken in as far as it is whole, stays where it is, and holds up no other. ``again`` goes through
    those that were taken in before too: an older backup may have lost their rows.
    """
    where = folder or spool_folder()
    files, rows, broken = 0, 0, []
    for path in [*sorted(where.glob("*.jsonl")), *(sorted(where.glob("merged/*.jsonl")) if again else ())]:
        problems: list[str] = []
        with _ours_alone(path, problems) as ours:
            if ours:
                rows += _take_in(path, problems)
                if not problems:
                    files += 1
                    _keep(path)
        broken += problems
    return Merged(files, rows, tuple(broken))


def _take_in(path: Path, problems: list[str]) -> int:
    looks, taken = _up_to_a_break(path, problems), 0
    while batch := list(islice(looks, AT_ONCE)):
        with as_system():
            taken += _insert_new(batch)
    return taken


def _up_to_a_break(path: Path, problems: list[str]) -> Iterator[Spooled]:
    try:
        yield from read_spool(path)
    except SpoolBroken as broken:
        problems.append(broken.sentence)


def _insert_new(batch: list[Spooled]) -> int:
    """Those whose time and digest no row bears; the digest holds a salt of sixteen bytes and is nobody else's."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [AdvisoryLock.SPOOL])
    held = AuditRow.objects.filter(at__in=[look.at for look in batch]).values_list("digest", flat=True)
    known = {bytes(one) for one in held}
    fresh = [look for look in batch if look.digest not in known]
    AuditRow.objects.bulk_create(_rows(fresh))
    return len(fresh)


def _rows(looks: Iterable[Spooled]) -> Iterator[AuditRow]:
    for look in looks:
        yield AuditRow(**vars(look))


def _keep(path: Path) -> None:
    kept = path.parent / "merged" if path.parent.name != "merged" else path.parent
    kept.mkdir(mode=0o700, exist_ok=True)
    path.rename(kept / path.name)


@contextmanager
def _ours_alone(path: Path, problems: list[str]) -> Iterator[bool]:
    """Whether nobody writes the file any more and nobody else takes it in just now."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield False
        return
    except OSError as fault:
        problems.append(SpoolUnreadable(path.name, fault).sentence)
        yield False
        return
    with file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield path.exists()
