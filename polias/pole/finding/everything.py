"""What one search finds, by kind, for whoever asks: the page and the command say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polias.force.public import force_letters
from polias.kit.access.actor import Actor
from polias.kit.access.door import lock_before, registered, visible_to
from polias.kit.i18n.text import Words
from polias.kit.record.model import Record, Register
from polias.kit.record.types import record_type, record_types
from polias.kit.search.contacts import address_texts, normal_phone, phone_in
from polias.kit.search.query import parse_query
from polias.kit.search.words import texts_with
from polias.pole.locations.queries import places_at
from polias.pole.markers.panels import shown_on
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
    return _group_of(_("Lists"), rows, len(rows))


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
        _references(query, actor=actor),
        _people(query, actor=actor),
        _group(_("Places"), places_at(query, actor=actor), why=_("Same address")),
        _group(_("Vehicles"), vehicles_with(query, actor=actor), why=_("Same registration")),
        _group(_("Organisations"), organisations_like(query, actor=actor), why=_("Every word is in its name")),
    ]
    shown = [one for one in (*groups, *_texts(query, actor=actor)) if one["rows"]]
    return _with_markers(shown)


def _with_markers(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What whoever reads a row is warned of, for all rows in one question."""
    markers = shown_on([row["record"] for one in groups for row in one["rows"]])
    for row in (row for one in groups for row in one["rows"]):
        row["markers"] = markers.get(row.pop("record").pk, [])
    return groups


def _references(query: str, *, actor: Actor) -> dict[str, Any]:
    """Records whose reference begins with what was typed, the newest first.

    A range and not LIKE: comparisons keep their index under row security.
    """
    whole, rows = query.upper(), registered(actor)
    start = whole if re.match(r"^[A-Z]{2,5}-[A-Z]{2}-", whole) else f"{force_letters(actor.force_id)}-{whole}"
    begins_so = rows.filter(reference__gte=start, reference__lt=start + AFTER_EVERYTHING)
    rows = begins_so if REFERENCE.match(whole) else rows.none()
    found_so = [
        visible_to(record_type(row.record_type).model, actor).get(pk=row.pk)
        for row in rows.order_by("-reference")[:MOST]
    ]
    return _group_of(_("References"), [_row(record) for record in found_so], rows.count())


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
    people: dict[UUID, Found] = {}
    for one in by_rank:
        people.setdefault(one.person.pk, one)
    rows = [_person_row(one) for one in list(people.values())[:MOST]]
    count = len(frozenset().union(*(finding.ids for finding in (*exact, like))))
    return _group_of(_("People"), rows, count, capped=any(finding.capped for finding in (*exact, like)))


def _texts(query: str, *, actor: Actor) -> Iterator[dict[str, Any]]:
    """Records of every type in whose text the words stand."""
    for declared in record_types():
        if "words" in declared.extra:
            texts = texts_with(declared, query, actor=actor, most=MOST)
            rows = [_row(record, "".join(p.text for p in pieces)) | {"pieces": pieces} for record, pieces in texts.rows]
            yield _group_of(declared.label_plural, rows, texts.count, capped=texts.capped)


def _group(title: str, found_so: QuerySet[Any], *, why: str) -> dict[str, Any]:
    """Records of one kind, the first of them and how many there are."""
    rows = [_row(record, why) for record in found_so[:MOST]]
    return _group_of(title, rows, found_so.count() if len(rows) == MOST else len(rows))


def _group_of(title: Words, rows: list[dict[str, Any]], count: int, *, capped: bool = False) -> dict[str, Any]:
    return {"title": title, "count": count, "capped": capped, "rows": rows}


def _person_row(one: Found) -> dict[str, Any]:
    born = one.person.date_of_birth
    details = ", ".join(filter(None, (one.person.title(), f"{born:%d/%m/%Y}" if born else "", one.person.address)))
    return {**_row(one.person, one.why), "title": details}


def _row(record: Record, why: str = "") -> dict[str, Any]:
    state = record.record_type().workflow.states[record.state]
    return {
        "record": record,
        "url": record.url,
        "reference": record.reference,
        "title": record.title(),
        "why": why,
        "tag": "" if record.state == "current" else state.label,
        "tag_colour": state.colour,
    }
