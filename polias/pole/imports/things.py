"""What nodes of an export say, as facts of our own: people, places, organisations and vehicles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.origins.facts import CameFrom
from polias.kit.record.model import Record
from polias.kit.rules.rule import Rule, breaches_of
from polias.pole.imports.columns import JOINED_BY, PEOPLE
from polias.pole.imports.labels import Kind
from polias.pole.imports.values import Cells, NotTaken, day, fitting, known, sex, shown
from polias.pole.links.facts import Ends
from polias.pole.locations import actions as locations
from polias.pole.locations.model import Location
from polias.pole.locations.rules import RULES as LOCATION_RULES
from polias.pole.locations.rules import LocationFacts
from polias.pole.matching.cleaning import split_name
from polias.pole.matching.dates import Order
from polias.pole.organisations import actions as organisations
from polias.pole.organisations.model import Organisation
from polias.pole.organisations.rules import RULES as ORGANISATION_RULES
from polias.pole.organisations.rules import OrganisationFacts
from polias.pole.people import actions as people
from polias.pole.people.model import Person
from polias.pole.people.newcomer import PersonSaid
from polias.pole.people.rules import RULES as PERSON_RULES
from polias.pole.people.rules import PersonFacts
from polias.pole.vehicles import actions as vehicles
from polias.pole.vehicles.model import Vehicle
from polias.pole.vehicles.rules import RULES as VEHICLE_RULES
from polias.pole.vehicles.rules import VehicleFacts

LOCATIONS: Mapping[str, tuple[str, ...]] = {
    "address": PEOPLE["address"],
    "postcode": PEOPLE["postcode"],
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
}
ORGANISATIONS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "tradingname", "title"),
    "address": PEOPLE["address"],
    "postcode": PEOPLE["postcode"],
    "phone": PEOPLE["phone"],
}
VEHICLES: Mapping[str, tuple[str, ...]] = {
    "registration": ("registration", "reg", "regno", "registrationnumber", "vrm", "vrn", "plate", "numberplate"),
    "make": ("make", "manufacturer", "brand"),
    "model": ("model",),
    "colour": ("colour", "color"),
}


#: Of a text without one; a summary of more than so many characters is no summary.
NO_LIMIT = 20_000


@dataclass
class Said:
    """The values of one node by their kind, and what had to be changed to read them."""

    values: Mapping[str, str]
    today: date
    order: Order = "day first"
    cells: Cells = field(default_factory=Cells)

    def text(self, kind: str) -> str:
        return self.values.get(kind, "")

    def known(self, kind: str) -> str:
        return known(self.text(kind))

    def day(self, kind: str) -> date | None:
        return day(self.text(kind), order=self.order, today=self.today, changed=self.cells.changed)

    def number(self, kind: str) -> float | None:
        text = self.known(kind)
        try:
            return float(text) if text else None
        except ValueError:
            raise NotTaken(_('"{value}" is no number.').format(value=shown(text)), _("no number")) from None


@dataclass(frozen=True)
class NodeKind:
    """How nodes of one kind become records: what their values may be called, and the verb that takes them in."""

    kind: Kind
    type_name: str
    known: Mapping[str, Sequence[str]]
    facts: Callable[[Said], Any]
    take: Callable[[Actor, Sequence[tuple[Any, CameFrom]], Ends], Sequence[Record]]


def hold_of_node(rules: Sequence[Rule], facts: object, *, move: str = "record") -> None:
    """Raise NotTaken with the sentence of the first rule that does not hold."""
    for breach in breaches_of(rules, facts, move=move):
        raise NotTaken(breach.sentence, breach.sentence.rstrip("."))


def fitting_all(model: type[Record], said: Mapping[str, str]) -> dict[str, str]:
    """Texts by the fields of a record, none of them longer than the record holds."""
    longest = _longest(model)
    return {name: fitting(text, most=longest[name], what=name) for name, text in said.items()}


@cache
def _longest(model: type[Record]) -> dict[str, int]:
    return {f.name: getattr(f, "max_length", None) or NO_LIMIT for f in model._meta.concrete_fields}


def person(said: Said) -> PersonSaid:
    forenames, surname = said.text("forename"), said.text("surname")
    if not surname and said.text("full_name"):
        before, last = split_name(said.text("full_name"))
        forenames, surname = forenames or before or "", last or ""
    texts = {"surname": surname, "forenames": forenames} | {n: said.known(n) for n in ("phone", "address", "postcode")}
    one = PersonSaid(
        **fitting_all(Person, texts),
        date_of_birth=said.day("date_of_birth"),
        sex=sex(said.text("sex"), changed=said.cells.changed),
    )
    hold_of_node(PERSON_RULES, PersonFacts(one.surname, one.date_of_birth, said.today))
    return one


def location(said: Said) -> locations.LocationSaid:
    texts = {"address": said.known("address") or said.known("postcode"), "postcode": said.known("postcode")}
    north, east = said.number("latitude"), said.number("longitude")
    one = locations.LocationSaid(**fitting_all(Location, texts), latitude=north, longitude=east)
    hold_of_node(LOCATION_RULES, LocationFacts(one.address, north, east))
    return one


def organisation(said: Said) -> organisations.OrganisationSaid:
    texts = {"name": said.text("name")} | {name: said.known(name) for name in ("address", "postcode", "phone")}
    one = organisations.OrganisationSaid(**fitting_all(Organisation, texts))
    hold_of_node(ORGANISATION_RULES, OrganisationFacts(one.name))
    return one


def vehicle(said: Said) -> vehicles.VehicleSaid:
    texts = {name: said.known(name) for name in ("registration", "make", "model", "colour")}
    texts["registration"] = vehicles.plate(texts["registration"])
    one = vehicles.VehicleSaid(**fitting_all(Vehicle, texts))
    hold_of_node(VEHICLE_RULES, VehicleFacts(one.registration, one.make + one.model + one.colour))
    return one


#: In the order in which they are taken in: each has only what comes before it.
NODE_KINDS = (
    NodeKind(
        "locations", Location.TYPE, LOCATIONS, location,
        lambda actor, rows, ends: locations.take_in(actor=actor, locations=rows),
    ),
    NodeKind(
        "organisations", Organisation.TYPE, ORGANISATIONS, organisation,
        lambda actor, rows, ends: organisations.take_in(actor=actor, organisations=rows, ends=ends),
    ),
    NodeKind(
        "people", Person.TYPE, PEOPLE, person,
        lambda actor, rows, ends: people.take_in(actor=actor, people=rows, ends=ends),
    ),
    NodeKind(
        "vehicles", Vehicle.TYPE, VEHICLES, vehicle,
        lambda actor, rows, ends: vehicles.take_in(actor=actor, vehicles=rows, ends=ends),
    ),
)  # fmt: skip


def join_values(kind: str, values: Sequence[str]) -> str:
    """Several values of one kind, each once."""
    return JOINED_BY.get(kind, ", ").join(dict.fromkeys(values))
