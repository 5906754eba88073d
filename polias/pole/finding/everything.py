"""What one search finds, by kind, for whoever asks: the page and the command say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from polias.force.public import force_letters
from polias.kit.access.actor import Actor
from polias.kit.access.door import lock_before, registered, visible_to
from polias.kit.record.model import Record, Register
from polias.kit.record.types import record_type, record_types
from polias.kit.search.contacts import address_texts, normal_phone, phone_in
from polias.kit.search.query import parse_query
from polias.kit.search.words import texts_with
from polias.pole.locations.queries import places_at
from polias.pole.organisations.queries import organisations_like
from polias.pole.people.queries import Finding, Found, find_people, people_at, people_with_phone
from polias.pole.vehicles.actions import plate
from polias.pole.vehicles.queries import vehicles_with

MOST = 20
LONGEST = 200
#: Whoever bears the name that was asked for comes before those who live in a street of that name.
NAMED_SO = 0.9
REFERENCE = re.compile(r"^(?:[A-Z]{2,5}-)?[A-Z]{2}-\d{1,8}(?:-\d{0,6})?$")
AFTER_EVERYTHING = "\U0010ffff"


def asked_for(text: str) -> str:
    """What somebody typed, without the blanks that mean nothing, and no longer than a search may be."""
    return " ".join(text[:LONGEST].split())


def lists(actor: Actor) -> dict[str, Any]:
    """The lists this person may open, for whoever would rather leaf through than search."""
    open_ones = [one for one in record_types() if actor.opens(one.name)]
    rows = [{"url": f"{one.url}/", "reference": one.label_plural, "title": ""} for one in open_ones]
    return {"title": _("Lists"), "count": len(rows), "capped": False, "rows": rows}


def named(query: str, *, actor: Actor) -> Register | None:
    """The register row of a whole reference, with or without the force's own letters before it."""
    whole = query.upper()
    if not REFERENCE.match(whole):
        return None
    wanted = {whole, f"{force_letters(actor.force_id)}-{whole}"}
    return registered(actor).filter(reference__in=wanted).first()


def locked_address(query: str, *, actor: Actor) -> str:
    """Where a record that is only locked says whom to ask; empty for every other reference, known or not."""
    whole = query.upper()
    wanted = [whole, f"{force_letters(actor.force_id)}-{whole}"] if REFERENCE.match(whole) else []
    for reference in wanted:
        if before := lock_before(reference):
            return f"{record_type(before[0]).url}/{reference}"
    return ""


def found(query: str, *, actor: Actor) -> list[dict[str, Any]]:
    """Everything found, as groups of the search page; kinds of which there is nothing are left out."""
    groups = [
        _group(_("References"), *_counted(beginning_with(query, actor=actor))),
        _people(query, actor=actor),
        _places(query, actor=actor),
        _group(_("Vehicles"), *_counted(vehicles_with(query, actor=actor)), why=_("Same registration")),
        _group(
            _("Organisations"),
            *_counted(organisations_like(query, actor=actor)),
            why=_("Every word is in its name"),
        ),
    ]
    return [one for one in (*groups, *_texts(query, actor=actor)) if one["rows"]]


def beginning_with(query: str, *, actor: Actor) -> list[Record]:
    """Records whose reference begins with what was typed, the newest first.

    A range and not LIKE: comparisons keep their index under row security.
    """
    whole = query.upper()
    if not REFERENCE.match(whole):
        return []
    start = whole if re.match(r"^[A-Z]{2,5}-[A-Z]{2}-", whole) else f"{force_letters(actor.force_id)}-{whole}"
    rows = registered(actor).filter(reference__gte=start, reference__lt=start + AFTER_EVERYTHING)
    return [
        visible_to(record_type(row.record_type).model, actor).get(pk=row.pk)
        for row in rows.order_by("-reference")[:MOST]
    ]  # fmt: skip


