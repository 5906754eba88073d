"""Writing audit rows: looks at once, changes at the end of the deed, always in the deed's own transaction."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from polias.kit.audit.canonical import canonical, digest, header
from polias.kit.audit.model import AuditRow, Kind
from polias.kit.audit.shown import note
from polias.kit.audit.spool import hold, reads_go_to_spool
from polias.kit.record.ids import uuid7

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor
    from polias.kit.record.model import Record


def audit_row(
    *,
    kind: Kind,
    verb: str,
    actor_id: int,
    cell: int,
    deed: UUID,
    content: Mapping[str, Any],
    record_id: UUID | None = None,
    reference: str = "",
) -> AuditRow:
    """An audit row with its digest, not yet stored."""
    at, salt, text = timezone.now(), os.urandom(16), canonical(content)
    head = header(
        at=at,
        kind=kind.value,
        verb=verb,
        actor_id=actor_id,
        cell=cell,
        record_id=record_id,
        reference=reference,
        deed=deed,
    )
    return AuditRow(
        at=at, kind=kind.value, verb=verb, actor_id=actor_id, cell=cell, record_id=record_id, reference=reference,
        deed=deed, content=text, salt=salt, digest=digest(salt=salt, head=head, content=text),
    )  # fmt: skip


def write(rows: Sequence[AuditRow]) -> None:
    """Store rows, in the transaction of what they tell of; in the spool while the database takes nothing."""
    note(rows)
    if reads_go_to_spool():
        hold(rows)
        return
    AuditRow.objects.bulk_create(rows)


def consulted(record: Record, *, actor: Actor, verb: str = "view", justification: str = "") -> None:
    """One record was looked at."""
    content = {"justification": justification} if justification else {}
    write([_row_about(record, kind=Kind.CONSULTATION, verb=verb, actor=actor, content=content)])


def listed(records: Sequence[Any], *, actor: Actor, type_name: str, terms: str = "") -> None:
    """A list was shown: its terms and the references on it, as one row."""
    content = {"terms": terms, "shown": [r.reference for r in records]}
    write([_row_of_type(type_name, kind=Kind.CONSULTATION, verb="list", actor=actor, content=content)])


def searched(references: Sequence[str], *, actor: Actor, terms: str) -> None:
    """A search was made: its words and the references it gave."""
    row = audit_row(
        kind=Kind.CONSULTATION, verb="search", actor_id=actor.id, cell=0, deed=uuid7(),
        content={"terms": terms, "shown": list(references)},
    )  # fmt: skip
    write([row])


def disclosed(
    records: Sequence[Any],
    *,
    actor: Actor,
    type_name: str,
    recipient: str,
    form: str,
    agreement: str = "",
    rows: int | None = None,
) -> None:
    """Records left the system: to whom, in which form, under which agreement, how many and which.

    ``rows`` are those of the file where it holds others than the records.
    """
    content = {
        "recipient": recipient, "form": form, "agreement": agreement, "rows": len(records) if rows is None else rows,
        "shown": [r.reference for r in records],
    }  # fmt: skip
    write([_row_of_type(type_name, kind=Kind.DISCLOSURE, verb="take out", actor=actor, content=content)])


def figures_disclosed(*, actor: Actor, what: str, form: str, rows: int) -> None:
    """Figures left the system as a file: which, in which form, how many rows. They name no record."""
    content = {"recipient": actor.name, "form": form, "what": what, "rows": rows}
    write([audit_row(kind=Kind.DISCLOSURE, verb="measures.take out", actor_id=actor.id, cell=0, deed=uuid7(),
                     content=content)])  # fmt: skip


def handed_out(record: Record, *, actor: Actor, name: str, sha256: str, size_bytes: int) -> None:
    """A file on a record was given to whoever asked: which, by name and by the hash of its content."""
    content = {
        "recipient": actor.name, "form": "file", "file": name, "sha256": sha256, "size_bytes": size_bytes, "rows": 1,
    }  # fmt: skip
    write([_row_about(record, kind=Kind.DISCLOSURE, verb="hand out", actor=actor, content=content)])


def combined(*, actor: Actor, type_name: str, content: Mapping[str, Any], verb: str = "publish") -> None:
    """Records were put together into something new, such as a dataset: which, and how many rows."""
    write([_row_of_type(type_name, kind=Kind.COMBINATION, verb=verb, actor=actor, content=content)])


def brought_in(*, actor: Actor, type_name: str, content: Mapping[str, Any]) -> None:
    """An import as a whole: from which file, how many rows, and what came of them; each record has its own row."""
    write([_row_of_type(type_name, kind=Kind.COLLECTION, verb="import", actor=actor, content=content)])


def _row_about(record: Record, *, kind: Kind, verb: str, actor: Actor, content: Mapping[str, Any]) -> AuditRow:
    register = record.register
    return audit_row(
        kind=kind, verb=verb, actor_id=actor.id, cell=register.cell, deed=uuid7(), content=content,
        record_id=register.id, reference=register.reference,
    )  # fmt: skip


def _row_of_type(type_name: str, *, kind: Kind, verb: str, actor: Actor, content: Mapping[str, Any]) -> AuditRow:
    from polias.kit.record.model import cell
    from polias.kit.record.types import record_type

    return audit_row(
        kind=kind, verb=f"{type_name}.{verb}", actor_id=actor.id, deed=uuid7(), content=content,
        cell=cell(record_type(type_name).number, actor.force_id, 0),
    )  # fmt: skip
