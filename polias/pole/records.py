"""The record types of pole: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.i18n.text import Words
from polias.kit.record.types import Card, RecordType, declare
from polias.kit.screens.declare import Column
from polias.pole.locations.model import Location
from polias.pole.locations.workflow import WORKFLOW as LOCATION_WORKFLOW
from polias.pole.people.model import Person
from polias.pole.people.workflow import WORKFLOW as PERSON_WORKFLOW

READ, WRITE = frozenset({"view"}), frozenset({"view", "record", "amend"})
OFFICERS = {
    "operator": WRITE,
    "investigator": WRITE,
    "supervisor": WRITE,
    "processor": WRITE,
    "registrar": WRITE,
    "steward": WRITE,
    "custody": WRITE,
    "auditor": READ,
}


def person_cards(person: Any) -> list[Card]:
    """The summary card of a person's page."""
    rows: list[tuple[Words, Any]] = [
        (_("Name"), person.title()),
        (_("Date of birth"), person.date_of_birth),
        (_("Sex"), person.get_sex_display()),
        (_("Phone"), person.phone),
        (_("Address"), person.address),
        (_("Postcode"), person.postcode),
    ]
    return [(_("Details"), rows)]


def location_cards(place: Any) -> list[Card]:
    """The summary card of a location's page."""
    rows: list[tuple[Words, Any]] = [
        (_("Address"), place.address),
        (_("Postcode"), place.postcode),
        (_("Beat"), place.beat and place.beat.name),
        (_("Latitude"), place.latitude),
        (_("Longitude"), place.longitude),
    ]
    return [(_("Details"), rows)]


PEOPLE = RecordType(
    number=1,
    name="pole.people",
    model=Person,
    label=_("Person"),
    label_plural=_("People"),
    prefix="PE",
    menu=_("People"),
    purpose="Law enforcement: know who is involved in what the police are told",
    owner="Data steward",
    classification="personal",
    retention="person (to be confirmed by the force)",
    grants=OFFICERS,
    workflow=PERSON_WORKFLOW,
    may_be_shared=True,
    cards=person_cards,
    columns=(
        Column("name", _("Name"), lambda p: p.title(), order="surname"),
        Column("born", _("Born"), lambda p: p.date_of_birth, order="date_of_birth"),
        Column("address", _("Address"), lambda p: p.address),
    ),
)
LOCATIONS = RecordType(
    number=2,
    name="pole.locations",
    model=Location,
    label=_("Location"),
    label_plural=_("Locations"),
    prefix="LO",
    purpose="Law enforcement: know where things happen",
    owner="Data steward",
    classification="operational",
    retention="location (to be confirmed by the force)",
    grants=OFFICERS,
    workflow=LOCATION_WORKFLOW,
    may_be_shared=True,
    cards=location_cards,
    columns=(
        Column("address", _("Address"), lambda p: p.title(), order="address"),
        Column("beat", _("Beat"), lambda p: p.beat and p.beat.name, order="beat__name"),
    ),
)


def declare_all() -> None:
    """Called once when Django starts."""
    declare(PEOPLE, LOCATIONS)
