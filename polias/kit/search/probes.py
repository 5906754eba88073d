"""What is looked up for one search: keys with their weight, and how many records each may bring back.

What many share is capped and what few share is not, so that a rare name is read whole and a common one only as far as
somebody could leaf through. Whoever is filed under more and rarer keys is compared first (ranking.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from polias.kit.search.keys import birth_keys, name_key, postcode_keys, second, seconds, sound_keys, together
from polias.kit.search.names import canonical_forenames, first_forenames, surname_forms
from polias.kit.search.query import NameQuery

DATED = {"C": (1.2, 400), "D": (2.0, 200), "E": (1.6, 200), "K": (1.2, 250), "L": (1.0, 250)}
SWAPPED = 0.9
#: Of names so near, about a slip of the hand away, more are brought back than of those further off.
CLOSE, CLOSER = 0.7, 4


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

    def nearest(self, most: int) -> NamesNear:
        """Those typed, which are all as near as can be, and so many of the others."""
        return NamesNear(_nearest(self.surname, most), _nearest(self.forename, most))


def _nearest(names: Sequence[Near], most: int) -> Sequence[Near]:
    typed = sum(name.nearness >= 1 for name in names)
    return names[: typed + most]


def names_typed(query: NameQuery, *, pepper: bytes) -> NamesNear:
    """The names typed, in all their forms."""
    surnames = [Near(name_key(form, pepper), 1.0) for form in surname_forms(query.surname) if form]
    given = dict.fromkeys((*first_forenames(query.forenames), *canonical_forenames(query.forenames)))
    return NamesNear(surnames, [Near(name_key(form, pepper), 1.0) for form in given])


def probes(query: NameQuery, names: NamesNear, *, pepper: bytes, width: Width = USUAL) -> list[Probe]:
    """Every key to look under, each once, with the greatest weight that it has, in the order of the index."""
    found: dict[int, Probe] = {}
    for probe in _all_probes(query, names.nearest(width.near), pepper, width):
        known = found.get(probe.key)
        if known is None or known.weight < probe.weight:
            found[probe.key] = probe
    return sorted(found.values())


def _all_probes(query: NameQuery, names: NamesNear, pepper: bytes, width: Width) -> Iterator[Probe]:
    year = query.date_of_birth.year if query.date_of_birth else query.year_of_birth
    if query.forenames and query.surname:
        yield from _pairs(names.surname, names.forename, year, pepper, far=width.together)
        turned = (names.forename[: width.swapped], _as_forenames(query.surname, names, pepper)[: width.swapped])
        yield from _pairs(*turned, year, pepper, far=width.together_swapped, share=SWAPPED)
        yield from (Probe(key, 1.5, 150) for key in sound_keys(query.surname, query.forenames, pepper=pepper))
        yield from (Probe(key, 1.3, 60) for key in sound_keys(query.forenames, query.surname, pepper=pepper))
        yield from _initials(query, names, pepper)
    else:
        for name in (*names.surname, *names.forename):
            yield Probe(name.key, 2 * name.nearness, _cap(name.nearness, whole=300, near=30))
    if year:
        born = second(year, pepper=pepper)
        for name in names.surname:
            yield Probe(together(name.key, born), 1.2 * name.nearness, _cap(name.nearness, 100, 12))
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
    surnames: Sequence[Near],
    forenames: Sequence[Near],
    year: int | None,
    pepper: bytes,
    *,
    far: int,
    share: float = 1,
) -> Iterator[Probe]:
    others = forenames[:far]
    plain, of_the_year = _seconds(others, None, pepper), _seconds(others, year, pepper) if year else []
    for place, surname in enumerate(surnames[:far], start=1):
        yield from _each(surname, of_the_year[: far // place], weight=4 * share, whole=100, near=30)
        # With a year the pair alone is for whoever has a wrong one on record: only the nearest.
        alone = plain[: far // 4 // place if year else far // place]
        yield from _each(surname, alone, weight=3 * share, whole=200, near=12 if year else 30)


def _seconds(forenames: Sequence[Near], year: int | None, pepper: bytes) -> list[Near]:
    """The forenames, each with what stands for it in a key together with a surname."""
    made = seconds([one.key for one in forenames], pepper=pepper, year=year)
    return [Near(key, one.nearness) for key, one in zip(made, forenames, strict=True)]


def _each(surname: Near, others: Sequence[Near], *, weight: float, whole: int, near: int) -> Iterator[Probe]:
    key, nearness = surname
    for other, likeness in others:
        both = nearness * likeness
        yield Probe(together(key, other), weight * both, _cap(both, whole, near))


def _as_forenames(surname: str, names: NamesNear, pepper: bytes) -> Sequence[Near]:
    """What was typed as a surname, taken for a forename: Dave in "Hughes Dave" may stand for David."""
    meant = [Near(name_key(form, pepper), 1.0) for form in canonical_forenames(surname)]
    return list({name.key: name for name in (*names.surname[:1], *meant, *names.surname[1:])}.values())


def _initials(query: NameQuery, names: NamesNear, pepper: bytes) -> Iterator[Probe]:
    """With an initial alone, that is all there is; otherwise for a forename misspelt beyond recognition."""
    given = first_forenames(query.forenames)
    alone = any(len(form) == 1 for form in given)
    for initial in (second(letter, pepper=pepper) for letter in {form[0] for form in given}):
        for surname in names.surname:
            cap = _cap(surname.nearness, 200, 30) if alone else _cap(surname.nearness, 40, 6)
            yield Probe(together(surname.key, initial), 1.6 * surname.nearness, cap)


def _cap(nearness: float, whole: int, near: int) -> int:
    if nearness >= 1:
        return whole
    return min(whole, near * CLOSER) if nearness >= CLOSE else near
