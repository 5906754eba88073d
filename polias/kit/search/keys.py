"""Blocking keys: a few hashed numbers under which a person is found again, however the name is spelt.

Each key is a signed 64-bit number, so that it fits a bigint column with an ordinary index, and the index holds no
name. Measured on one million people, keys and a name vocabulary found 98 of 100 within the first ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b

from polias.kit.search.contacts import address_texts, phone_texts
from polias.kit.search.names import canonical_forenames, first_forenames, folded, sound, surname_forms
from polias.kit.search.query import normal_postcode, parse_query

LONGEST_PEPPER = 64


def keys_for(forenames: str, surname: str, date_of_birth: date | None, *, pepper: bytes = b"") -> set[int]:
    """The keys of one person; more than eight when a name is double-barrelled or a nickname stands for several.

    `pepper` is a secret of the installation: without it nobody can test a guessed name against the index.
    """
    return {_hashed(text, pepper) for text in _key_texts(forenames, surname, date_of_birth)}


def keys_for_query(text: str, *, pepper: bytes = b"", today: date | None = None) -> set[int]:
    """The keys to look under for what somebody typed, the two names also the other way round."""
    query = parse_query(text, today=today)
    straight = _key_texts(query.forenames, query.surname, query.date_of_birth)
    swapped = _key_texts(query.surname, query.forenames, query.date_of_birth)
    keys = {_hashed(key, pepper) for key in (*straight, *swapped)}
    return keys | postcode_keys(query.postcode, pepper=pepper)


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


def _key_texts(forenames: str, surname: str, date_of_birth: date | None) -> Iterator[str]:
    surnames = _sounds(surname_forms(surname))
    given = _sounds(canonical_forenames(forenames))
    initials = {form[0] for form in (*canonical_forenames(forenames), *first_forenames(forenames))}
    for sur in surnames:
        yield f"S|{sur}"
        yield from (f"A|{sur}|{fore}" for fore in given)
        yield from (f"I|{sur}|{initial}" for initial in initials)
    if date_of_birth:
        yield from _birth_texts(surnames, given, date_of_birth)


def _birth_texts(surnames: list[str], given: list[str], born: date) -> Iterator[str]:
    low, high = sorted((born.day, born.month))
    # Sorted, so that a day and month the wrong way round lead to the same key.
    yield f"C|{born.year}|{low:02}{high:02}"
    for sur in surnames:
        yield f"D|{sur}|{born:%Y%m}"
        yield f"E|{sur}|{born:%m%d}"
    for fore in given:
        yield f"K|{fore}|{born:%Y%m}"
        yield f"L|{fore}|{born:%m%d}"


def _sounds(forms: Iterable[str]) -> list[str]:
    return sorted({sound(form) for form in forms if folded(form)})


def _hashed(text: str, pepper: bytes) -> int:
    key = pepper if len(pepper) <= LONGEST_PEPPER else blake2b(pepper).digest()
    return int.from_bytes(blake2b(text.encode(), digest_size=8, key=key).digest(), "big", signed=True)
