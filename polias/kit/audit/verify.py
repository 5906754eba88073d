"""Checks the audit against its seals, and the seals against their heads outside the database.

It trusts nothing that writes: it reads with a role that sees every row and needs neither Django nor the application.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from polias.kit.audit.canonical import digest, header
from polias.kit.audit.chain import NOTHING_BEFORE, SealFacts, seal_digest
from polias.kit.audit.heads import Head, UnreadableHead, read_heads
from polias.kit.audit.restores import check_restores
from polias.kit.audit.verdict import Unsealed, Verdict, about, moment

#: A row is dated when its deed ends and committed at once: one that is dated long before a seal was in that seal.
LONGEST_DEED = timedelta(minutes=2)
#: Records taken on from another system carry the dates they had there.
BROUGHT_IN = ".bring_in"

MEMBERS = """
    select m.seal_id, m.position, m.audit_id, a.at, a.kind, a.verb, a.actor_id, a.cell, a.record_id, a.reference,
           a.deed, a.content, a.salt, a.digest
    from kit_sealedrow m join kit_seal s on s.id = m.seal_id left join kit_auditrow a on a.id = m.audit_id
    order by s.position, s.id, m.position, a.at
"""
LOOSE = """
    select a.id, a.at, a.verb, a.reference, a.xid::text::bigint from kit_auditrow a
    where not exists (select from kit_sealedrow m where m.audit_id = a.id) order by a.id
"""
THIS_DATABASE = """
    select (select system_identifier from pg_control_system()) || '/' || (select timeline_id from
    pg_control_checkpoint()) || '/' || (select oid from pg_database where datname = current_database())
"""


class Member(NamedTuple):
    """One sealed row as it is found; everything after its number is None when the row is gone."""

    seal_id: int
    position: int
    audit_id: int
    at: datetime | None
    kind: str
    verb: str
    actor_id: int
    cell: int
    record_id: Any
    reference: str
    deed: Any
    content: str | None
    salt: bytes | None
    digest: bytes


@dataclass(frozen=True)
class StoredSeal:
    """One seal as it is found."""

    id: int
    facts: SealFacts
    digest: bytes


@dataclass
class _Erasures:
    """What was emptied, and what lawful erasures name: compared at the end, since an erasure comes later."""

    emptied: list[Member] = field(default_factory=list)
    records: set[str] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)


def verify(url: str, *, heads: Path) -> Verdict:
    """Check everything; ``url`` signs in as a role that row security does not bind, or as the owner."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        return check(connection, heads=heads)


def check(connection: Any, *, heads: Path) -> Verdict:
    """Check everything as one transaction of a psycopg connection sees it."""
    verdict, erasures = Verdict(), _Erasures()
    connection.execute("set local timezone = 'UTC'")
    seals = _seals(connection)
    _check_rows(connection, seals, verdict, erasures)
    _check_loose(connection, seals, verdict)
    _check_erasures(erasures, verdict)
    _check_heads(seals, heads, verdict)
    check_restores(connection, heads, verdict)
    return verdict


def _seals(connection: Any) -> list[StoredSeal]:
    query = (
        "select id, position, rows, sealed_at, below, database, previous, digest from kit_seal order by position, id"
    )
    return [
        StoredSeal(
            r[0],
            SealFacts(position=r[1], rows=r[2], sealed_at=r[3], below=r[4], database=r[5], previous=bytes(r[6])),
            bytes(r[7]),
        )
        for r in connection.execute(query)
    ]


def _check_rows(connection: Any, seals: list[StoredSeal], verdict: Verdict, erasures: _Erasures) -> None:
    previous, expected, settled = NOTHING_BEFORE, 1, None
    groups = _groups(connection)
    current = next(groups, None)
    for seal in seals:
        members: list[Member] = []
        if current is not None and current[0] == seal.id:
            members, current = current[1], next(groups, None)
        _check_link(seal, previous=previous, expected=expected, verdict=verdict)
        _check_seal(seal, members, settled=settled, verdict=verdict, erasures=erasures)
        previous, expected = seal.digest, seal.facts.position + 1
        if seal.facts.below is not None:
            settled = seal.facts.sealed_at
        verdict.seals += 1


def _groups(connection: Any) -> Iterator[tuple[int, list[Member]]]:
    with connection.cursor(name="members") as cursor:
        cursor.itersize = 5_000
        cursor.execute(MEMBERS)
        for seal_id, rows in groupby(map(Member._make, cursor), key=lambda m: m.seal_id):
            yield seal_id, list(rows)


