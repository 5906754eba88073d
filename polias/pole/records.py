"""The record types of pole: who may see and do what, and how each is listed and shown."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.access.names import name_of
from polias.kit.datasets.publication import publishes
from polias.kit.i18n.text import Words
from polias.kit.origins.panels import CAME_FROM
from polias.kit.record.types import Card, Parts, RecordType, declare
from polias.kit.restriction.companions import goes_with, shut_by
from polias.kit.screens.declare import Column, MenuEntry, Panel, Start, add_menu, add_signs, add_start
from polias.pole.links.panels import APPEARS_IN, PEOPLE_AND_LINKS
from polias.pole.locations.actions import search_keys as keys_of_place
from polias.pole.locations.model import Location
from polias.pole.locations.workflow import WORKFLOW as LOCATION_WORKFLOW
from polias.pole.markers.panels import MARKERS, signs_of
from polias.pole.markers.queries import MarkerTold, told_on
from polias.pole.names.facts import OtherName
from polias.pole.names.queries import in_full, names_on, other_names, with_other_names
from polias.pole.organisations.model import Organisation
from polias.pole.organisations.workflow import WORKFLOW as ORGANISATION_WORKFLOW
from polias.pole.pairs import dataset as pairs_dataset
from polias.pole.pairs.actions import pairs_about, people_shut
from polias.pole.pairs.model import Pair
from polias.pole.pairs.panel import same_person_panel
from polias.pole.pairs.words import strength_of
from polias.pole.pairs.workflow import WORKFLOW as PAIR_WORKFLOW
from polias.pole.people.actions import search_keys as keys_of_person
from polias.pole.people.actions import search_keys_of as keys_of_people
from polias.pole.people.model import Person
from polias.pole.people.workflow import WORKFLOW as PERSON_WORKFLOW
from polias.pole.vehicles.model import Vehicle
from polias.pole.vehicles.workflow import WORKFLOW as VEHICLE_WORKFLOW

READ, WRITE = frozenset({"view"}), frozenset({"view", "record", "amend", "attach", "warn"})
# Whoever answers for what the force holds brings in what another system held.
TAKE_IN = frozenset({"take_in"})
OFFICERS = {
    "operator": WRITE,
    "investigator": WRITE,
    "supervisor": WRITE | {"detach", "restrict"},
    "processor": WRITE | TAKE_IN | {"detach"},
    "registrar": WRITE | TAKE_IN | {"detach", "restrict"},
    "steward": WRITE | TAKE_IN | {"detach"},
    "custody": WRITE,
    "safeguarding": WRITE,
    "auditor": READ,
}
FIND_PAIRS = READ | {"put_forward", "renew", "come_back", "no_longer_found", "find_again", "link_by_itself", "draw"}
DECIDE_PAIRS = FIND_PAIRS | {"same_person", "not_the_same", "unsure", "take_back", "attach", "detach"}
OF_PEOPLE = {role: verbs | {"add_name"} if "amend" in verbs else verbs for role, verbs in OFFICERS.items()}
# An address is recorded anew, not amended: crimes stay where they happened.
OF_LOCATIONS = {role: verbs - {"amend"} for role, verbs in OFFICERS.items()}


def person_cards(person: Any) -> list[Card]:
    """The summary card of a person's page."""
    rows: list[tuple[Words, Any]] = [
        (_("Name"), person.title()),
        *((one.label, in_full(one)) for one in other_names(person.pk)),
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


def organisation_cards(one: Any) -> list[Card]:
    """The summary card of an organisation's page."""
    rows: list[tuple[Words, Any]] = [
        (_("Name"), one.name),
        (_("Kind"), one.get_kind_display()),
        (_("Address"), one.address),
        (_("Postcode"), one.postcode),
        (_("Phone"), one.phone),
    ]
    return [(_("Details"), rows)]


def vehicle_cards(one: Any) -> list[Card]:
    """The summary card of a vehicle's page."""
    rows: list[tuple[Words, Any]] = [
        (_("Registration"), one.registration),
        (_("Make"), one.make),
        (_("Model"), one.model),
        (_("Colour"), one.colour),
    ]
    return [(_("Details"), rows)]


def pair_cards(pair: Any) -> list[Card]:
    """The summary card of a pair's page, below the two records side by side."""
    rows: list[tuple[Words, Any]] = [(_("How alike"), strength_of(pair.weight)), (_("Found"), pair.found_at)]
    if pair.decided_at:
        rows += [(_("Decided"), pair.decided_at), (_("By"), name_of(pair.decided_by))]
    if pair.note:
        rows.append((_("Remark"), pair.note))
    return [(_("The pair"), rows)]


PANELS = (MARKERS, APPEARS_IN, PEOPLE_AND_LINKS, CAME_FROM)
WARNS = {"markers": Parts(MarkerTold, told_on)}
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
    grants=OF_PEOPLE,
    workflow=PERSON_WORKFLOW,
    may_be_shared=True,
    cards=person_cards,
    panels=(MARKERS, Panel(_("Records of the same person"), same_person_panel), *PANELS[1:]),
    parts={"names": Parts(OtherName, names_on), **WARNS},
    columns=(
        Column("name", _("Name"), lambda p: p.title(), order="surname"),
        Column("other_names", _("Other names"), lambda p: "; ".join(p.other_names), only_in_files=True),
        Column("born", _("Born"), lambda p: p.date_of_birth, order="date_of_birth"),
        Column("address", _("Address"), lambda p: p.address),
    ),
    extra={"search_keys": keys_of_person, "search_keys_of_many": keys_of_people, "in_files": with_other_names},
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
    grants=OF_LOCATIONS,
    workflow=LOCATION_WORKFLOW,
    may_be_shared=True,
    cards=location_cards,
    panels=PANELS,
    parts=WARNS,
    columns=(
        Column("address", _("Address"), lambda p: p.title(), order="address"),
        Column("beat", _("Beat"), lambda p: p.beat and p.beat.name, order="beat__name"),
    ),
    extra={"search_keys": keys_of_place},
)


