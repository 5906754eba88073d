"""Which records are of one person, by the links that people or the register made between them; asked by publishers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from polias.pole.links.model import SAME_PERSON, Link
from polias.pole.pairs.model import Pair


def records_of_the_same(people: Collection[UUID]) -> set[UUID]:
    """These records and every other of the same people, over links from one to the next."""
    found: set[UUID] = set(people)
    border = found
    while border:
        rows = Link.objects.filter(Q(register_id__in=border) | Q(other_id__in=border), role=SAME_PERSON)
        ends = rows.values_list("register_id", "other_id")
        border = {end for both in ends for end in both} - found
        found = found | border
    return found


def one_for_each(people: Collection[UUID]) -> dict[UUID, UUID]:
    """For each record the one that stands for the person: the lowest id among those of the same person."""
    found = records_of_the_same(people)
    stands = {record: record for record in found}

    def first(record: UUID) -> UUID:
        while stands[record] != record:
            record = stands[record]
        return record

    joined = Link.objects.filter(register_id__in=found, other_id__in=found, role=SAME_PERSON)
    for one, other in joined.values_list("register_id", "other_id"):
        lower, higher = sorted((first(one), first(other)))
        stands[higher] = lower
    return {record: first(record) for record in people}


def people_in(ids: Collection[UUID]) -> set[UUID]:
    """The people that changed records speak of: a pair of both, any other of itself."""
    pairs = Pair.objects.filter(pk__in=ids).values_list("one_id", "other_id")
    return set(ids) | {person for both in pairs for person in both}
