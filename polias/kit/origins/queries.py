"""Which records of a source are held already, as far as whoever asks may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from polias.kit.access.actor import Actor
from polias.kit.origins.facts import CameFrom
from polias.kit.origins.model import Origin
from polias.kit.record.model import Record, Register


def origin(came_from: CameFrom, *, type_name: str, force_id: int) -> Origin:
    """A row for a record that is being brought in now."""
    return Origin(
        force_id=force_id,
        record_type=type_name,
        source=came_from.source,
        own_id=came_from.own_id,
        said=came_from.said,
        brought_in_at=timezone.now(),
    )


def held_already(
    type_name: str, source: str, own_ids: Sequence[str], *, actor: Actor
) -> dict[str, tuple[Register, str]]:
    """By its id in the source: the register row of each record that is held, and the hash of what was said then."""
    rows = Origin.objects.filter(
        own_id__in=own_ids, source=source, record_type=type_name, force_id=actor.force_id
    ).select_related("register")
    return {row.own_id: (row.register, row.said) for row in rows}


def source_that_said(type_name: str, said: Mapping[str, str], *, actor: Actor) -> str:
    """The one source from which all of these ids came with just these words; empty when there is none."""
    rows = Origin.objects.filter(own_id__in=list(said), record_type=type_name, force_id=actor.force_id)
    of_source: dict[str, set[str]] = {}
    for own_id, words, source in rows.values_list("own_id", "said", "source"):
        if said[own_id] == words:
            of_source.setdefault(source, set()).add(own_id)
    return next((source for source, ids in sorted(of_source.items()) if len(ids) == len(said)), "")


def origins_of(record: Record) -> list[Origin]:
    """Where a record came from, the earliest first; most came from nowhere."""
    return list(Origin.objects.filter(register_id=record.pk).order_by("brought_in_at", "pk"))
