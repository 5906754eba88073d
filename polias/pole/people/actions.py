"""The verbs of people, and the only writer of their records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.errors import Conflict
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.record.bulk import file_under_each
from polias.kit.record.writing import add, add_all, change, enter, locked, note, take_away
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.search.filed import pepper
from polias.kit.search.keys import address_keys, keys_for, phone_keys, postcode_keys
from polias.kit.search.model import SearchKey
from polias.kit.workflow.table import make_move
from polias.pole.links.actions import link_each
from polias.pole.links.facts import NO_ENDS, Ends, ends_of
from polias.pole.names.facts import Kind, OtherName
from polias.pole.names.model import PersonName
from polias.pole.names.queries import in_full, other_names, other_names_of, whole_names
from polias.pole.names.rules import RULES as RULES_OF_NAMES
from polias.pole.names.rules import NamesFacts
from polias.pole.people.likely import strongest
from polias.pole.people.likeness import Described
from polias.pole.people.model import PassedOver, Person
from polias.pole.people.newcomer import PersonSaid
from polias.pole.people.rules import RULES, PersonFacts

#: What somebody typed of a person on record is added to it, where the record says nothing.
FILLED_IN = ("forenames", "date_of_birth", "sex", "phone", "address", "postcode")


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
    names: Sequence[OtherName] = (),
    why_another: str = "",
    another_words: str = "",
) -> Person:
    """Record a person who is not known yet; ``names`` are whatever else they are or were called.

    When somebody very like is on record, ``why_another`` says why it is not the same person.
    Raises RuleBreach (PERSON-01 to 03, NAME-01 to 03).
    """
    names = tuple(dict.fromkeys(names))
    like = strongest(
        Described(surname, forenames, date_of_birth, sex=sex, phone=phone, address=address, postcode=postcode),
        actor=actor,
    )
    facts = PersonFacts(
        surname,
        date_of_birth,
        timezone.localdate(),
        names,
        very_like=like is not None,
        why_another=why_another,
        another_words=another_words,
    )
    asked = held(RULES, facts, move="record")
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
    if like is not None:
        row = PassedOver(like=like.person.register, score=like.likeness.score, why=why_another, words=another_words)
        add(row, to=person)
    _keep_names(person, names)
    _file(person)
    return person


@action(needs="pole.people.take_in", offered=False)
def take_in(*, actor: Actor, people: Sequence[tuple[PersonSaid, CameFrom]], ends: Ends = NO_ENDS) -> list[Person]:
    """Record many people whom another system held first, each with its id there and what it is joined to.

    Raises RuleBreach (PERSON-01, PERSON-02) for the first who may not be recorded; then nobody is.
    """
    today = timezone.localdate()
    for said, _from in people:
        held(RULES, PersonFacts(said.surname, said.date_of_birth, today), move="record")
    came_from = [came for _said, came in people]
    records = enter_from([Person(**vars(said)) for said, _from in people], came_from, force_id=actor.force_id)
    link_each(ends_of(records, came_from, ends))
    file_under_each(SearchKey, "key", ((p.register, key) for p in records for key in sorted(search_keys(p, names=()))))
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
    names: Sequence[OtherName] | None = None,
    version: int | None = None,
) -> Person:
    """Change what is known of a person; the old values stay in the audit.

    ``names`` are all their other names from now on; left out, those that are there stay.
    Raises RuleBreach (PERSON-01, PERSON-02, NAME-01 to 03), Conflict when somebody changed the record meanwhile.
    """
    person = locked(person, version=version)
    names = other_names(person.pk) if names is None else tuple(dict.fromkeys(names))
    held(RULES, PersonFacts(surname, date_of_birth, timezone.localdate(), names), move="amend")
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
    _keep_names(person, names)
    _file(person)
    return person


@action(needs="pole.people.amend", offered=False)
def recognise(person: Person, *, actor: Actor, typed: Described, names: Sequence[OtherName] = ()) -> Person:
    """Somebody about to be recorded anew was this person: what was typed is added where the record says nothing."""
    person = locked(person)
    known = {name: getattr(typed, name) for name in FILLED_IN}
    missing = {name: value for name, value in known.items() if value and getattr(person, name) in ("", None, "X")}
    note(person, _("Recognised by somebody who was about to record this person anew."))
    before = other_names(person.pk)
    now = tuple(dict.fromkeys((*before, *names)))
    if not missing and len(now) == len(before):
        return person
    born = missing.get("date_of_birth", person.date_of_birth)
    held(RULES, PersonFacts(person.surname, born, timezone.localdate(), now), move="amend")
    make_move(person, "amend")
    change(person, **missing)
    _keep_names(person, now)
    _file(person)
    return person


@action(needs="pole.people.add_name")
def add_name(
    person: Person,
    *,
    actor: Actor,
    kind: Kind,
    surname: str = "",
    forenames: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    version: int | None = None,
) -> Person:
    """Keep one more name of a person, whatever else somebody changed meanwhile; the person is found by it at once.

    Raises RuleBreach (NAME-01 to 03), Conflict when the person has this name already.
    """
    person = locked(person, version=version)
    new, before = OtherName(kind, surname.strip(), forenames.strip(), valid_from, valid_to), other_names(person.pk)
    held(RULES_OF_NAMES, NamesFacts((*before, new), timezone.localdate()), move="add_name")
    if new in before:
        raise Conflict(
            _("%(reference)s has this name already.") % {"reference": person.reference},
            do=_("Nothing more is to be done."),
        )
    make_move(person, "add_name")
    _keep_names(person, (*before, new))
    _file(person)
    return person


def search_keys(person: Person, *, names: Sequence[OtherName] | None = None) -> set[int]:
    """The hashed keys under which a person is found: those of every name they have or had, and of where they live.

    ``names`` are their other names where the caller knows them; left out, they are read.
    """
    others = other_names(person.pk) if names is None else names
    keys: set[int] = set()
    for one in whole_names(person.forenames, person.surname, others):
        keys |= keys_for(one.forenames, one.surname, person.date_of_birth, pepper=pepper())
    return (
        keys
        | postcode_keys(person.postcode, pepper=pepper())
        | phone_keys(person.phone, pepper=pepper())
        | address_keys(person.address, pepper=pepper())
    )


def search_keys_of(people: Sequence[Person]) -> dict[UUID, set[int]]:
    """The same for many people, whose other names are read in one question."""
    names = other_names_of([person.pk for person in people])
    return {person.pk: search_keys(person, names=names.get(person.pk, ())) for person in people}


def _keep_names(person: Person, names: Sequence[OtherName]) -> None:
    """Let these be all other names of a person: what is there already stays as the row it is."""
    missing = list(names)
    for row in PersonName.objects.filter(register_id=person.pk):
        if row.as_name in missing:
            missing.remove(row.as_name)
        else:
            take_away(row, of=person, note=_("Name taken away: %(kind)s %(name)s") % _in_words(row.as_name))
    for one in missing:
        add(PersonName(**vars(one)), to=person, note=_("Name added: %(kind)s %(name)s") % _in_words(one))


def _in_words(one: OtherName) -> dict[str, str]:
    return {"kind": one.label.lower(), "name": in_full(one)}


def _file(person: Person) -> None:
    """File a person under their keys; what they are filed under rightly already stays."""
    missing = search_keys(person)
    for old in SearchKey.objects.filter(register_id=person.pk):
        if old.key in missing:
            missing.remove(old.key)
        else:
            take_away(old, of=person)
    add_all([SearchKey(key=key) for key in sorted(missing)], to=person)
