"""Blocking keys: a few hashed numbers under which a person is found again, however the name is spelt.

Each key is a signed 64-bit number, so that it fits a bigint column with an ordinary index, and the index holds no
name. The key of a name brings its pieces along (nearness.py), from which the database keeps its vocabulary; keys of
two names together are made of the numbers of both, so that they can be asked for names of which only the number is
known. How many are found so is measured in benchmarks/find_people.py and told in docs/explanation/finding-people.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Self

from polias.kit.search.contacts import address_texts, phone_texts
from polias.kit.search.names import (
    MOST_KEPT,
    canonical_forenames,
    first_forenames,
    folded,
    sound,
    surname_forms,
)
from polias.kit.search.nearness import pieces_of
from polias.kit.search.query import normal_postcode

LONGEST_PEPPER = 64
#: Bits of half a key.
HALF = 32
#: The bits of a piece that say how many letters were left out.
LEFT_OUT = 0b11


class NameKey(int):
    """The key of one name, with the hashes of its sound (the first) and of its pieces.

    The last two bits of a piece's hash say how many letters were left out for it (nearness.py): from those of two
    names that share it, the database tells how far apart they are.
    """

    pieces: tuple[int, ...]

    @classmethod
    def of(cls, form: str, pepper: bytes) -> Self:
        made = cls(_hashed(f"M|{form}", pepper))
        texts = ((f"~{sound(form)}", 0), *((f"-{piece}", left_out) for piece, left_out in pieces_of(form)))
        made.pieces = tuple(_hashed(text, pepper) & ~LEFT_OUT | left_out for text, left_out in texts)
        return made


@lru_cache(maxsize=MOST_KEPT)
def name_key(form: str, pepper: bytes = b"") -> NameKey:
    """The key of a folded name."""
    return NameKey.of(form, pepper)


def keys_for(forenames: str, surname: str, date_of_birth: date | None, *, pepper: bytes = b"") -> set[int]:
    """The keys of one person; more than twelve when a name is double-barrelled or a nickname stands for several.

    `pepper` is a secret of the installation: without it nobody can test a guessed name against the index.
    """
    surnames, given = surname_forms(surname), first_forenames(forenames)
    named = {name_key(form, pepper) for form in (*surnames, *given) if form}
    both = _keys_of_both(surnames, forenames, date_of_birth, pepper)
    sounds = [*_sound_texts(surnames, forenames)]
    births = [*_birth_texts(surnames, forenames, date_of_birth)] if date_of_birth else []
    return {*named, *both, *(_hashed(text, pepper) for text in (*sounds, *births))}


def postcode_keys(postcode: str, *, pepper: bytes = b"") -> set[int]:
    """The key of a postcode, or none when it is not one."""
    normal = normal_postcode(postcode)
    return {_hashed(f"P|{normal}", pepper)} if normal else set()


def phone_keys(number: str, *, pepper: bytes = b"") -> set[int]:
    """The keys of a telephone number, or of the end of one; none when it has too few digits."""
    return {_hashed(text, pepper) for text in phone_texts(number)}


def address_keys(address: str, *, pepper: bytes = b"") -> set[int]:
    """The keys of an address; none when it has neither a number before a word nor a street."""
    return {_hashed(text, pepper) for text in address_texts(address)}


def seconds(forenames: Iterable[int], *, pepper: bytes = b"", year: int | None = None) -> list[int]:
    """What stands for each of many forenames in a key together with a surname; with a year of birth when given."""
    return [_second(_pair_text(forename, year), pepper) for forename in forenames]


def together(surname: int, second: int) -> int:
    """The key of a surname and something else: all keys of one surname lie side by side in the index.

    A search asks for a thousand and more, of a hundred surnames: so it reads a few pages for each and not one for each
    key. The upper half is the surname's own; the lower half tells the keys of one surname apart.
    """
    return surname >> HALF << HALF | second


def second(with_: str | int, *, pepper: bytes = b"") -> int:
    """What stands for the initial of the forename (a letter) or the year of birth (a number) beside a surname."""
    return _second(_surname_text(with_), pepper)


def sound_keys(surname: str, forenames: str, *, pepper: bytes = b"") -> set[int]:
    """The keys of both names by sound."""
    return {_hashed(text, pepper) for text in _sound_texts(surname_forms(surname), forenames)}


def birth_keys(surname: str, forenames: str, born: date, *, pepper: bytes = b"") -> dict[int, str]:
    """The keys of a date of birth, alone and with either name; each with the letter of its kind."""
    return {_hashed(text, pepper): text[0] for text in _birth_texts(surname_forms(surname), forenames, born)}


def _keys_of_both(surnames: tuple[str, ...], forenames: str, born: date | None, pepper: bytes) -> Iterator[int]:
    """A surname with a forename, an initial or the year of birth."""
    given = tuple(dict.fromkeys((*first_forenames(forenames), *canonical_forenames(forenames))))
    texts = [_pair_text(name_key(form, pepper), None) for form in given]
    texts += [_surname_text(initial) for initial in {form[0] for form in given}]
    if born:
        texts += [_pair_text(name_key(form, pepper), born.year) for form in given]
        texts.append(_surname_text(born.year))
    for surname in (name_key(form, pepper) for form in surnames if form):
        yield from (together(surname, _second(text, pepper)) for text in texts)


def _pair_text(forename: int, year: int | None) -> str:
    return f"B|{int(forename)}" if year is None else f"Y|{int(forename)}|{year}"


def _surname_text(with_: str | int) -> str:
    return f"I|{with_}" if isinstance(with_, str) else f"Z|{with_}"


def _sound_texts(surnames: Iterable[str], forenames: str) -> Iterator[str]:
    given = _sounds(canonical_forenames(forenames))
    for sur in _sounds(surnames):
        yield from (f"A|{sur}|{fore}" for fore in given)


def _birth_texts(surnames: Iterable[str], forenames: str, born: date) -> Iterator[str]:
    low, high = sorted((born.day, born.month))
    # Sorted, so that a day and month the wrong way round lead to the same key.
    yield f"C|{born.year}|{low:02}{high:02}"
    for sur in _sounds(surnames):
        yield f"D|{sur}|{born:%Y%m}"
        yield f"E|{sur}|{born:%m%d}"
    for fore in _sounds(canonical_forenames(forenames)):
        yield f"K|{fore}|{born:%Y%m}"
        yield f"L|{fore}|{born:%m%d}"


def _sounds(forms: Iterable[str]) -> list[str]:
    return sorted({sound(form) for form in forms if folded(form)})


def _hashed(text: str, pepper: bytes) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8, key=_secret(pepper)).digest(), "big", signed=True)


def _second(text: str, pepper: bytes) -> int:
    """The lower half of a key of two things."""
    return int.from_bytes(blake2b(text.encode(), digest_size=HALF // 8, key=_secret(pepper)).digest(), "big")


def _secret(pepper: bytes) -> bytes:
    return pepper if len(pepper) <= LONGEST_PEPPER else blake2b(pepper).digest()