def tried(query: str) -> list[str]:
    """What was looked for, in sentences, so that an empty answer can be believed."""
    understood = parse_query(query)
    said = []
    if REFERENCE.match(query.upper()):
        said.append(_("A reference that begins with %(text)s") % {"text": query.upper()})
    if understood.names:
        born = understood.date_of_birth or understood.year_of_birth
        words = {"name": understood.names, "born": f"{born:%d/%m/%Y}" if understood.date_of_birth else born}
        said.append(
            _("People with names like “%(name)s”, born %(born)s") % words
            if born
            else _("People with names like “%(name)s”, in other spellings too") % words
        )
    if number := phone_in(query):
        whole = normal_phone(number)
        sentence = (
            _("People with the telephone number %(number)s")
            if whole
            else _("People whose telephone number ends with %(number)s")
        )
        said.append(sentence % {"number": whole or number})
    if list(address_texts(query)):
        said.append(_("People and places at an address like “%(text)s”") % {"text": query})
    said.append(_("A vehicle with the registration %(plate)s") % {"plate": plate(query)})
    said.append(_("Texts with these words, or with words that begin like the last one"))
    said.append(_("Organisations with every word in their name"))
    said += [_("“%(text)s” is no date, and was left out") % {"text": text} for text in understood.not_understood]
    return said


def _people(query: str, *, actor: Actor) -> dict[str, Any]:
    """By telephone number, by address and by name, each person once.

    Rose Lane is a street and somebody's name: only behind a house number are such words nobody's name.
    """
    exact = [people_with_phone(query, actor=actor, most=MOST), people_at(query, actor=actor, most=MOST)]
    is_address = any(text.startswith("H|") for text in address_texts(query)) and any(one.rows for one in exact)
    like = Finding() if is_address else find_people(query, actor=actor, most=MOST)
    exactly = [one for finding in exact for one in finding.rows]
    by_rank = sorted((*like.rows, *exactly), key=lambda one: one.score < NAMED_SO)
    people = {one.person.pk: one for one in reversed(by_rank)}
    rows = [_person_row(one) for one in list(reversed(people.values()))[:MOST]]
    count = len(frozenset().union(*(finding.ids for finding in (*exact, like))))
    return {"title": _("People"), "count": count, "capped": any(f.capped for f in (*exact, like)), "rows": rows}


def _places(query: str, *, actor: Actor) -> dict[str, Any]:
    places, count = places_at(query, actor=actor, most=MOST)
    return _group(_("Places"), places, count, why=_("Same address"))


def _texts(query: str, *, actor: Actor) -> Iterator[dict[str, Any]]:
    """Records of every type in whose text the words stand."""
    for declared in record_types():
        if "words" in declared.extra:
            texts = texts_with(declared, query, actor=actor, most=MOST)
            rows = [_row(record, "".join(p.text for p in pieces)) | {"pieces": pieces} for record, pieces in texts.rows]
            yield {"title": declared.label_plural, "count": texts.count, "capped": texts.capped, "rows": rows}


def _counted(records: list[Any]) -> tuple[list[Any], int]:
    return records, len(records)


def _group(title: str, records: list[Any], count: int, *, why: str = "") -> dict[str, Any]:
    rows = [_row(record, why) for record in records]
    return {"title": title, "count": count, "capped": count == len(rows) >= MOST, "rows": rows}


def _person_row(one: Found) -> dict[str, Any]:
    born = one.person.date_of_birth
    details = ", ".join(filter(None, (one.person.title(), f"{born:%d/%m/%Y}" if born else "", one.person.address)))
    return {**_row(one.person, one.why), "title": details}


def _row(record: Record, why: str = "") -> dict[str, Any]:
    state = record.record_type().workflow.states[record.state]
    return {
        "url": record.url,
        "reference": record.reference,
        "title": record.title(),
        "why": why,
        "tag": "" if record.state == "current" else state.label,
        "tag_colour": state.colour,
    }
