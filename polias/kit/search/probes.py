"""What is looked up for one search: keys with their weight, and how many records each may bring back.

What many share is capped and what few share is not, so that a rare name is read whole and a common one only as far as
somebody could leaf through. Whoever is filed under more and rarer keys is compared first (ranking.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from polias.kit.search.keys import birth_keys, name_key, pair_keys, postcode_keys, sound_keys, surname_key
from polias.kit.search.names import canonical_forenames, first_forenames, surname_forms
from polias.kit.search.query import NameQuery

DATED = {"C": (1.2, 400), "D": (2.0, 200), "E": (1.6, 200), "K": (1.2, 250), "L": (1.0, 250)}
SWAPPED = 0.9


@dataclass(frozen=True)
class Width:
    """How far a search looks for names that are near to those typed.

    `near` names of the vocabulary are looked at for each name, `swapped` for the two the other way round. Both may be
    misspelt: the place of one among the near ones times that of the other goes as far as `together`.
    """

    near: int
    swapped: int
    together: int
    together_swapped: int


USUAL = Width(near=150, swapped=24, together=150, together_swapped=36)
#: For a second look where the first found nobody much alike.
WIDE = Width(near=400, swapped=100, together=500, together_swapped=150)


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


def probes(query: NameQuery, names: NamesNear, *, pepper: bytes, width: Width = USUAL) -> list[Probe]:
    """Every key to look under, each once, with the greatest weight that it has."""
    found: dict[int, Probe] = {}
    for probe in _all_probes(query, names, pepper, width):
        known = found.get(probe.key)
        if known is None or known.weight < probe.weight:
            found[probe.key] = probe
    return list(found.values())


def _all_probes(query: NameQuery, names: NamesNear, pepper: bytes, width: Width) -> Iterator[Probe]:
    year = query.date_of_birth.year if query.date_of_birth else query.year_of_birth
    if query.forenames and query.surname:
        yield from _pairs(names.surname, names.forename, year, pepper, together=width.together)
        turned = (names.forename[: width.swapped], _as_forenames(query.surname, names, pepper)[: width.swapped])
        for probe in _pairs(*turned, year, pepper, together=width.together_swapped):
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
    for place, surname in enumerate(surnames, start=1):
        others = forenames[: together // place]
        if not others:
            break
        if year:
            keys = pair_keys(surname.key, [one.key for one in others], pepper=pepper, year=year)
            yield from _each(keys, surname, others, weight=4, whole=100, near=30)
        # With a year the pair alone is for whoever has a wrong one on record: only the nearest.
        others = others[: together // 4 // place] if year else others
        keys = pair_keys(surname.key, [one.key for one in others], pepper=pepper)
        yield from _each(keys, surname, others, weight=3, whole=200, near=12 if year else 30)


def _each(
    keys: Sequence[int], surname: Near, forenames: Sequence[Near], *, weight: float, whole: int, near: int
) -> Iterator[Probe]:
    for key, forename in zip(keys, forenames, strict=True):
        nearness = surname.nearness * forename.nearness
        yield Probe(key, weight * nearness, _cap(nearness, whole, near))


def _as_forenames(surname: str, names: NamesNear, pepper: bytes) -> Sequence[Near]:
    """What was typed as a surname, taken for a forename: Dave in "Hughes Dave" may stand for David."""
    meant = [Near(name_key(form, pepper), 1.0) for form in canonical_forenames(surname)]
    return list({name.key: name for name in (*names.surname[:1], *meant, *names.surname[1:])}.values())


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
