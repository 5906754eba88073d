"""What is known of a record's origin before it is a record here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True)
class CameFrom:
    """A source, the id that it gives the record, and the hash of what it says of it."""

    source: str
    own_id: str
    said: str


def hash_of(values: Iterable[object]) -> str:
    """The same for the same values in the same order, and short enough to be kept with each record."""
    return blake2b("\x1f".join("" if v is None else str(v) for v in values).encode(), digest_size=16).hexdigest()
