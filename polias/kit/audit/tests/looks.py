"""Looks by Asha, really committed, for the tests of seals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.audit.log import audit_row, write
from polias.kit.audit.model import Kind
from polias.kit.record.ids import uuid7

#: The compartment of Northshire in no record type.
HERE = 901 * 10


def some_looks(
    count: int, *, record_id: UUID | None = None, kind: Kind = Kind.CONSULTATION, content: Any = None
) -> None:
    """As many looks by Asha at one record."""
    asha = actor_named("asha")
    with acting(asha):
        write([
            audit_row(
                kind=kind, verb="view", actor_id=asha.id, cell=HERE, deed=uuid7(), record_id=record_id,
                reference="NSH-CR-26-1", content={"n": n} if content is None else content,
            )
            for n in range(count)
        ])  # fmt: skip
