"""Who may be recorded already, while somebody is being described: found, scored, and drawn beside the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from polias.kit.access.actor import Actor
from polias.kit.access.door import looked_at
from polias.pole.people.likeness import Described, Likeness, likeness
from polias.pole.people.model import Person
from polias.pole.people.queries import Found, people_at, people_like, people_with_phone
from polias.pole.people.rules import REASONS

#: From this likeness of name and birth on, somebody is shown; less where one birth is not known.
LIKELY, LIKELY_WITHOUT_BIRTH = 0.88, 0.72
#: Somebody with the same telephone or home is shown when they are so alike.
AT_ONE_HOME = 70
MOST = 5


@dataclass(frozen=True)
class Likely:
    """One person on record who may be the one described."""

    person: Person
    likeness: Likeness


def likely_the_same(described: Described, *, actor: Actor) -> list[Likely]:
    """People recorded already who are very like the one described: strong ones first, then the likest."""
    if not described.surname.strip():
        return []
    found: dict[UUID, Likely] = {}
    for one in _like_by_name(described, actor):
        found[one.person.pk] = Likely(one.person, _likeness(described, one.person))
    for one in _like_by_home(described, actor):
        likely = Likely(one.person, _likeness(described, one.person))
        if likely.likeness.strong or likely.likeness.score >= AT_ONE_HOME:
            found.setdefault(one.person.pk, likely)
    ordered = sorted(found.values(), key=lambda one: (not one.likeness.strong, -one.likeness.score, str(one.person.pk)))
    return ordered[:MOST]


def strongest(described: Described, *, actor: Actor) -> Likely | None:
    """The likest of those that are strong; asked only where a birth is known, as nothing is strong without."""
    if described.date_of_birth is None or not described.forenames:
        return None
    return next((one for one in likely_the_same(described, actor=actor) if one.likeness.strong), None)


def _like_by_name(described: Described, actor: Actor) -> Iterable[Found]:
    born = described.date_of_birth
    words = f"{described.surname}, {described.forenames} {f'{born:%d/%m/%Y}' if born else ''}"
    found = people_like(words, actor=actor, most=2 * MOST)
    return [one for one in found if one.score >= _least(described, one) or _likeness(described, one.person).strong]


def _least(described: Described, one: Found) -> float:
    """A third of the score is unknown where a birth was given that the record does not have."""
    half_known = described.date_of_birth is not None and one.person.date_of_birth is None
    return LIKELY_WITHOUT_BIRTH if half_known else LIKELY


def _like_by_home(described: Described, actor: Actor) -> Iterable[Found]:
    if described.phone:
        yield from people_with_phone(described.phone, actor=actor, most=2 * MOST).rows
    if described.address:
        yield from people_at(described.address, actor=actor, most=2 * MOST).rows


def _likeness(described: Described, person: Person) -> Likeness:
    return likeness(described, as_described(person))


def as_described(person: Person) -> Described:
    """A person on record in the same words."""
    return Described(
        surname=person.surname,
        forenames=person.forenames,
        date_of_birth=person.date_of_birth,
        sex=person.sex,
        phone=person.phone,
        address=person.address,
        postcode=person.postcode,
    )


def beside_the_form(likely: list[Likely], *, actor: Actor, given: Any, prefix: str = "") -> str:
    """The part of the page beside the form, which asks whether it is one of them; showing them is logged.

    Its answers go with the form: ``same_as``, ``why_another`` and ``another_words``, each with the prefix. It is there,
    empty, also where nobody is like: while somebody types, it is asked for anew (likely.js).
    """
    if likely:
        looked_at([one.person for one in likely], actor=actor, type_name=Person.TYPE, terms="likely the same")
    context = {
        "prefix": prefix,
        "likely": likely,
        "strong": any(one.likeness.strong for one in likely),
        "chosen": given.get(f"{prefix}same_as", ""),
        "why": given.get(f"{prefix}why_another", ""),
        "words": given.get(f"{prefix}another_words", ""),
        "reasons": REASONS,
    }
    return render_to_string("pole/likely.html", context)
