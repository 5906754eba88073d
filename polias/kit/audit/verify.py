"""Checks the audit against its seals, and the seals against their heads outside the database.

It trusts nothing that writes: it reads with a role that sees every row and needs neither Django nor the application.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from typing import Any

from polias.kit.audit.chain import NOTHING_BEFORE, SealFacts, seal_digest
from polias.kit.audit.outside import Outside
from polias.kit.audit.restores import check_restores
from polias.kit.audit.rows import Beside, Member, fault_of, tell
from polias.kit.audit.spooled import Spools
from polias.kit.audit.verdict import Matter, Unsealed, Verdict, about, moment, runs

MEMBERS = """
    select m.seal_id, m.position, m.audit_id, a.at, a.kind, a.verb, a.actor_id, a.cell, a.record_id, a.reference,
           a.deed, a.content, a.salt, a.digest
    from kit_sealedrow m join kit_seal s on s.id = m.seal_id left join kit_auditrow a on a.id = m.audit_id
    order by s.position, s.id, m.position, a.at
"""
LOOSE = """
    select 0, 0, a.id, a.at, a.kind, a.verb, a.actor_id, a.cell, a.record_id, a.reference, a.deed, a.content, a.salt,
           a.digest, a.xid::text::bigint
    from kit_auditrow a
    where not exists (select from kit_sealedrow m where m.audit_id = a.id) order by a.id
"""
THIS_DATABASE = """
    select (select system_identifier from pg_control_system()) || '/' || (select timeline_id from
    pg_control_checkpoint()) || '/' || (select oid from pg_database where datname = current_database())
"""


@dataclass(frozen=True)
class StoredSeal:
    """One seal as it is found."""

    id: int
    facts: SealFacts
    digest: bytes


def verify(url: str, *, heads: Path, spool: Path | None = None) -> Verdict:
    """Check everything; ``url`` signs in as a role that row security does not bind, or as the owner."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        return check(connection, heads=heads, spool=spool)


def check(connection: Any, *, heads: Path, spool: Path | None = None) -> Verdict:
    """Check everything as one transaction of a psycopg connection sees it."""
    verdict = Verdict()
    beside = Beside(Spools.read(spool, verdict))
    connection.execute("set local timezone = 'UTC'")
    seals, outside = _seals(connection), Outside.read(heads, verdict)
    _check_rows(connection, seals, outside, verdict=verdict, beside=beside)
    _check_loose(connection, seals, verdict=verdict, beside=beside)
    beside.erasures.tell(verdict)
    beside.spools.tell(verdict)
    outside.tell(verdict, top=seals[-1].facts.position if seals else 0)
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


def _check_rows(
    connection: Any, seals: list[StoredSeal], outside: Outside, *, verdict: Verdict, beside: Beside
) -> None:
    previous, expected, settled = NOTHING_BEFORE, 1, None
    groups = _groups(connection)
    current = next(groups, None)
    for seal in seals:
        members: list[Member] = []
        if current is not None and current[0] == seal.id:
            members, current = current[1], next(groups, None)
        _check_link(seal, previous=previous, expected=expected, verdict=verdict)
        _check_seal(seal, members, settled=settled, verdict=verdict, beside=beside)
        rows = [(m.audit_id, m.digest and bytes(m.digest)) for m in members]
        outside.compare(seal.facts, seal.digest, rows, verdict=verdict)
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
    seal: StoredSeal, members: list[Member], *, settled: datetime | None, verdict: Verdict, beside: Beside
) -> None:
    """Each row against its digest, then the seal against its rows; what is found of the rows explains the seal."""
    before, position = verdict.found, seal.facts.position
    seen: set[int] = set()
    faults: dict[Matter, list[Member]] = {"deleted": [], "edited": [], "inserted": []}
    for member in members:
        if member.audit_id in seen:
            _add_second(member, seal=position, verdict=verdict)
            continue
        seen.add(member.audit_id)
        matter = fault_of(member, settled=settled, verdict=verdict, beside=beside)
        if matter is not None:
            faults[matter].append(member)
    verdict.sealed_rows += len(seen)
    tell(faults, seal=position, verdict=verdict)
    _check_places(seal, members, verdict)
    if verdict.found == before:
        _check_digest(seal, members, verdict)


def _add_second(member: Member, *, seal: int, verdict: Verdict) -> None:
    verdict.add(
        "inserted",
        _("A second row with the number {row} was put beside the one that was sealed.").format(row=member.audit_id),
        seal=seal, row=member.audit_id, reference=member.reference or "",
    )  # fmt: skip


def _check_places(seal: StoredSeal, members: list[Member], verdict: Verdict) -> None:
    """A row that was taken away together with its place leaves a gap, or a seal that counts more rows than it has."""
    places, position = {m.position for m in members}, seal.facts.position
    for first, last in runs(set(range(1, seal.facts.rows + 1)) - places):
        one = _("The row at place {place} of seal {n} is gone, and so is the note of its place.")
        many = _("The rows at places {place} to {last} of seal {n} are gone, and so are the notes of their places.")
        sentence = (one if first == last else many).format(place=first, last=last, n=position)
        verdict.add("deleted", sentence, seal=position)
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


def _check_loose(connection: Any, seals: list[StoredSeal], *, verdict: Verdict, beside: Beside) -> None:
    """Rows that no seal holds: lately done, or put in where everything had been sealed."""
    here = connection.execute(THIS_DATABASE).fetchone()[0]
    settled = max((s.facts.sealed_at for s in seals if s.facts.below is not None), default=None)
    below = max((s.facts.below or 0 for s in seals if s.facts.database == here), default=0)
    ats: list[Any] = []
    count, first, last = 0, None, None
    with connection.cursor(name="loose") as cursor:
        cursor.execute(LOOSE)
        for *columns, xid in cursor:
            row = Member._make(columns)
            fault = fault_of(row, settled=settled, verdict=verdict, beside=beside)
            if xid < below or fault == "inserted":
                _add_loose(row, verdict)
                continue
            if fault == "edited":
                _add_changed(row, verdict)
            count, first, last = count + 1, first or row.audit_id, row.audit_id
            ats = [min([*ats, row.at]), max([*ats, row.at])]
    if count:
        verdict.unsealed = Unsealed(count, first, last, *ats)


def _add_changed(row: Member, verdict: Verdict) -> None:
    """No seal holds it yet, but it has to be what its own digest says."""
    verdict.add(
        "edited",
        _("Row {row}{about}, which no seal holds yet, is not what its digest says.").format(
            row=row.audit_id, about=about(row.reference)
        ),
        row=row.audit_id, reference=row.reference,
    )  # fmt: skip


def _add_loose(row: Member, verdict: Verdict) -> None:
    verdict.add(
        "inserted",
        _("Row {row}{about} says {at}, a time that was sealed without it.").format(
            row=row.audit_id, about=about(row.reference), at=moment(row.at)
        ),
        row=row.audit_id, reference=row.reference,
    )  # fmt: skip