def _check_link(seal: StoredSeal, *, previous: bytes, expected: int, verdict: Verdict) -> None:
    position = seal.facts.position
    if position != expected:
        verdict.add(
            "chain", _("Seals {a} to {b} are missing.").format(a=expected, b=position - 1), seal=expected
        )  # fmt: skip
    elif seal.facts.previous != previous:
        verdict.add("chain", _("Seal {n} does not follow from the seal before it.").format(n=position), seal=position)


def _check_seal(
    seal: StoredSeal, members: list[Member], *, settled: datetime | None, verdict: Verdict, erasures: _Erasures
) -> None:
    """Each row against its digest, then the seal against its rows; what is found of the rows explains the seal."""
    before, position = verdict.found, seal.facts.position
    seen: set[int] = set()
    for member in members:
        if member.audit_id in seen:
            verdict.add(
                "inserted",
                _("A second row with the number {row} was put beside the one that was sealed.").format(
                    row=member.audit_id
                ),
                seal=position, row=member.audit_id, reference=member.reference or "",
            )  # fmt: skip
        else:
            seen.add(member.audit_id)
            _check_row(member, seal=position, settled=settled, verdict=verdict, erasures=erasures)
    verdict.sealed_rows += len(seen)
    _check_places(seal, members, verdict)
    if verdict.found == before:
        _check_digest(seal, members, verdict)


def _check_row(
    member: Member, *, seal: int, settled: datetime | None, verdict: Verdict, erasures: _Erasures
) -> None:  # fmt: skip
    if member.at is None:
        sentence = _("Row {row}, sealed in seal {n}, is gone.").format(row=member.audit_id, n=seal)
        verdict.add("deleted", sentence, seal=seal, row=member.audit_id)
        return
    if member.content is None and member.salt is None:
        erasures.emptied.append(member)
        return
    if not _is_itself(member):
        verdict.add(
            "edited",
            _("Row {row}{about} is not what was sealed: its words or its heading were changed.").format(
                row=member.audit_id, about=about(member.reference)
            ),
            seal=seal, row=member.audit_id, reference=member.reference,
        )  # fmt: skip
        return
    if member.kind == "erasure":
        _note_erasure(member, erasures)
    if settled is not None and member.at < settled - LONGEST_DEED:
        _check_date(member, seal=seal, verdict=verdict)


def _is_itself(member: Member) -> bool:
    """Whether the digest that was sealed is the digest of what the row says now."""
    if member.content is None or member.salt is None or member.at is None:
        return False
    head = header(
        at=member.at, kind=member.kind, verb=member.verb, actor_id=member.actor_id, cell=member.cell,
        record_id=member.record_id, reference=member.reference, deed=member.deed,
    )  # fmt: skip
    return digest(salt=bytes(member.salt), head=head, content=member.content) == bytes(member.digest)


def _check_date(member: Member, *, seal: int, verdict: Verdict) -> None:
    if member.verb.endswith(BROUGHT_IN):
        verdict.brought_in += 1
        return
    verdict.add(
        "inserted",
        _("Row {row}{about} says {at}, but was not there when that time was sealed.").format(
            row=member.audit_id, about=about(member.reference), at=moment(member.at)
        ),
        seal=seal, row=member.audit_id, reference=member.reference,
    )  # fmt: skip


def _check_places(seal: StoredSeal, members: list[Member], verdict: Verdict) -> None:
    """A row that was taken away together with its place leaves a gap, or a seal that counts more rows than it has."""
    places, position = {m.position for m in members}, seal.facts.position
    for gap in sorted(set(range(1, seal.facts.rows + 1)) - places):
        verdict.add(
            "deleted",
            _("The row at place {place} of seal {n} is gone, and so is the note of its place.").format(
                place=gap, n=position
            ),
            seal=position,
        )
    for member in members:
        if not 1 <= member.position <= seal.facts.rows:
            verdict.add(
                "inserted",
                _("Row {row} stands in seal {n}, which did not hold it.").format(row=member.audit_id, n=position),
                seal=position, row=member.audit_id, reference=member.reference or "",
            )  # fmt: skip


