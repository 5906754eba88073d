"""What identifies a person, as a short keyed hash: tells that something has changed, and never what it was."""

from __future__ import annotations

from hashlib import blake2b

from polias.kit.search.filed import pepper
from polias.pole.people.model import Person

IDENTIFYING = ("forenames", "surname", "date_of_birth", "sex", "phone", "address", "postcode")


def seen_as(person: Person) -> str:
    """The hash of all identifying fields as they are now."""
    values = "\x1f".join(str(getattr(person, name) or "").strip().casefold() for name in IDENTIFYING)
    return blake2b(values.encode(), digest_size=16, key=blake2b(pepper()).digest()).hexdigest()
