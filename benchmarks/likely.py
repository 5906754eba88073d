"""How often "very like" is right while people are typed in: precision and reach of the strong ones.

Records are entered one after the other, as in life; each is compared with everybody entered before who shares the sound
of a surname or first name with part of the birth, a telephone or a postcode. The people are made up by
benchmarks/made_up_people.py, which shares no code or list with the search; a third of the records have mistakes, and
households hold kin, twins, and sons of their father's name.

    python -m benchmarks.likely [PEOPLE] [SEED]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from benchmarks.made_up_people import Row, register
from polias.kit.search.names import canonical_forenames, sound, surname_forms
from polias.pole.people.likeness import Described, likeness

BANDS = ((95, 101), (85, 95), (75, 85), (65, 75), (0, 65))


def described(row: Row) -> Described:
    """A made-up record as it is typed."""
    try:
        born = date.fromisoformat(row["born"]) if row["born"] else None
    except ValueError:
        born = None
    names = {"surname": row["surname"], "forenames": row["forename"], "sex": row["sex"].upper() or "X"}
    return Described(**names, date_of_birth=born, **{name: row[name] for name in ("phone", "address", "postcode")})


def keys(one: Described) -> Iterator[tuple[object, ...]]:
    """Whoever shares one of these is compared: more than the search itself brings back."""
    born = one.date_of_birth
    surnames = {sound(form) for form in surname_forms(one.surname)}
    forenames = {sound(form) for form in canonical_forenames(one.forenames)}
    yield from (("names", a, b) for a in surnames for b in forenames)
    if born:
        yield ("birth", born)
        yield from (("year", name, born.year) for name in surnames | forenames)
        yield from (("day", name, born.month, born.day) for name in surnames | forenames)
    if one.phone:
        yield ("phone", one.phone)
    if one.postcode:
        yield ("postcode", one.postcode)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rows, truth = register(count, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 11)
    people = [described(row) for row in rows]
    filed: dict[tuple[object, ...], list[int]] = defaultdict(list)
    entered: set[str] = set()
    said = right = pairs = right_pairs = again = found = 0
    bands: dict[tuple[int, int], list[int]] = {band: [0, 0] for band in BANDS}
    for number, one in enumerate(people):
        mine = list(keys(one))
        near = {other for key in mine for other in filed[key]}
        scored = [(likeness(one, people[other]), truth[other] == truth[number]) for other in near]
        strong = [same for like, same in scored if like.strong]
        pairs, right_pairs = pairs + len(strong), right_pairs + sum(strong)
        # What the page shows first: the likest of the strong ones.
        said, right = said + bool(strong), right + any(strong)
        again, found = again + (truth[number] in entered), found + any(strong)
        for like, same in scored:
            band = next(b for b in BANDS if b[0] <= like.score < b[1])
            bands[band][0] += 1
            bands[band][1] += same
        for key in mine:
            filed[key].append(number)
        entered.add(truth[number])
    print(f"{len(rows):,} records of {len(entered):,} people; {again:,} were entered again")
    print(f"very like: {pairs:,} pairs, precision {right_pairs / max(1, pairs):.4f}")
    print(f"records with somebody very like: {said:,}, with the same person among them {right / max(1, said):.4f}")
    print(f"of those entered again, with the person among the very like: {found / max(1, again):.4f}")
    for (low, high), (all_pairs, same) in bands.items():
        print(f"score {low:3} to {high - 1:3}: {all_pairs:8,} pairs, {same / max(1, all_pairs):.4f} one person")


if __name__ == "__main__":
    main()