def _check_digest(seal: StoredSeal, members: list[Member], verdict: Verdict) -> None:
    found = [(m.audit_id, bytes(m.digest)) for m in members]
    position = seal.facts.position
    if seal_digest(seal.facts, found) == seal.digest:
        return
    in_order = sorted(found)
    if in_order != found and seal_digest(seal.facts, in_order) == seal.digest:
        for member, right in zip(members, in_order, strict=True):
            if member.audit_id != right[0]:
                verdict.add(
                    "reordered",
                    _("Row {row}{about} does not stand at the place where it was sealed.").format(
                        row=member.audit_id, about=about(member.reference)
                    ),
                    seal=position, row=member.audit_id, reference=member.reference,
                )  # fmt: skip
        return
    verdict.add(
        "chain",
        _(
            "Seal {n} (rows {a} to {b}) does not fit its rows: one was exchanged or written anew with a digest of"
            " its own, or the seal itself was changed."
        ).format(n=position, a=in_order[0][0] if found else "-", b=in_order[-1][0] if found else "-"),
        seal=position,
    )


def _check_loose(connection: Any, seals: list[StoredSeal], verdict: Verdict) -> None:
    """Rows that no seal holds: lately done, or put in where everything had been sealed."""
    here = connection.execute(THIS_DATABASE).fetchone()[0]
    settled = max((s.facts.sealed_at for s in seals if s.facts.below is not None), default=None)
    below = max((s.facts.below or 0 for s in seals if s.facts.database == here), default=0)
    ats: list[Any] = []
    count, first, last = 0, None, None
    with connection.cursor(name="loose") as cursor:
        cursor.execute(LOOSE)
        for row, at, verb, reference, xid in cursor:
            dated_before = settled is not None and at < settled - LONGEST_DEED and not verb.endswith(BROUGHT_IN)
            if xid < below or dated_before:
                _add_loose(verdict, row=row, at=at, reference=reference)
                continue
            count, first, last = count + 1, first or row, row
            ats = [min([*ats, at]), max([*ats, at])]
    if count:
        verdict.unsealed = Unsealed(count, first, last, *ats)


def _add_loose(verdict: Verdict, *, row: int, at: datetime, reference: str) -> None:
    verdict.add(
        "inserted",
        _("Row {row}{about} says {at}, a time that was sealed without it.").format(
            row=row, about=about(reference), at=moment(at)
        ),
        row=row, reference=reference,
    )  # fmt: skip


def _note_erasure(member: Member, erasures: _Erasures) -> None:
    if member.record_id is not None:
        erasures.records.add(str(member.record_id))
    named = json.loads(member.content or "{}").get("audit_rows", [])
    erasures.rows |= {int(number) for number in named}


def _check_erasures(erasures: _Erasures, verdict: Verdict) -> None:
    """A row may be emptied by the retention rules; then a row of kind erasure says so."""
    for member in erasures.emptied:
        if str(member.record_id) in erasures.records or member.audit_id in erasures.rows:
            verdict.erased += 1
            continue
        verdict.add(
            "emptied",
            _("Row {row}{about} was emptied, and no erasure names it.").format(
                row=member.audit_id, about=about(member.reference)
            ),
            row=member.audit_id, reference=member.reference,
        )  # fmt: skip


def _check_heads(seals: list[StoredSeal], path: Path, verdict: Verdict) -> None:
    """The lines written outside the database against the seals in it, both ways."""
    try:
        heads = read_heads(path)
    except UnreadableHead as bad:
        verdict.add("head", _("Line {n} of {file} is no seal's head.").format(n=bad.line_number, file=path.name))
        return
    if seals and not heads:
        verdict.add(
            "head",
            _("{file} with the heads of the seals is missing, so a cut end could not be seen.").format(file=path),
        )  # fmt: skip
        return
    by_position = {s.facts.position: s for s in seals}
    top = seals[-1].facts.position if seals else 0
    for head in heads:
        stored = by_position.get(head.position)
        if stored is not None and stored.digest.hex() != head.digest:
            verdict.add(
                "head",
                _("Seal {n} is not the one whose head was written outside the database on {at}.").format(
                    n=head.position, at=head.at
                ),
                seal=head.position,
            )
    _check_end(heads, top, verdict)


def _check_end(heads: list[Head], top: int, verdict: Verdict) -> None:
    beyond = [head for head in heads if head.position > top]
    if beyond:
        rows = sum(head.rows for head in beyond)
        verdict.add(
            "cut",
            _(
                "The last {n} seals with {rows} rows, from {at} on, are not in the database: its end was cut off, or it"
                " is an older copy."
            ).format(n=len(beyond), rows=rows, at=beyond[0].at),
            seal=beyond[0].position,
        )
    written = max((head.position for head in heads), default=0)
    if top > written:
        verdict.notes.append(
            _("Seals {a} to {b} are not yet written outside the database.").format(a=written + 1, b=top)
        )
