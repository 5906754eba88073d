"""Restores in the chain: an older state brought back on purpose says so for ever, and is no cut tail.

A restore leaves a line among the heads outside the database and an audit row in it, sealed next after the last seal
that the older state has; both hold the same words: to which instant, by whom, and which seals are missing since, with
the digest of the last of them. The row alone (somebody in the database hides a cut) and the line alone are findings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.audit.canonical import canonical
from polias.kit.audit.heads import Head, Restore, UnreadableHead, alone, read_lines, write_restore
from polias.kit.audit.verdict import Verdict

VERB = "kit.restore"
ROWS = """
    select a.id, a.content, s.position from kit_auditrow a
    left join kit_sealedrow m on m.audit_id = a.id left join kit_seal s on s.id = m.seal_id
    where a.verb = %s order by a.id
"""


def lost_since(heads: Path, *, kept: int) -> list[Head]:
    """The heads outside that stand for seals later than the last one kept."""
    found: list[Head] = []
    for line in read_lines(heads):
        if isinstance(line, Restore):
            found = [head for head in found if head.position <= line.kept]
        elif line.position > kept:
            found.append(line)
    return found


def record_restore(restore: Restore, *, heads: Path) -> None:
    """Write the line, then the row, and seal it; the database is the one that was brought back."""
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import close_session, system_actor
    from polias.kit.audit.log import audit_row, write
    from polias.kit.audit.model import Kind
    from polias.kit.audit.seal import seal_now
    from polias.kit.record.ids import uuid7

    with alone(heads):
        write_restore(heads, restore)
    actor = system_actor()
    try:
        with acting(actor):
            row = audit_row(
                kind=Kind.ALTERATION, verb=VERB, actor_id=actor.id, cell=0, deed=uuid7(), content=asdict(restore)
            )
            write([row])
    finally:
        close_session(actor.session_key)
    seal_now(heads=heads)


def check_restores(connection: Any, heads: Path, verdict: Verdict) -> None:
    """Each restore, told as a note when line and row agree and as a finding when one of them stands alone."""
    try:
        lines = read_lines(heads)
    except UnreadableHead:
        return  # Said already, by whoever compares the heads themselves.
    rows = [(number, content or "", seal) for number, content, seal in connection.execute(ROWS, [VERB])]
    told = {_id_in(content): (number, content, seal) for number, content, seal in rows}
    seen: list[Head] = []
    known = set()
    for place, line in enumerate(lines):
        if isinstance(line, Head):
            seen.append(line)
            continue
        known.add(line.id)
        _check_lost(line, seen, verdict=verdict)
        if not _is_undone(line, lines[place + 1 :]):
            _check_row(line, told.get(line.id), verdict=verdict)
        seen = [head for head in seen if head.position <= line.kept]
    for number in _unknown(told, known, heads=lines):
        verdict.add(
            "cut",
            _(
                "Row {row} tells of a restore that is not written outside the database: a cut end may hide behind it."
            ).format(row=number),
            row=number,
        )


def _is_undone(line: Restore, later: list[Head | Restore]) -> bool:
    """Whether a later restore went back to before this one, and so lost its row."""
    return any(isinstance(other, Restore) and other.kept <= line.kept for other in later)


def _check_lost(line: Restore, above: list[Head], *, verdict: Verdict) -> None:
    lost = [head for head in above if head.position > line.kept]
    said = (line.lost, line.lost_rows, line.digest)
    if (len(lost), sum(head.rows for head in lost), lost[-1].digest if lost else "") != said:
        verdict.add(
            "head",
            _(
                "The restore of {at} names other lost seals than those written outside the database before it."
            ).format(at=line.at),
        )  # fmt: skip


def _check_row(line: Restore, row: tuple[int, str, int | None] | None, *, verdict: Verdict) -> None:
    if row is not None and row[1] == canonical(asdict(line)):
        verdict.notes.append(_sentence(line, row=row[0]))
        return
    verdict.add(
        "cut",
        _(
            "The heads outside tell of a restore on {at}, but no row of the audit does: it was not finished, or its row"
            " was taken away."
        ).format(at=line.at),
    )


def _sentence(line: Restore, *, row: int) -> str:
    begin = _("On {at} {by} restored the database to {to} from the backup {backup} (row {row}).").format(
        at=line.at, by=line.by, to=line.to, backup=line.backup, row=row
    )
    if not line.lost:
        return begin + " " + _("No sealed row is known to be missing since.")
    return (
        begin
        + " "
        + _("What came after is not in it: {n} seals ({a} to {b} of that time) with {rows} rows.").format(
            n=line.lost, a=line.kept + 1, b=line.kept + line.lost, rows=line.lost_rows
        )
    )


def _unknown(told: dict[str, Any], known: set[str], *, heads: list[Head | Restore]) -> Iterator[int]:
    """Rows that no line knows; without any line outside there is nothing to compare, which is said elsewhere."""
    if heads:
        yield from (number for name, (number, _content, _seal) in told.items() if name not in known)


def _id_in(content: str) -> str:
    try:
        return str(json.loads(content)["id"])
    except (ValueError, KeyError, TypeError):
        return ""
