"""The other end of a link before it is one, as a frozen part of a deed that takes many in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from polias.kit.origins.facts import CameFrom
from polias.kit.record.model import Record, Register

LONGEST_SOURCE = 120


@dataclass(frozen=True)
class End:
    """The record at the other end, in which role it is there, and in whose words that was said."""

    role: str
    other: Register
    source: str = ""


#: By the id that its source gives a record: the ends that it is to have.
Ends = Mapping[str, Sequence[End]]
NO_ENDS: Ends = {}


def ends_of(records: Sequence[Record], came_from: Sequence[CameFrom], ends: Ends) -> Iterator[tuple[Register, End]]:
    """Each end with the record that was entered for it."""
    for record, came in zip(records, came_from, strict=True):
        yield from ((record.register, end) for end in ends.get(came.own_id, ()))
