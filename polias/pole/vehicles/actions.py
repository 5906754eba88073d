"""The verbs of vehicles, and the only writer of their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.pole.links.actions import link, link_each
from polias.pole.links.facts import NO_ENDS, Ends, ends_of
from polias.pole.vehicles.model import Vehicle
from polias.pole.vehicles.rules import RULES, VehicleFacts


@action(needs="pole.vehicles.record")
def record(
    *, actor: Actor, registration: str = "", make: str = "", model: str = "", colour: str = "", keeper: str = ""
) -> Vehicle:
    """Record a vehicle; ``keeper`` is the reference of a known person or organisation.

    Raises RuleBreach (VEHICLE-01), NotFound for a keeper the actor may not see.
    """
    held(RULES, VehicleFacts(registration, make + model + colour), move="record")
    keeps = fetch_any(keeper, actor=actor) if keeper else None
    vehicle = Vehicle(registration=plate(registration), make=make, model=model, colour=colour)
    enter(vehicle, force_id=actor.force_id)
    if keeps:
        link(vehicle, keeps, role="keeper")
    return vehicle


@dataclass(frozen=True)
class VehicleSaid:
    """What another system says of one vehicle; the fields are those of the record."""

    registration: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""


@action(needs="pole.vehicles.take_in", offered=False)
def take_in(*, actor: Actor, vehicles: Sequence[tuple[VehicleSaid, CameFrom]], ends: Ends = NO_ENDS) -> list[Vehicle]:
    """Record many vehicles that another system held first, each with its id there and what it is joined to.

    Raises RuleBreach (VEHICLE-01) for the first that may not be recorded; then none is.
    """
    for said, _from in vehicles:
        held(RULES, VehicleFacts(said.registration, said.make + said.model + said.colour), move="record")
    came_from = [came for _said, came in vehicles]
    records = [Vehicle(**vars(said) | {"registration": plate(said.registration)}) for said, _from in vehicles]
    entered = enter_from(records, came_from, force_id=actor.force_id)
    link_each(ends_of(entered, came_from, ends))
    return entered


@action(needs="pole.vehicles.amend")
def amend(
    vehicle: Vehicle,
    *,
    actor: Actor,
    registration: str,
    make: str,
    model: str,
    colour: str,
    version: int | None = None,
) -> Vehicle:
    """Change what is known of a vehicle; the old values stay in the audit.

    Raises RuleBreach (VEHICLE-01), Conflict when somebody changed the record meanwhile.
    """
    vehicle = locked(vehicle, version=version)
    held(RULES, VehicleFacts(registration, make + model + colour), move="amend")
    make_move(vehicle, "amend")
    return change(vehicle, registration=plate(registration), make=make, model=model, colour=colour)


def plate(text: str) -> str:
    """A registration as it is kept: capitals, no spaces."""
    return "".join(text.split()).upper()
