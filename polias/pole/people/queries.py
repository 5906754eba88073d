"""Finding people: hashed keys first, then the likeness of names, with the reasons in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.search.contacts import normal_phone, phone_in
from polias.kit.search.filed import filed_under_all, filed_under_most, pepper
from polias.kit.search.keys import address_keys, keys_for_query, phone_keys
from polias.kit.search.query import parse_query
from polias.kit.search.ranking import Candidate, ranked
from polias.pole.people.model import Person

MOST_CANDIDATES = 500
#: Whoever shares a key and no more than that is not like the name that was asked for.
LIKE_ENOUGH = 0.5


@dataclass(frozen=True)
class Found:
    """One person found, how alike they are (0 to 1) and why, in words."""

    person: Person
    score: float
    why: str


@dataclass(frozen=True)
class Finding:
    """The likest; ids of all that the actor may see; and whether there may be more than were looked at."""

    rows: list[Found] = field(default_factory=list)
    ids: frozenset[UUID] = frozenset()
    capped: bool = False


def people_like(text: str, *, actor: Actor, most: int = 20) -> list[Found]:
    """People the actor may see who are like a name, date or postcode, the likest first."""
    return find_people(text, actor=actor, most=most).rows


def find_people(text: str, *, actor: Actor, most: int = 20) -> Finding:
    """As people_like, with who else there is."""
    keys = keys_for_query(text, pepper=pepper())
    if not keys or not actor.opens(Person.TYPE):
        return Finding()
    looked_at = filed_under_most(keys, most=MOST_CANDIDATES)
    candidates = [
        Candidate(identity=pk, forenames=forenames, surname=surname, date_of_birth=born)
        for pk, forenames, surname, born in visible_to(Person, actor)
        .filter(pk__in=looked_at)
        .values_list("pk", "forenames", "surname", "date_of_birth")
    ]
    query = parse_query(text)
    matches = ranked(query, candidates, at_least=LIKE_ENOUGH if query.names else 0.0)
    shown = matches[:most]
    people = visible_to(Person, actor).in_bulk([m.candidate.identity for m in shown])
    rows = [Found(people[m.candidate.identity], m.score, m.sentence) for m in shown]
    ids = frozenset(cast(UUID, m.candidate.identity) for m in matches)
    return Finding(rows, ids, capped=len(looked_at) == MOST_CANDIDATES)


def people_with_phone(text: str, *, actor: Actor, most: int = 20) -> Finding:
    """People the actor may see with this telephone number, or with one that ends so."""
    number = phone_in(text)
    whole = normal_phone(number)
    keys = phone_keys(number, pepper=pepper()) if number else set()
    why = _("Same telephone number") if whole else _("The telephone number ends with these digits")
    return _exactly(keys, why, actor=actor, most=most)


def people_at(text: str, *, actor: Actor, most: int = 20) -> Finding:
    """People the actor may see who live, or lived when they were recorded, at this address."""
    return _exactly(address_keys(text, pepper=pepper()), _("Same address"), actor=actor, most=most)


def _exactly(keys: Collection[int], why: str, *, actor: Actor, most: int) -> Finding:
    if not keys or not actor.opens(Person.TYPE):
        return Finding()
    rows = visible_to(Person, actor).filter(pk__in=filed_under_all(keys))
    people = list(rows.order_by("surname", "forenames", "pk")[:MOST_CANDIDATES])
    found = [Found(person, 1.0, why) for person in people[:most]]
    return Finding(found, frozenset(p.pk for p in people), capped=len(people) == MOST_CANDIDATES)
