"""One record of each type, made as its own people make it; a new type is added here or the tests of all types fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from polias.boards.readings.tests.factories import a_reading
from polias.boards.tests import factories as boards
from polias.contact.logs.tests.factories import a_log
from polias.crime.imported.tests.factories import an_imported_crime
from polias.crime.mandatory.tests.factories import a_retired_field
from polias.crime.proposals.tests.factories import a_proposal
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Record
from polias.pole.locations.actions import record as record_location
from polias.pole.organisations.actions import record as record_organisation
from polias.pole.pairs.tests.factories import a_pair
from polias.pole.people.actions import record as record_person
from polias.pole.vehicles.actions import record as record_vehicle
from polias.quality.queue.tests.factories import queued

Cast = Callable[[str], Any]

#: Who makes the record, how, and who reads it on its page.
MAKERS: dict[str, tuple[str, Callable[[Any, Cast], Record]]] = {
    "pole.people": ("asha", lambda asha, cast: record_person(actor=asha, surname="Adams")),
    "pole.locations": ("asha", lambda asha, cast: record_location(actor=asha, address="1 Lantern Row")),
    "pole.organisations": ("asha", lambda asha, cast: record_organisation(actor=asha, name="Lantern Row", kind="shop")),
    "pole.vehicles": ("asha", lambda asha, cast: record_vehicle(actor=asha, registration="AB12 CDE")),
    "pole.pairs": ("kit", lambda kit, cast: a_pair(cast("asha"), kit)),
    "contact.logs": ("idris", lambda idris, cast: a_log(idris)),
    "crime.reports": ("asha", lambda asha, cast: a_crime(asha)),
    "crime.imported": ("hal", lambda hal, cast: an_imported_crime(hal, str(uuid7()))),
    "crime.mandatory": ("kit", lambda kit, cast: a_retired_field(kit)),
    "crime.proposals": ("asha", lambda asha, cast: a_proposal(asha)),
    "quality.queue": ("asha", lambda asha, cast: queued(asha)),
    "boards.bodies": ("jo", lambda jo, cast: boards.a_body(jo)),
    "boards.meetings": ("jo", lambda jo, cast: boards.a_meeting(jo)),
    "boards.papers": ("jo", lambda jo, cast: boards.a_paper(jo)),
    "boards.actions": ("jo", lambda jo, cast: boards.an_action(jo, cast("asha"))),
    "boards.aspirations": ("jo", lambda jo, cast: boards.an_aspiration(jo, cast("asha"))),
    "boards.readings": ("jo", lambda jo, cast: a_reading(jo)),
}  # fmt: skip


def made(type_name: str, cast: Cast) -> tuple[str, Record]:
    """Who made it, and a record of the type."""
    maker, make = MAKERS[type_name]
    actor = cast(maker)
    with acting(actor):
        return maker, make(actor, cast)
