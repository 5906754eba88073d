"""Finding or recording the people and the place of a crime, and telling the log it came from."""

from __future__ import annotations

from collections.abc import Sequence

from polias.crime.reports.facts import Party, Place
from polias.crime.reports.model import CrimeReport
from polias.force.public import Area
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, fetch_any
from polias.kit.record.model import Record
from polias.pole.public import Location, record_location, record_organisation, record_person


def the_party(party: Party, *, actor: Actor, premises: Location | None = None) -> Record:
    """The known record with this reference, or somebody recorded now; NotFound when it is not the actor's to see.

    A business recorded now has the place of the crime as its ``premises``.
    """
    if party.reference:
        return fetch_any(party.reference, actor=actor)
    if party.kind == "organisation":
        at = premises.reference if premises else ""
        return record_organisation(actor=actor, name=party.surname, premises=at)  # type: ignore[no-any-return]
    return record_person(  # type: ignore[no-any-return]
        actor=actor,
        forenames=party.forenames,
        surname=party.surname,
        date_of_birth=party.date_of_birth,
        why_another=party.why_another,
        another_words=party.another_words,
    )


def the_place(place: Place, *, actor: Actor) -> Location:
    """The known location with this reference, or one recorded now."""
    if place.reference:
        return fetch(Location, place.reference, actor=actor)
    beat = Area.objects.filter(pk=place.beat_id, force_id=actor.force_id).first() if place.beat_id else None
    return record_location(
        actor=actor,
        address=place.address,
        postcode=place.postcode,
        latitude=place.latitude,
        longitude=place.longitude,
        beat=beat,
    )


def the_log(reference: str, *, crime: CrimeReport, actor: Actor) -> None:
    """Tell the log that a crime was recorded from it, and link the two."""
    from polias.contact.public import crime_recorded_from, log_named
    from polias.pole.public import link

    log = log_named(reference, actor=actor)
    link(crime, log, role="came_from")
    crime_recorded_from(log, crime_reference=crime.reference, actor=actor)


def shared_out(victims: Sequence[Record], crimes: int) -> list[Sequence[Record]]:
    """Which victims belong to which of so many crimes: one each, the last has whoever is left."""
    return [*([one] for one in victims[: crimes - 1]), *([[]] * (crimes - 1 - len(victims))), victims[crimes - 1 :]]
