"""Reading pairs through the door, the strongest first; a pair is seen by whoever sees both its people."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.errors import NotFound
from polias.pole.pairs.model import Evidence, Pair
from polias.pole.pairs.one_person import records_of_the_same
from polias.pole.people.model import Person


def pairs(actor: Actor) -> Any:
    """Every pair of the actor's own forces of which they see both people."""
    people = visible_to(Person, actor).values("pk")
    seen = visible_to(Pair, actor).filter(force_id__in=actor.home_forces, one__in=people, other__in=people)
    return seen.select_related("one__register", "other__register")


def waiting(actor: Actor, *, state: str = "waiting") -> Any:
    """What waits, the strongest first."""
    return pairs(actor).filter(register__state=state).order_by("-weight", "pk")


def next_pair(actor: Actor) -> Pair | None:
    return waiting(actor).first()  # type: ignore[no-any-return]


def both(pair: Pair, *, actor: Actor) -> tuple[Person, Person]:
    """The two people, the one recorded first first; NotFound unless the actor sees both."""
    found = visible_to(Person, actor).in_bulk([pair.one_id, pair.other_id])
    if len(found) < 2:
        raise NotFound(pair.reference)
    return found[pair.one_id], found[pair.other_id]


def evidence_of(pair: Pair) -> list[Evidence]:
    """What each field says, the weightiest first, whichever way it speaks."""
    return sorted(Evidence.objects.filter(register_id=pair.pk), key=lambda one: -abs(one.bits))


def about(person: Person, *, actor: Actor, states: Collection[str]) -> list[Pair]:
    """The pairs of one person in these states, the strongest first."""
    if not actor.opens(Pair.TYPE):
        return []
    rows = pairs(actor).filter(Q(one_id=person.pk) | Q(other_id=person.pk), register__state__in=states)
    return list(rows.order_by("-weight", "pk"))


def recorded_also_as(person: Person, *, actor: Actor) -> list[Person]:
    """Every other record of the same person, over links from one to the next, as far as the actor sees them."""
    found = records_of_the_same([person.pk])
    others = visible_to(Person, actor).filter(pk__in=found - {person.pk})
    return list(others.order_by("register__created_at", "pk"))
