"""The verbs of organisations, and the only writer of their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.pole.links.actions import link, link_each
from polias.pole.links.facts import NO_ENDS, Ends, ends_of
from polias.pole.locations.model import Location
from polias.pole.organisations.model import Organisation
from polias.pole.organisations.rules import RULES, OrganisationFacts


@action(needs="pole.organisations.record")
def record(
    *,
    actor: Actor,
    name: str,
    kind: str = "business",
    address: str = "",
    postcode: str = "",
    phone: str = "",
    premises: str = "",
) -> Organisation:
    """Record an organisation; ``premises`` is the reference of a known location.

    Raises RuleBreach (ORGANISATION-01), NotFound for a location the actor may not see.
    """
    held(RULES, OrganisationFacts(name), move="record")
    place = fetch(Location, premises, actor=actor) if premises else None
    one = Organisation(
        name=name,
        kind=kind,
        address=address or (place.address if place else ""),
        postcode=postcode or (place.postcode if place else ""),
        phone=phone,
    )
    enter(one, force_id=actor.force_id)
    if place:
        link(one, place, role="premises")
    return one


@dataclass(frozen=True)
class OrganisationSaid:
    """What another system says of one organisation; the fields are those of the record."""

    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""


@action(needs="pole.organisations.take_in", offered=False)
def take_in(
    *, actor: Actor, organisations: Sequence[tuple[OrganisationSaid, CameFrom]], ends: Ends = NO_ENDS
) -> list[Organisation]:
    """Record many organisations that another system held first, each with its id there and what it is joined to.

    Raises RuleBreach (ORGANISATION-01) for the first that may not be recorded; then none is.
    """
    for said, _from in organisations:
        held(RULES, OrganisationFacts(said.name), move="record")
    came_from = [came for _said, came in organisations]
    records = [Organisation(**vars(said) | {"kind": "other"}) for said, _from in organisations]
    entered = enter_from(records, came_from, force_id=actor.force_id)
    link_each(ends_of(entered, came_from, ends))
    return entered


@action(needs="pole.organisations.amend")
def amend(
    organisation: Organisation,
    *,
    actor: Actor,
    name: str,
    kind: str,
    address: str,
    postcode: str,
    phone: str,
    version: int | None = None,
) -> Organisation:
    """Change what is known of an organisation; the old values stay in the audit.

    Raises RuleBreach (ORGANISATION-01), Conflict when somebody changed the record meanwhile.
    """
    organisation = locked(organisation, version=version)
    held(RULES, OrganisationFacts(name), move="amend")
    make_move(organisation, "amend")
    return change(organisation, name=name, kind=kind, address=address, postcode=postcode, phone=phone)
