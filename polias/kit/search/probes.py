"""What is looked up for one search: keys with their weight, and how many records each may bring back.

What many share is capped and what few share is not, so that a rare name is read whole and a common one only as far as
somebody could leaf through. Whoever is filed under more and rarer keys is compared first (ranking.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from polias.kit.search.keys import birth_keys, name_key, pair_key, postcode_keys, sound_keys, surname_key
from polias.kit.search.names import canonical_forenames, first_forenames, surname_forms
from polias.kit.search.query import NameQuery

#: Names of the vocabulary looked at for each name typed, and for the two the other way round.
MOST_NEAR, MOST_NEAR_SWAPPED = 150, 24
#: Both names misspelt: the place of one among the near ones times that of the other goes so far.
TOGETHER, TOGETHER_SWAPPED = 150, 36
DATED = {"C": (1.2, 400), "D": (2.0, 200), "E": (1.6, 200), "K": (1.2, 250), "L": (1.0, 250)}
SWAPPED = 0.9


class Probe(NamedTuple):
    """One key to look under."""

    key: int
    weight: float
    cap: int


class Near(NamedTuple):
    """One name that occurs, by its key, and how near it is to the one typed (1 is the same)."""

    key: int
    nearness: float


@dataclass(frozen=True)
class NamesNear:
    """The names that occur and are near to the surname and the forename typed, the nearest first."""

    surname: Sequence[Near] = ()
    forename: Sequence[Near] = ()


def names_typed(query: NameQuery, *, pepper: bytes) -> NamesNear:
    """The names typed, in all their forms."""
    surnames = [Near(name_key(form, pepper), 1.0) for form in surname_forms(query.surname) if form]
    given = dict.fromkeys((*first_forenames(query.forenames), *canonical_forenames(query.forenames)))
    return NamesNear(surnames, [Near(name_key(form, pepper), 1.0) for form in given])


def probes(query: NameQuery, names: NamesNear, *, pepper: bytes) -> list[Probe]:
    """Every key to look under, each once, with the greatest weight that it has."""
    found: dict[int, Probe] = {}
    for probe in _all_probes(query, names, pepper):
        known = found.get(probe.key)
        if known is None or known.weight < probe.weight:
            found[probe.key] = probe
    return list(found.values())


def _all_probes(query: NameQuery, names: NamesNear, pepper: bytes) -> Iterator[Probe]:
    year = query.date_of_birth.year if query.date_of_birth else query.year_of_birth
    if query.forenames and query.surname:
        yield from _pairs(names.surname, names.forename, year, pepper, together=TOGETHER)
        turned = (names.forename[:MOST_NEAR_SWAPPED], names.surname[:MOST_NEAR_SWAPPED])
        for probe in _pairs(*turned, year, pepper, together=TOGETHER_SWAPPED):
            yield probe._replace(weight=probe.weight * SWAPPED)
        yield from (Probe(key, 1.5, 150) for key in sound_keys(query.surname, query.forenames, pepper=pepper))
        yield from (Probe(key, 1.3, 60) for key in sound_keys(query.forenames, query.surname, pepper=pepper))
        yield from _initials(query, names, pepper)
    else:
        for name in (*names.surname, *names.forename):
            yield Probe(name.key, 2 * name.nearness, _cap(name.nearness, whole=300, near=30))
    if year:
        for name in names.surname:
            yield Probe(surname_key(name.key, year, pepper=pepper), 1.2 * name.nearness, _cap(name.nearness, 100, 12))
    if query.date_of_birth:
        for kinds, share in (
            (birth_keys(query.surname, query.forenames, query.date_of_birth, pepper=pepper), 1.0),
            (birth_keys(query.forenames, query.surname, query.date_of_birth, pepper=pepper), SWAPPED),
        ):
            for key, kind in kinds.items():
                weight, cap = DATED[kind]
                yield Probe(key, weight * share, cap)
    yield from (Probe(key, 2.0, 200) for key in postcode_keys(query.postcode, pepper=pepper))


def _pairs(
    surnames: Sequence[Near], forenames: Sequence[Near], year: int | None, pepper: bytes, *, together: int
) -> Iterator[Probe]:
    for at, surname in enumerate(surnames):
        for along, forename in enumerate(forenames):
            if (at + 1) * (along + 1) > together:
                break
            nearness = surname.nearness * forename.nearness
            # With a year the pair alone is for whoever has a wrong one on record: only the nearest.
            if not year or (at + 1) * (along + 1) <= together // 4:
                key = pair_key(surname.key, forename.key, pepper=pepper)
                yield Probe(key, 3 * nearness, _cap(nearness, whole=200, near=12 if year else 30))
            if year:
                key = pair_key(surname.key, forename.key, pepper=pepper, year=year)
                yield Probe(key, 4 * nearness, _cap(nearness, whole=100, near=30))


def _initials(query: NameQuery, names: NamesNear, pepper: bytes) -> Iterator[Probe]:
    """With an initial alone, that is all there is; otherwise for a forename misspelt beyond recognition."""
    given = first_forenames(query.forenames)
    alone = any(len(form) == 1 for form in given)
    for surname in names.surname:
        for initial in {form[0] for form in given}:
            cap = _cap(surname.nearness, 200, 30) if alone else _cap(surname.nearness, 40, 6)
            yield Probe(surname_key(surname.key, initial, pepper=pepper), 1.6 * surname.nearness, cap)


def _cap(nearness: float, whole: int, near: int) -> int:
    return whole if nearness >= 1 else near
