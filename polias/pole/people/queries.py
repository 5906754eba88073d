"""Finding people: hashed keys first, then the likeness of names, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.search.keys import keys_for_query
from polias.kit.search.model import SearchKey
from polias.kit.search.query import parse_query
from polias.kit.search.ranking import Candidate, ranked
from polias.pole.people.model import Person

MOST_CANDIDATES = 1_500


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
    ids = SearchKey.objects.filter(key__in=keys).values_list("register_id", flat=True)[:MOST_CANDIDATES]
    people = {p.pk: p for p in visible_to(Person, actor).filter(pk__in=set(ids))}
    candidates = [
        Candidate(identity=p.pk, forenames=p.forenames, surname=p.surname, date_of_birth=p.date_of_birth)
        for p in people.values()
    ]
    matches = ranked(parse_query(text), candidates)[:most]
    return [Found(people[m.candidate.identity], m.score, m.sentence) for m in matches]
