"""Who reads a record besides its own force, for one that came through the door; and with whom records lay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from polias.kit.handover.model import AlsoRead
from polias.kit.record.model import Record


def also_readers(record: Record) -> list[int]:
    """The other forces that read a record now."""
    rows = AlsoRead.objects.filter(register_id=record.pk, ended_at=None).exclude(reader=record.force_id)
    return sorted(set(rows.values_list("reader", flat=True)))


def had_by(ids: Collection[UUID] | None = None) -> Mapping[UUID, frozenset[int]]:
    """The forces with which records that were taken over lie or lay, by record; of all such where ``ids`` is None."""
    rows = AlsoRead.objects.filter(ended_at=None, taken_in__isnull=False)
    if ids is not None:
        rows = rows.filter(register_id__in=ids)
    found: dict[UUID, set[int]] = defaultdict(set)
    for pk, force_id in rows.values_list("register_id", "reader"):
        found[pk].add(force_id)
    return {pk: frozenset(forces) for pk, forces in found.items()}
