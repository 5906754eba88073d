"""What a seal is made of: the digest over a batch of audit rows, bound to the seal before it.

Standard library alone, so that a chain can be checked without Django and without trusting what wrote it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

#: Stands for the seal before the first.
NOTHING_BEFORE = bytes(32)


@dataclass(frozen=True, kw_only=True)
class SealFacts:
    """One seal: its place in the chain, how many rows it holds, when it was made, and how far back it settles.

    Every row whose transaction number in ``database`` is lower than ``below`` lies in this seal or an earlier one;
    None in a batch after which more rows were waiting.
    """

    position: int
    rows: int
    sealed_at: datetime
    below: int | None
    database: str
    previous: bytes


def seal_digest(facts: SealFacts, members: Iterable[tuple[int, bytes]]) -> bytes:
    """SHA-256 over the seal's own facts, the digest before it, and the number and digest of each row in order."""
    moment = facts.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    head = f"{facts.position}|{facts.rows}|{moment}|{'' if facts.below is None else facts.below}|{facts.database}|"
    whole = hashlib.sha256(head.encode() + facts.previous)
    for audit_id, digest in members:
        whole.update(audit_id.to_bytes(8, "big", signed=True) + digest)
    return whole.digest()
