"""Whether what was restored adds up: against the backup's own accounts, the living primary, and every file's hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.backup.accounts import AS_TEXT, Accounts, accounts_of
from polias.kit.backup.files import Kept, hash_of
from polias.kit.server import Home
from polias.manifest.layout import MANIFEST_NAME

#: A deed bears the time at which it ran and is committed a little later: so near the chosen instant it may be missing.
EDGE = timedelta(seconds=60)
MOST_NAMED = 20

RECORD_TABLES = """
    select quote_ident(c.relname), quote_ident(a.attname) from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'p' and array_length(k.conkey, 1) = 1 and exists (
        select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conkey = k.conkey
        and f.confrelid = 'kit_register'::regclass)
    order by 1
"""
#: Rows that were added at the time they bear: what was brought in, or waited in a spool, is older than its row.
AUDIT_ROWS = """
    select id::text, encode(digest, 'hex') from kit_auditrow where at <= %s and verb not like '%%.bring_in'
    and coalesce(content, '') not like '%%"spool":%%' order by id::text collate "C"
"""
ORPHANS = {
    "records without a row of the audit": "select r.reference from kit_register r where not exists"
    " (select from kit_auditrow a where a.record_id = r.id) limit 20",
}


@dataclass
class Reconciled:
    """What was compared, in numbers by name, and what does not agree, in sentences."""

    compared: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    found: int = 0

    def differ(self, sentence: str) -> None:
        """Count a difference; the first twenty are named."""
        self.found += 1
        if len(self.differences) < MOST_NAMED:
            self.differences.append(sentence)


def with_accounts(connection: Any, accounts: Accounts, result: Reconciled) -> None:
    """Every table against what it held at the backup's mark; the database stands at that mark."""
    found = accounts_of(connection)
    for table in sorted({*found, *accounts.tables}):
        was, now = accounts.tables.get(table), found.get(table)
        if was != now:
            result.differ(
                _("Table {table} had {was} rows at the backup and has {now}, or other contents.").format(
                    table=table, was=was.rows if was else "-", now=now.rows if now else "-"
                )
            )
    result.compared["tables"] = len(accounts.tables)
    result.compared["rows"] = sum(account.rows for account in accounts.tables.values())


def with_the_living(restored: Any, living: Any, *, at: datetime, result: Reconciled) -> None:
    """Audit, register and records against the primary that still lives: all that was done before `at` is the same.

    Of the primary only what has not changed since `at` can be compared; the rest is its later work.
    """
    for connection in (restored, living):
        connection.execute(AS_TEXT)
    before = at - EDGE
    _merge("audit rows", restored, living, AUDIT_ROWS, before=before, result=result, only_grows=True)
    register = "select id::text, md5(t::text) from kit_register t where changed_at <= %s order by id"
    _merge("register", restored, living, register, before=before, result=result)
    for table, key in living.execute(RECORD_TABLES).fetchall():
        rows = (
            f"select t.{key}::text, md5(t::text) from {table} t join kit_register r on r.id = t.{key}"  # noqa: S608
            f" where r.changed_at <= %s order by t.{key}"
        )
        _merge(table, restored, living, rows, before=before, result=result)


def _merge(
    what: str, restored: Any, living: Any, query: str, *, before: datetime, result: Reconciled, only_grows: bool = False
) -> None:
    """Walk both sides in the order of their keys.

    Only restored: changed since in the primary, which is no fault but where rows are never changed nor removed.
    """
    same = 0
    for key, ours, theirs in _side_by_side(_rows(restored, query, before), _rows(living, query, before)):
        if ours is None:
            result.differ(_("{what}: {key} is in the primary and not in what was restored.").format(what=what, key=key))
        elif theirs is None:
            if only_grows:
                result.differ(
                    _("{what}: {key} was restored and is no longer in the primary.").format(what=what, key=key)
                )
        elif ours != theirs:
            result.differ(_("{what}: {key} is not the same as in the primary.").format(what=what, key=key))
        else:
            same += 1
    result.compared[f"{what}, same as in the primary"] = same


def _side_by_side(
    ours: Iterator[tuple[str, str]], theirs: Iterator[tuple[str, str]]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Key and digest on each side; None where the side has no such key. Both come in the order of their keys."""
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None
            yield one[0], one[1], None
            one = next(ours, None)
        elif one is None or other[0] < one[0]:
            yield other[0], None, other[1]
            other = next(theirs, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(ours, None), next(theirs, None)


def _rows(connection: Any, query: str, before: datetime) -> Iterator[tuple[str, str]]:
    with connection.transaction(), connection.cursor(name="reconcile") as cursor:
        cursor.itersize = 10_000
        cursor.execute(query, [before])
        yield from cursor


def inside(connection: Any, result: Reconciled) -> None:
    """What must hold in any state of the database: no record without its register row, none without its audit."""
    for table, key in connection.execute(RECORD_TABLES).fetchall():
        query = f"select count(*) from {table} t where not exists (select from kit_register r where r.id = t.{key})"  # noqa: S608
        if lonely := connection.execute(query).fetchone()[0]:
            result.differ(_("{n} rows of {table} have no row in the register.").format(n=lonely, table=table))
    for what, query in ORPHANS.items():
        for (reference,) in connection.execute(query):
            result.differ(f"{what}: {reference}")
    result.compared["records"] = connection.execute("select count(*) from kit_register").fetchone()[0]


def files(home: Home, expected: dict[str, Kept], result: Reconciled) -> None:
    """Every file hashed anew against the log of the backup; one named by its hash must also be what its name says."""
    for path, kept in expected.items():
        file = home.path / path
        sha256 = hash_of(file) if file.is_file() else ""
        named = _name_as_hash(file) if file.is_relative_to(home.files) else sha256
        if sha256 != kept.sha256 or sha256 != named:
            result.differ(_("File {path} is missing or is not what was backed up.").format(path=path))
    result.compared["files"] = len(expected)


def _name_as_hash(file: Path) -> str:
    """What a file of the store is called: the first two signs of its hash are its folder."""
    return file.parent.name + file.name if len(file.name) == 62 else file.name


def files_named_in_records(connection: Any, home: Home, result: Reconciled) -> None:
    """Every file that a record says it has lies in the store, as long as the record says."""
    count = 0
    for sha256, size in connection.execute("select distinct sha256, size_bytes from kit_attachment"):
        count += 1
        file = home.files / sha256[:2] / sha256[2:]
        if not file.is_file() or file.stat().st_size != size:
            result.differ(_("A record names the file {sha256}, which is not there.").format(sha256=sha256))
    result.compared["files that records name"] = count


def datasets(home: Home, result: Reconciled) -> None:
    """Every version that a dataset's manifest names, against the hash it gives for its file."""
    count = 0
    for manifest in sorted((home.path / "datasets").rglob(MANIFEST_NAME)):
        for version in json.loads(manifest.read_text())["versions"]:
            file = manifest.parent / version["file"]
            count += 1
            if not file.is_file() or hash_of(file) != version["file_hash"]:
                result.differ(_("Dataset file {path} is not what its manifest says.").format(path=_within(file, home)))
    result.compared["dataset files"] = count


def _within(file: Path, home: Home) -> str:
    return str(file.relative_to(home.path))
