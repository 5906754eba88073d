"""The verbs of people, and the only writer of their records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from polias.kit.access.actor import Actor
from polias.kit.origins.facts import CameFrom
from polias.kit.origins.queries import origin
from polias.kit.record.action import action
from polias.kit.record.bulk import add_to_each, enter_all, file_under_each
from polias.kit.record.writing import add_all, change, enter, locked, take_away
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.search.filed import pepper
from polias.kit.search.keys import address_keys, keys_for, phone_keys, postcode_keys
from polias.kit.search.model import SearchKey
from polias.kit.workflow.table import make_move
from polias.pole.people.model import Person
from polias.pole.people.newcomer import PersonSaid
from polias.pole.people.rules import RULES, PersonFacts


@action(needs="pole.people.record")
def record(
    *,
    actor: Actor,
    surname: str,
    forenames: str = "",
    date_of_birth: date | None = None,
    sex: str = "X",
    phone: str = "",
    address: str = "",
    postcode: str = "",
) -> Person:
    """Record a person who is not known yet.

    Raises RuleBreach (PERSON-01, PERSON-02).
    """
    asked = held(RULES, PersonFacts(surname, date_of_birth, timezone.localdate()), move="record")
    person = Person(
        forenames=forenames,
        surname=surname,
        date_of_birth=date_of_birth,
        sex=sex,
        phone=phone,
        address=address,
        postcode=postcode,
    )
    enter(person, force_id=actor.force_id)
    keep_reasons(asked, of=person)
    _write_keys(person)
    return person


@action(needs="pole.people.take_in", offered=False)
def take_in(*, actor: Actor, people: Sequence[tuple[PersonSaid, CameFrom]]) -> list[Person]:
    """Record many people whom another system held first, each with its id there.

    Raises RuleBreach (PERSON-01, PERSON-02) for the first who may not be recorded; then nobody is.
    """
    today = timezone.localdate()
    for said, _from in people:
        held(RULES, PersonFacts(said.surname, said.date_of_birth, today), move="record")
    records = enter_all([Person(**vars(said)) for said, _from in people], force_id=actor.force_id)
    origins = [origin(came, type_name=Person.TYPE, force_id=actor.force_id) for _said, came in people]
    add_to_each((person.register, one) for person, one in zip(records, origins, strict=True))
    file_under_each(SearchKey, "key", ((p.register, key) for p in records for key in sorted(search_keys(p))))
    return records


@action(needs="pole.people.amend")
def amend(
    person: Person,
    *,
    actor: Actor,
    surname: str,
    forenames: str,
    date_of_birth: date | None,
    sex: str,
    phone: str,
    address: str,
    postcode: str,
    version: int | None = None,
) -> Person:
    """Change what is known of a person; the old values stay in the audit.

    Raises RuleBreach (PERSON-01, PERSON-02), Conflict when somebody changed the record meanwhile.
    """
    person = locked(person, version=version)
    held(RULES, PersonFacts(surname, date_of_birth, timezone.localdate()), move="amend")
    make_move(person, "amend")
    change(
        person,
        forenames=forenames,
        surname=surname,
        date_of_birth=date_of_birth,
        sex=sex,
        phone=phone,
        address=address,
        postcode=postcode,
    )
    for old in SearchKey.objects.filter(register_id=person.pk):
        take_away(old, of=person)
    _write_keys(person)
    return person


def search_keys(person: Person) -> set[int]:
    """The hashed keys under which a person is found."""
    return (
        keys_for(person.forenames, person.surname, person.date_of_birth, pepper=pepper())
        | postcode_keys(person.postcode, pepper=pepper())
        | phone_keys(person.phone, pepper=pepper())
        | address_keys(person.address, pepper=pepper())
    )


def _write_keys(person: Person) -> None:
    add_all([SearchKey(key=key) for key in sorted(search_keys(person))], to=person)
