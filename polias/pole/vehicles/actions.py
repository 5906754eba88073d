"""The verbs of vehicles, and the only writer of their records."""

from __future__ import annotations

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.pole.links.actions import link
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
