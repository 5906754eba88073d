"""What one search finds, by kind, for whoever asks: the page and the command say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.audit.log import searched
from polias.kit.record.model import Record
from polias.kit.record.types import RecordType, record_type, record_types
from polias.kit.search.contacts import address_texts, phone_in
from polias.kit.search.filed import filed_like, filed_under_all, pepper
from polias.kit.search.keys import address_keys, phone_keys
from polias.kit.search.query import NameQuery, parse_query
from polias.kit.search.ranking import Candidate, ranked
from polias.kit.search.words import texts_with
from polias.pole.finding.references import beginning_with, locked_address, named
from polias.pole.finding.rows import MOST, Group, group, group_of, person_row, row, with_markers
from polias.pole.finding.trying import Other, to_try, tried
from polias.pole.links.model import Link
from polias.pole.locations.model import Location
from polias.pole.locations.queries import places_at
from polias.pole.organisations.queries import organisations_like
from polias.pole.people.model import Person
from polias.pole.people.queries import Finding, Found, find_people, people_at, people_with_phone, why_by_phone
from polias.pole.vehicles.queries import vehicles_like

LONGEST = 200
#: Whoever bears the name that was asked for comes before those who live in a street of that name.
NAMED_SO = 0.87
#: A name given in a record's own words is shown when it is so like, and of so many that may be like it.
GIVEN_SO, MOST_GIVERS = 0.75, 200
#: Types with questions of their own above; of all others what is filed under a key is shown as it is.
ASKED_THEMSELVES = frozenset({Person.TYPE, Location.TYPE})


def asked_for(text: str) -> str:
    """What somebody typed, without the blanks that mean nothing, and no longer than a search may be."""
    return " ".join(text.replace("\x00", " ")[:LONGEST].split())


def answered(query: str, *, actor: Actor, how: str = "") -> dict[str, Any]:
    """All that a search says, logged as the actor's with what it showed; ``how`` says if it was no page.

    ``reference`` is the record whose whole reference was typed, ``locked_url`` where one that is only locked says whom
    to ask; a page goes there.
    """
    whole = named(query, actor=actor)
    locked = "" if whole else locked_address(query, actor=actor)
    groups = found(query, actor=actor)
    shown = [each["reference"] for one in groups for each in one["rows"]]
    searched(shown, actor=actor, terms=f"{query} ({how})" if how else query)
    instead: list[Other] = [] if groups else to_try(query, actor=actor)
    return {
        "query": query,
        "reference": whole.reference if whole else None,
        "url": f"{record_type(whole.record_type).url}/{whole.reference}" if whole else locked,
        "locked": bool(locked),
        "groups": groups,
        "tried": tried(query),
        "to_try": instead,
    }


def lists(actor: Actor) -> Group:
    """The lists this person may open, for whoever would rather leaf through than search."""
    open_ones = [one for one in record_types() if actor.opens(one.name)]
    rows = [{"url": f"{one.url}/", "reference": one.label_plural, "title": ""} for one in open_ones]
    return group_of(_("Lists"), rows, len(rows))


def found(query: str, *, actor: Actor) -> list[Group]:
    """Everything found, as groups of the search page; kinds of which there is nothing are left out."""
    places, vehicles = places_at(query, actor=actor), vehicles_like(query, actor=actor)
    by_phone = people_with_phone(query, actor=actor, most=MOST)
    people, named_so = _people(query, by_phone, actor=actor)
    groups = [
        _references(query, actor=actor),
        people,
        group(_("Places"), places, why=_("Same address")),
        group(_("Vehicles"), vehicles.rows, why=vehicles.why),
        group(_("Organisations"), organisations_like(query, actor=actor), why=_("Every word is in its name")),
        *_filed(query, actor=actor),
        *_giving_the_name(query, named_so, actor=actor),
        *_linked([*places[:MOST], *vehicles.rows[:MOST], *named_so], actor=actor),
        *_texts(query, actor=actor),
    ]
    return with_markers([one for one in groups if one["rows"]])


def _references(query: str, *, actor: Actor) -> Group:
    """Records whose reference begins with what was typed, the newest first."""
    rows = beginning_with(query, actor=actor)
    found_so = [visible_to(record_type(one.record_type).model, actor).get(pk=one.pk) for one in rows[:MOST]]
    return group_of(_("References"), [row(record) for record in found_so], rows.count())


def _people(query: str, by_phone: Finding, *, actor: Actor) -> tuple[Group, list[Person]]:
    """By telephone number, by address and by name, each person once; and those of them whom the words mean.

    Rose Lane is a street and somebody's name: only behind a house number are such words nobody's name.
    """
    exact = [by_phone, people_at(query, actor=actor, most=MOST)]
    is_address = any(text.startswith("H|") for text in address_texts(query)) and any(one.rows for one in exact)
    like = Finding() if is_address else find_people(query, actor=actor, most=MOST)
    exactly = [one for finding in exact for one in finding.rows]
    by_rank = sorted((*like.rows, *exactly), key=lambda one: one.score < NAMED_SO)
    people: dict[UUID, Found] = {}
    for one in by_rank:
        people.setdefault(one.person.pk, one)
    shown = list(people.values())[:MOST]
    count = len(frozenset().union(*(finding.ids for finding in (*exact, like))))
    capped = any(finding.capped for finding in (*exact, like))
    meant = [*by_phone.rows, *(one for one in shown if one in like.rows and one.score >= NAMED_SO)]
    told = group_of(_("People"), [person_row(one) for one in shown], count, capped=capped)
    return told, list({one.person.pk: one.person for one in meant}.values())


def _filed(query: str, *, actor: Actor) -> Iterator[Group]:
    """Records of other types, such as contacts, that hold this telephone number or address."""
    number = phone_in(query)
    asked = [
        (phone_keys(number, pepper=pepper()) if number else set(), why_by_phone(number)),
        (address_keys(query, pepper=pepper()), _("Same address")),
    ]
    for declared in record_types():
        if "search_keys" in declared.extra and declared.name not in ASKED_THEMSELVES and actor.opens(declared.name):
            for keys, why in asked:
                if keys:
                    rows = visible_to(declared.model, actor).filter(pk__in=filed_under_all(keys)).order_by("-pk")
                    yield group(declared.label_plural, rows, why=why)


def _giving_the_name(query: str, meant: Sequence[Record], *, actor: Actor) -> Iterator[Group]:
    """Records that give a name like this one in their own words, such as that of a caller whom nobody has linked.

    Those linked with somebody who is meant are among what is linked.
    """
    asked = replace(parse_query(query), date_of_birth=None, year_of_birth=None)
    for declared in record_types() if asked.names else ():
        if "gives_a_name" in declared.extra and actor.opens(declared.name):
            linked = Link.objects.filter(other_id__in=[one.pk for one in meant])
            yield _givers(declared, asked, linked.values("register_id"), actor=actor)


def _givers(declared: RecordType, asked: NameQuery, linked: QuerySet[Link, Any], *, actor: Actor) -> Group:
    field, label = declared.extra["gives_a_name"]
    filed = filed_like(asked, declared.name, most=MOST_GIVERS)
    records = visible_to(declared.model, actor).filter(pk__in=filed).exclude(pk__in=linked)
    named = [(one, parse_query(getattr(one, field))) for one in records]
    givers = [Candidate(one, name.forenames, name.surname) for one, name in named]
    alike = ranked(asked, givers, at_least=GIVEN_SO)
    found_so = [cast(Record, one.candidate.identity) for one in alike[:MOST]]
    rows = [row(one, f"{label}: {getattr(one, field)}") for one in found_so]
    title = _("%(kinds)s that give this name") % {"kinds": declared.label_plural}
    return group_of(title, rows, len(alike), capped=len(filed) == MOST_GIVERS)


def _linked(ends: Sequence[Record], *, actor: Actor) -> Iterator[Group]:
    """Crimes, contacts and the like that name a place or vehicle found so, or a person whom the words mean."""
    titles = {one.pk: one.title() for one in ends}
    named_by = Link.objects.filter(other_id__in=titles)
    for declared in record_types() if ends else ():
        if "words" in declared.extra and actor.opens(declared.name):
            rows = visible_to(declared.model, actor).filter(pk__in=named_by.values("register_id")).order_by("-pk")
            names = _names_in(named_by, rows[:MOST], titles)
            title = _("%(kinds)s linked with these") % {"kinds": declared.label_plural}
            yield group(title, rows, why=lambda one, names=names: names[one.pk])  # type: ignore[misc]


def _names_in(links: QuerySet[Link], records: QuerySet[Any], titles: dict[UUID, str]) -> dict[UUID, str]:
    """Of each record, what was found that it names, as whom or what."""
    said: dict[UUID, list[str]] = {}
    for link in links.filter(register_id__in=[one.pk for one in records]):
        said.setdefault(link.register_id, []).append(f"{link.get_role_display()}: {titles[link.other_id]}")
    return {key: "; ".join(dict.fromkeys(words)) for key, words in said.items()}


def _texts(query: str, *, actor: Actor) -> Iterator[Group]:
    """Records of every type in whose text the words stand."""
    for declared in record_types():
        if "words" in declared.extra:
            yield _texts_of(declared, query, actor=actor)


def _texts_of(declared: RecordType, query: str, *, actor: Actor) -> Group:
    texts = texts_with(declared, query, actor=actor, most=MOST)
    rows = [row(record, "".join(p.text for p in pieces)) | {"pieces": pieces} for record, pieces in texts.rows]
    title = _("%(kinds)s with these words") % {"kinds": declared.label_plural}
    return group_of(title, rows, texts.count, capped=texts.capped)
