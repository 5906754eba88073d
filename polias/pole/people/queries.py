"""Finding people: hashed keys first, then the likeness of names, with the reasons in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.search.contacts import normal_phone, phone_in
from polias.kit.search.filed import filed_under_all, ids_filed_under, names_meant, pepper
from polias.kit.search.keys import address_keys, phone_keys
from polias.kit.search.probes import USUAL, WIDE, Probe, probes
from polias.kit.search.query import NameQuery, parse_query
from polias.kit.search.ranking import Candidate, Match, in_order, ranked
from polias.pole.names.facts import OtherName
from polias.pole.names.queries import names_inside, whole_names, why_by, with_names_inside
from polias.pole.people.model import Person

MOST_CANDIDATES = 700
#: Whoever shares a key and no more than that is not like the name that was asked for.
LIKE_ENOUGH = 0.5
#: Of a first page, so many are to be so much alike; otherwise names further away are looked for as well.
ENOUGH_ALIKE, MUCH_ALIKE = 10, 0.95


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
    if not actor.opens(Person.TYPE):
        return Finding()
    query, secret = parse_query(text), pepper()
    names = names_meant(query, Person.TYPE, most=WIDE.near)
    usual = probes(query, names, pepper=secret, width=USUAL)
    matches, capped = _looked_at(query, usual, actor=actor)
    if _is_weak(query, matches):
        known = {probe.key for probe in usual}
        further = [probe for probe in probes(query, names, pepper=secret, width=WIDE) if probe.key not in known]
        more, also_capped = _looked_at(query, further, actor=actor)
        matches, capped = dict(sorted({**more, **matches}.items(), key=_likest_first)), capped or also_capped
    shown = list(matches.items())[:most]
    people = visible_to(Person, actor).in_bulk([pk for pk, _match in shown])
    rows = [Found(people[pk], match.score, _why(match)) for pk, match in shown]
    return Finding(rows, frozenset(matches), capped=capped)


def _looked_at(query: NameQuery, asked: Sequence[Probe], *, actor: Actor) -> tuple[dict[UUID, Match], bool]:
    """Whoever may be meant, each once and the likest first, and whether there may be more than were looked at."""
    ids = ids_filed_under(asked, Person.TYPE, most=MOST_CANDIDATES)
    candidates, how_many = _candidates(ids, actor=actor) if ids else ([], 0)
    matches = _each_once(ranked(query, candidates, at_least=LIKE_ENOUGH if query.names else 0.0))
    return matches, how_many == MOST_CANDIDATES


def _likest_first(found: tuple[UUID, Match]) -> tuple[object, ...]:
    return in_order(found[1])


def _is_weak(query: NameQuery, matches: Mapping[UUID, Match]) -> bool:
    """Whether two names alone have found so few who are much alike that a wider look may find somebody more alike."""
    if query.date_of_birth or not (query.forenames and query.surname):
        return False
    return sum(match.score >= MUCH_ALIKE for match in matches.values()) < ENOUGH_ALIKE


class By(NamedTuple):
    """Whom a candidate stands for, and by which other name; None for the name by which they are known now."""

    person_id: UUID
    other: OtherName | None


def _candidates(ids: RawSQL, *, actor: Actor) -> tuple[list[Candidate], int]:
    """Everybody among these whom the actor may see, once for each name they have or had; and how many people."""
    people = with_names_inside(visible_to(Person, actor).filter(pk__in=ids))
    known = list(people.values_list("pk", "forenames", "surname", "date_of_birth", "names_inside"))
    candidates = [
        Candidate(By(pk, one.other), one.forenames, one.surname, born)
        for pk, forenames, surname, born, others in known
        for one in whole_names(forenames, surname, names_inside(others))
    ]
    return candidates, len(known)


def _each_once(matches: Iterable[Match]) -> dict[UUID, Match]:
    """Each person by their best name, the best first; of two as good, by the name that they bear now."""
    best: dict[UUID, Match] = {}
    for match in matches:
        by = cast(By, match.candidate.identity)
        earlier = best.setdefault(by.person_id, match)
        if by.other is None and match.score == earlier.score:
            best[by.person_id] = match
    return best


def _why(match: Match) -> str:
    """The reasons in one line, after the name that was met when it is not the person's own."""
    other = cast(By, match.candidate.identity).other
    sentence = "; ".join(filter(None, (why_by(other) if other else "", *match.reasons)))
    return sentence[:1].upper() + sentence[1:]


def people_with_phone(text: str, *, actor: Actor, most: int = 20) -> Finding:
    """People the actor may see with this telephone number, or with one that ends so."""
    number = phone_in(text)
    keys = phone_keys(number, pepper=pepper()) if number else set()
    return _exactly(keys, why_by_phone(number), actor=actor, most=most)


def why_by_phone(number: str) -> str:
    """Why a telephone number finds somebody: it is theirs, or theirs ends so."""
    return _("Same telephone number") if normal_phone(number) else _("The telephone number ends with these digits")


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
