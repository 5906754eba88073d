"""Finding people: hashed keys first, then the likeness of names, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.search.keys import keys_for_query
from polias.kit.search.model import SearchKey
from polias.kit.search.query import parse_query
from polias.kit.search.ranking import Candidate, ranked
from polias.pole.people.model import Person

MOST_CANDIDATES = 500


@dataclass(frozen=True)
class Found:
    """One person found, how alike they are (0 to 1) and why, in words."""

    person: Person
    score: float
    why: str


def people_like(text: str, *, actor: Actor, most: int = 20) -> list[Found]:
    """People the actor may see who are like a name, date or postcode, the likest first."""
    if not actor.opens("pole.people"):
        return []
    keys = keys_for_query(text, pepper=settings.SECRET_KEY.encode())
    if not keys:
        return []
    candidates = [
        Candidate(identity=pk, forenames=forenames, surname=surname, date_of_birth=born)
        for pk, forenames, surname, born in visible_to(Person, actor)
        .filter(pk__in=_likeliest(keys))
        .values_list("pk", "forenames", "surname", "date_of_birth")
    ]
    matches = ranked(parse_query(text), candidates)[:most]
    people = visible_to(Person, actor).in_bulk([m.candidate.identity for m in matches])
    return [Found(people[m.candidate.identity], m.score, m.sentence) for m in matches]


def _likeliest(keys: set[int]) -> list[UUID]:
    """Whoever shares most of the keys first: a common surname alone may bring back tens of thousands."""
    shared = SearchKey.objects.filter(key__in=keys).values("register_id").annotate(how_many=Count("pk"))
    return list(shared.order_by("-how_many", "-register_id").values_list("register_id", flat=True)[:MOST_CANDIDATES])