ORGANISATIONS = RecordType(
    number=3,
    name="pole.organisations",
    model=Organisation,
    label=_("Organisation"),
    label_plural=_("Organisations"),
    prefix="OR",
    purpose="Law enforcement: know which shops, firms and bodies are involved",
    owner="Data steward",
    classification="operational",
    retention="organisation (to be confirmed by the force)",
    grants=OFFICERS,
    workflow=ORGANISATION_WORKFLOW,
    may_be_shared=True,
    cards=organisation_cards,
    panels=PANELS,
    parts=WARNS,
    columns=(
        Column("name", _("Name"), lambda o: o.name, order="name"),
        Column("kind", _("Kind"), lambda o: o.get_kind_display(), order="kind"),
        Column("address", _("Address"), lambda o: o.address),
    ),
)
VEHICLES = RecordType(
    number=4,
    name="pole.vehicles",
    model=Vehicle,
    label=_("Vehicle"),
    label_plural=_("Vehicles"),
    prefix="VE",
    purpose="Law enforcement: know which vehicles are involved",
    owner="Data steward",
    classification="personal",
    retention="vehicle (to be confirmed by the force)",
    grants=OFFICERS,
    workflow=VEHICLE_WORKFLOW,
    may_be_shared=True,
    cards=vehicle_cards,
    panels=PANELS,
    parts=WARNS,
    columns=(
        Column("registration", _("Registration"), lambda v: v.registration, order="registration"),
        Column("vehicle", _("Vehicle"), lambda v: " ".join(filter(None, (v.colour, v.make, v.model))), order="make"),
    ),
)
PAIRS = RecordType(
    number=8,
    name="pole.pairs",
    model=Pair,
    label=_("Pair"),
    label_plural=_("Pairs"),
    prefix="TW",
    purpose="Law enforcement: know who is recorded twice, so that no risk is missed under another spelling",
    owner="Data steward",
    classification="personal",
    retention="as the people it is about (to be confirmed by the force)",
    grants={
        "processor": DECIDE_PAIRS,
        "steward": DECIDE_PAIRS,
        "supervisor": READ | {"attach"},
        "registrar": READ,
        "auditor": READ,
    },
    workflow=PAIR_WORKFLOW,
    cards=pair_cards,
    columns=(
        Column("alike", _("How alike"), lambda p: strength_of(p.weight), order="weight"),
        Column("found", _("Found"), lambda p: p.found_at, order="found_at"),
    ),
)


def declare_all() -> None:
    """Called once when Django starts."""
    import_module("polias.pole.markers.actions")
    add_signs(signs_of)
    declare(PEOPLE, LOCATIONS, ORGANISATIONS, VEHICLES, PAIRS)
    publishes(pairs_dataset.PUBLICATION)
    goes_with(PEOPLE.name, pairs_about)
    shut_by(PAIRS.name, people_shut)
    add_menu(
        MenuEntry(_("Recorded twice?"), f"{PAIRS.url}/", visible=lambda actor: actor.may("pole.pairs.same_person"))
    )
    for declared, label in (
        (PEOPLE, _("Record a person")),
        (LOCATIONS, _("Record a location")),
        (ORGANISATIONS, _("Record an organisation")),
        (VEHICLES, _("Record a vehicle")),
    ):
        add_start(Start(label, f"{declared.url}/record", f"{declared.name}.record", on_my_work=False))
