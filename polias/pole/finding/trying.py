"""What a search looked for, in sentences, so that an empty answer can be believed; and what may be tried instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.screens.declare import starts_for
from polias.kit.search.contacts import TAILS, address_texts, normal_phone, phone_in
from polias.kit.search.query import NameQuery, parse_query
from polias.pole.finding.references import REFERENCE
from polias.pole.people.model import Person
from polias.pole.vehicles.actions import plate
from polias.pole.vehicles.queries import FEWEST_OF_A_PLATE, looks_like_a_plate


@dataclass(frozen=True)
class Other:
    """Something to try instead: what it is, and the words for the box, or the page where it is done."""

    sentence: str
    words: str
    url: str


def tried(query: str) -> list[str]:
    """What was looked for, one sentence each."""
    understood = parse_query(query)
    said = []
    if REFERENCE.match(query.upper()):
        said.append(_("A reference that begins with %(text)s") % {"text": query.upper()})
    if understood.names:
        said.append(_people_tried(understood))
    elif born := _born(understood):
        said.append(_("People born %(born)s") % {"born": born})
    if number := phone_in(query):
        whole = normal_phone(number)
        sentence = (
            _("People and contacts with the telephone number %(number)s")
            if whole
            else _("People and contacts whose telephone number ends with %(number)s")
        )
        said.append(sentence % {"number": whole or number})
    if list(address_texts(query)):
        said.append(_("People, places and contacts at an address like “%(text)s”") % {"text": query})
    if looks_like_a_plate(query):
        said.append(_("A vehicle whose registration is or begins with %(plate)s") % {"plate": plate(query)})
    said.append(_("Texts with these words, or with words that begin like the last one"))
    said.append(_("Organisations with every word in their name"))
    said += [_("“%(text)s” is no date, and was left out") % {"text": text} for text in understood.not_understood]
    return said


def _people_tried(understood: NameQuery) -> str:
    words = {"name": understood.names, "born": _born(understood)}
    if words["born"]:
        return _("People with names like “%(name)s”, born %(born)s, other and earlier names too") % words
    return _("People with names like “%(name)s”, in other spellings too, other and earlier names too") % words


def _born(understood: NameQuery) -> str:
    born = understood.date_of_birth
    return f"{born:%d/%m/%Y}" if born else str(understood.year_of_birth or "")


def to_try(query: str, *, actor: Actor) -> list[Other]:
    """What may find it yet, the likeliest first; each but the last is another search."""
    found = dict.fromkeys(_other_words(query))
    others = [Other(sentence, words, f"/search?{urlencode({'q': words})}") for sentence, words in found]
    begun = (start for start in starts_for(actor) if start.grant == f"{Person.TYPE}.record")
    return [*others, *(Other(str(start.label), "", start.url) for start in begun)]


def _other_words(query: str) -> Iterator[tuple[str, str]]:
    understood = parse_query(query)
    if understood.names and _born(understood):
        yield _("Without the date of birth"), understood.names
    if understood.date_of_birth and understood.names:
        with_year = f"{understood.names} {understood.date_of_birth.year}"
        yield _("With the year of birth alone"), with_year
    if understood.forenames and understood.surname and not _is_number(query):
        yield _("By the surname alone"), understood.surname
    if (number := normal_phone(phone_in(query))) and len(number) > TAILS[0]:
        yield _("By the last six digits of the number"), number[-TAILS[0] :]
    if looks_like_a_plate(query) and len(plate(query)) > FEWEST_OF_A_PLATE + 1:
        yield _("By the beginning of the registration"), plate(query)[: FEWEST_OF_A_PLATE + 1]
    words = query.split()
    if len(words) > 2:
        yield _("With fewer words"), " ".join(words[:2])


def _is_number(query: str) -> bool:
    """A number, a plate or an address, of which no part is a name."""
    return bool(phone_in(query)) or looks_like_a_plate(query) or bool(list(address_texts(query)))
