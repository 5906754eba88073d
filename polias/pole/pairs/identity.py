"""What identifies a person, as a short keyed hash: tells that something has changed, and never what it was."""

from __future__ import annotations

from hashlib import blake2b

from polias.kit.search.filed import pepper
from polias.pole.names.queries import other_names
from polias.pole.people.model import Person

IDENTIFYING = ("forenames", "surname", "date_of_birth", "sex", "phone", "address", "postcode")


def seen_as(person: Person) -> str:
    """The hash of all identifying fields and of every other name as they are now."""
    fields = [str(getattr(person, name) or "") for name in IDENTIFYING]
    names = sorted(one.text for one in other_names(person.pk))
    values = "\x1f".join(value.strip().casefold() for value in (*fields, *names))
    return blake2b(values.encode(), digest_size=16, key=blake2b(pepper()).digest()).hexdigest()
