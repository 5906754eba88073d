"""One row of the audit as it is found: whether it is itself, bears a time it can have had, or was emptied.

What is wrong with rows that stand side by side in a seal is told as one span, so that a thousand rows do not hide
what else was found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from gettext import gettext as _
from typing import Any, NamedTuple

from polias.kit.audit.canonical import digest, header
from polias.kit.audit.spooled import Spools
from polias.kit.audit.verdict import Matter, Verdict, about, moment, runs

#: A row is dated when its deed ends and committed at once: one that is dated long before a seal was in that seal.
LONGEST_DEED = timedelta(minutes=2)
#: Records taken on from another system carry the dates they had there.
BROUGHT_IN = ".bring_in"


class Member(NamedTuple):
    """One row as it is found, with its place in a seal; everything after its number is None when the row is gone."""

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


@dataclass
class Erasures:
    """What was emptied, and what lawful erasures name: compared at the end, since an erasure comes later."""

    emptied: list[Member] = field(default_factory=list)
    records: set[str] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)

    def note(self, member: Member) -> None:
        """Remember what an erasure names: its record, and rows of lists by their numbers."""
        if member.record_id is not None:
            self.records.add(str(member.record_id))
        named = json.loads(member.content or "{}").get("audit_rows", [])
        self.rows |= {int(number) for number in named}

    def tell(self, verdict: Verdict) -> None:
        """A row may be emptied by the retention rules; then a row of kind erasure says so."""
        for member in self.emptied:
            if str(member.record_id) in self.records or member.audit_id in self.rows:
                verdict.erased += 1
                continue
            verdict.add(
                "emptied",
                _("Row {row}{about} was emptied, and no erasure names it.").format(
                    row=member.audit_id, about=about(member.reference)
                ),
                row=member.audit_id, reference=member.reference,
            )  # fmt: skip


@dataclass
class Beside:
    """What a row is compared with beyond its own seal."""

    spools: Spools
    erasures: Erasures = field(default_factory=Erasures)


def fault_of(member: Member, *, settled: datetime | None, verdict: Verdict, beside: Beside) -> Matter | None:
    """What is wrong with a row in itself; ``settled`` is the time up to which everything had been sealed before it."""
    if member.at is None:
        return "deleted"
    beside.spools.find(member.digest)
    if member.content is None and member.salt is None:
        beside.erasures.emptied.append(member)
        return None
    if not is_itself(member):
        return "edited"
    if member.kind == "erasure":
        beside.erasures.note(member)
    if settled is None or member.at >= settled - LONGEST_DEED:
        return None
    if member.verb.endswith(BROUGHT_IN):
        verdict.brought_in += 1
        return None
    return None if beside.spools.hold(member.digest) else "inserted"


def is_itself(member: Member) -> bool:
    """Whether the digest that was stored is the digest of what the row says now."""
    if member.content is None or member.salt is None or member.at is None:
        return False
    head = header(
        at=member.at, kind=member.kind, verb=member.verb, actor_id=member.actor_id, cell=member.cell,
        record_id=member.record_id, reference=member.reference, deed=member.deed,
    )  # fmt: skip
    return digest(salt=bytes(member.salt), head=head, content=member.content) == bytes(member.digest)


def tell(faults: Mapping[Matter, list[Member]], *, seal: int, verdict: Verdict) -> None:
    """Name the rows of one seal with which something is wrong, those side by side as one span."""
    for matter, members in faults.items():
        member_at = {m.position: m for m in members}
        for first, last in runs(member_at):
            one, other = member_at[first], member_at[last]
            sentence = _one(matter, one, seal) if first == last else _many(matter, one, other, seal, last - first + 1)
            verdict.add(
                matter, sentence, seal=seal, row=one.audit_id, last_row=other.audit_id, reference=one.reference or ""
            )


def _one(matter: Matter, row: Member, seal: int) -> str:
    if matter == "deleted":
        return _("Row {row}, sealed in seal {n}, is gone.").format(row=row.audit_id, n=seal)
    if matter == "edited":
        return _("Row {row}{about} is not what was sealed: its words or its heading were changed.").format(
            row=row.audit_id, about=about(row.reference)
        )
    return _("Row {row}{about} says {at}, but was not there when that time was sealed.").format(
        row=row.audit_id, about=about(row.reference), at=moment(row.at)
    )


def _many(matter: Matter, first: Member, last: Member, seal: int, count: int) -> str:
    a, b = first.audit_id, last.audit_id
    if matter == "deleted":
        return _("The {count} rows {a} to {b}, sealed in seal {n}, are gone.").format(count=count, a=a, b=b, n=seal)
    if matter == "edited":
        return _(
            "The {count} rows {a} to {b} in seal {n} are not what was sealed: their words or headings were changed."
        ).format(count=count, a=a, b=b, n=seal)
    return _(
        "The {count} rows {a} to {b} in seal {n} say {at} and later, but were not there when that time was sealed."
    ).format(count=count, a=a, b=b, n=seal, at=moment(first.at))
