"""The demonstration's organisations and vehicles, with the places and people they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.records import Organisation as Invented
from polias.kit.record.importing import bring_in, bring_in_parts
from polias.kit.record.model import Record
from polias.pole.models import Link, Location, Organisation, Vehicle

if TYPE_CHECKING:
    from polias.site.demo.records import Loader


def load_things(loader: Loader) -> None:
    """Shops, public houses and firms at their premises; vehicles with their keepers."""
    history = loader.history
    bring_in([loader.bring(o.key, _organisation(loader, o), force=o.force) for o in history.organisations])
    bring_in(
        [
            loader.bring(
                v.key,
                Vehicle(registration=v.registration.replace(" ", ""), make=v.make, model=v.model, colour=v.colour),
                force=v.force,
            )
            for v in history.vehicles
        ]
    )
    ends = [(o.key, "premises", o.location) for o in history.organisations]
    ends += [(v.key, "keeper", v.keeper) for v in history.vehicles]
    made = loader.made
    bring_in_parts((made[one], _link(role, made[other])) for one, role, other in ends if other in made)


def _organisation(loader: Loader, one: Invented) -> Organisation:
    place = loader.made.get(one.location)
    at = {"address": place.address, "postcode": place.postcode} if isinstance(place, Location) else {}
    return Organisation(name=one.name, kind=one.kind, **at)


def _link(role: str, other: Record) -> Link:
    from polias.site.demo.records import NOTE

    return Link(other=other.register, role=role, source=NOTE)
