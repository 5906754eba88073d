"""The verbs of locations, and the only writer of their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polias.force.public import Area, beat_at
from polias.kit.access.actor import Actor
from polias.kit.origins.entering import enter_from
from polias.kit.origins.facts import CameFrom
from polias.kit.record.action import action
from polias.kit.record.bulk import file_under_each
from polias.kit.record.writing import add_all, enter
from polias.kit.rules.keeping import held
from polias.kit.search.filed import pepper
from polias.kit.search.keys import address_keys, postcode_keys
from polias.kit.search.model import SearchKey
from polias.pole.locations.model import Location
from polias.pole.locations.rules import RULES, LocationFacts

H3_RESOLUTION = 9


@action(needs="pole.locations.record")
def record(
    *,
    actor: Actor,
    address: str,
    postcode: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    beat: Area | None = None,
) -> Location:
    """Record a place; its beat comes from its coordinates unless it is given.

    Raises RuleBreach (LOCATION-01, LOCATION-02).
    """
    held(RULES, LocationFacts(address, latitude, longitude), move="record")
    if beat is None and latitude is not None and longitude is not None:
        beat = beat_at(actor.force_id, latitude=latitude, longitude=longitude)
    place = Location(
        address=address,
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        beat=beat,
        h3_cell=h3_cell(latitude, longitude),
    )
    enter(place, force_id=actor.force_id)
    add_all([SearchKey(key=key) for key in sorted(search_keys(place))], to=place)
    return place


@dataclass(frozen=True)
class LocationSaid:
    """What another system says of one place; degrees north and east."""

    address: str
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None


@action(needs="pole.locations.take_in", offered=False)
def take_in(*, actor: Actor, locations: Sequence[tuple[LocationSaid, CameFrom]]) -> list[Location]:
    """Record many places that another system held first, each with its id there; their beats come from where they are.

    Raises RuleBreach (LOCATION-01, LOCATION-02) for the first that may not be recorded; then none is.
    """
    for said, _from in locations:
        held(RULES, LocationFacts(said.address, said.latitude, said.longitude), move="record")
    records = [
        Location(**vars(said), beat=_beat(said, actor), h3_cell=h3_cell(said.latitude, said.longitude))
        for said, _from in locations
    ]
    places = enter_from(records, [came for _said, came in locations], force_id=actor.force_id)
    file_under_each(SearchKey, "key", ((p.register, key) for p in places for key in sorted(search_keys(p))))
    return places


def _beat(said: LocationSaid, actor: Actor) -> Area | None:
    if said.latitude is None or said.longitude is None:
        return None
    return beat_at(actor.force_id, latitude=said.latitude, longitude=said.longitude)


def search_keys(place: Location) -> set[int]:
    """The hashed keys under which a place is found."""
    return address_keys(place.address, pepper=pepper()) | postcode_keys(place.postcode, pepper=pepper())


def h3_cell(latitude: float | None, longitude: float | None) -> str:
    """The cell on the map; empty without coordinates."""
    import h3

    if latitude is None or longitude is None:
        return ""
    return str(h3.latlng_to_cell(latitude, longitude, H3_RESOLUTION))
