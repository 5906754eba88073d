"""What somebody tells of a crime, as the rules see it: the same facts for the form and, afterwards, for the deed."""

from __future__ import annotations

from datetime import datetime, timedelta

from polias.crime.counting.queries import recorded_from_the_same_report
from polias.crime.editions.reading import classes_on
from polias.crime.reports.decision import Answer
from polias.crime.reports.facts import Party, Place
from polias.crime.reports.rules import CrimeFacts
from polias.force.public import beat_at, policy
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date


def facts_told(
    *,
    actor: Actor,
    now: datetime,
    offence: str,
    summary: str,
    committed_from: datetime | None,
    reported_at: datetime | None,
    place: Place,
    victims: tuple[Party, ...] = (),
    suspects: tuple[Party, ...] = (),
    committed_to: datetime | None = None,
    answers: tuple[Answer, ...] = (),
    also: tuple[str, ...] = (),
    crimes: int | None = None,
    late_reason: str = "",
    log_reference: str = "",
) -> CrimeFacts:
    """The facts of one report; asks the force for its limit and the records for crimes of the same report."""
    given = [v for v in victims if v.is_given]
    return CrimeFacts(
        offence=offence,
        classes=classes_on(london_date(committed_from or now), force_id=actor.force_id),
        summary=summary,
        on=london_date(committed_from or now),
        committed_from=committed_from,
        committed_to=committed_to,
        reported_at=reported_at,
        now=now,
        has_victim=bool(given),
        late_reason=late_reason,
        limit=timedelta(hours=int(policy(actor.force_id, "crime.record_within_hours"))),
        answers=answers,
        also=also,
        victims=len(given),
        crimes=crimes,
        same_incident=recorded_from_the_same_report(
            actor=actor,
            log_reference=log_reference,
            reported_at=reported_at,
            people={one.reference for one in (*given, *suspects) if one.reference},
        ),
        address=place.address,
        postcode=place.postcode,
        latitude=place.latitude,
        longitude=place.longitude,
        in_own_area=polices(place, actor=actor),
    )


def polices(place: Place, *, actor: Actor) -> bool:
    """Whether the force knows the place already, or has a beat there."""
    if place.reference or place.beat_id:
        return True
    if place.latitude is None or place.longitude is None:
        return False
    return beat_at(actor.force_id, latitude=place.latitude, longitude=place.longitude) is not None
