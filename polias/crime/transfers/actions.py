"""Offering a crime to another force and answering that, and the only writer of transfers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.corrections.facts import Information
from polias.crime.reports.events import CrimeChanged, CrimeTransferred
from polias.crime.reports.model import CrimeReport
from polias.crime.transfers.facts import TransferFacts
from polias.crime.transfers.model import Transfer
from polias.crime.transfers.queries import can_answer, name_of_force, other_forces, standing_offer
from polias.crime.transfers.rules import RULES
from polias.force.public import Area, beat_at, staff_of, supervisor_of
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.errors import Conflict
from polias.kit.events.bus import emit
from polias.kit.handover.actions import end_offer, hand_back, offer_record, take_over
from polias.kit.record.action import action
from polias.kit.record.model import Level, level_of
from polias.kit.record.writing import add, change, change_part, locked, note
from polias.kit.rules.keeping import held, keep_reasons
from polias.kit.workflow.table import make_move
from polias.pole.public import linked_to, roles_of

#: Whom and what a crime names: lent with it, each under its own restriction.
NAMED = ("victim", "suspect", "witness", "location", "vehicle")


@action(needs="crime.reports.offer_transfer")
def offer_transfer(
    crime: CrimeReport,
    *,
    actor: Actor,
    receiving: int,
    rationale: str,
    information: Information,
    version: int | None = None,
) -> CrimeReport:
    """Offer a crime to the force in whose area it happened; it stays where it is until they accept.

    From now on that force reads the crime, and whom and what it names. Raises RuleBreach (TRANSFER-01 to 08), Conflict
    when it is finalised or cancelled or was changed meanwhile.
    """
    crime = locked(crime, version=version)
    others = frozenset(int(pk) for pk, _name in other_forces(crime.force_id))
    standing = standing_offer(crime)
    facts = replace(
        _always(crime, actor=actor),
        rationale=rationale,
        receiving=receiving,
        others=others,
        answering=frozenset({receiving}) if receiving in others and can_answer(receiving) else frozenset(),
        information=information,
        offered_to=name_of_force(standing.to_force) if standing else "",
        is_shut=level_of(crime.grade) != Level.NONE,
        lies_at_home=_lies_at_home(crime, actor=actor),
    )
    asked = held(RULES, facts, move="offer_transfer")
    make_move(crime, "offer_transfer")
    note(crime, _("Offered to %(force)s. %(why)s") % {"force": name_of_force(receiving), "why": rationale})
    names = [one.record for role in NAMED for one in linked_to(crime, actor=actor, role=role)]
    row = Transfer(
        from_force=crime.force_id,
        to_force=receiving,
        offer=offer_record(crime, to=receiving, why=rationale, names=names),
        offence=crime.offence,
        recorded_at=crime.recorded_at,
        from_beat=crime.beat,
        offered_at=timezone.now(),
        offered_by=actor.id,
        rationale=rationale,
        information_kind=information.kind,
        information_source=information.source,
        information_on=information.obtained_on or facts.today,  # a rule has asked for the day
        information=information.words,
    )
    add(row, to=crime)
    keep_reasons(asked, of=crime)
    return crime


@action(needs="crime.reports.withdraw_transfer")
def withdraw_transfer(crime: CrimeReport, *, actor: Actor, rationale: str, version: int | None = None) -> CrimeReport:
    """Take an offer back that nobody has answered; the other force reads the crime no longer.

    Raises RuleBreach (TRANSFER-11), Conflict when nothing is offered (any longer).
    """
    crime = locked(crime, version=version)
    held(RULES, replace(_always(crime, actor=actor), rationale=rationale), move="withdraw_transfer")
    standing = _standing(crime)
    make_move(crime, "withdraw_transfer")
    note(crime, rationale)
    _answer(standing, of=crime, by=actor, answer="withdrawn", answer_rationale=rationale)
    end_offer(standing.offer)
    return crime


@action(needs="crime.reports.accept_transfer")
def accept_transfer(
    crime: CrimeReport,
    *,
    actor: Actor,
    investigator: int,
    beat: int | None = None,
    victim_told_on: date | None = None,
    version: int | None = None,
) -> CrimeReport:
    """Take over a crime that was offered; the actor's force counts it from now on, in the month of its recording.

    It keeps its reference, its history and the time in which it was recorded; the force that had it reads on. Raises
    RuleBreach (TRANSFER-07 to 10), Conflict when it is not offered (any longer), finalised, or was changed meanwhile.
    """
    # Taken over first, which locks it: two registrars deciding together must not both succeed.
    crime = take_over(crime, version=version)
    standing = _standing(crime)
    facts = replace(
        _always(crime, actor=actor),
        victim_told_on=victim_told_on,
        investigator=investigator,
        investigators=frozenset(one.pk for one in staff_of(crime.force_id, role="investigator")),
    )
    asked = held(RULES, facts, move="accept_transfer")
    make_move(crime, "accept_transfer")
    forces = {"before": name_of_force(standing.from_force), "after": name_of_force(standing.to_force)}
    note(crime, _("Transferred from %(before)s to %(after)s.") % forces)
    _answer(standing, of=crime, by=actor, answer="accepted", victim_told_on=victim_told_on)
    change(
        crime,
        investigator=investigator,
        supervisor=supervisor_of(investigator),
        beat=Area.objects.filter(pk=beat, force_id=crime.force_id, kind="beat").first() if beat else None,
    )
    keep_reasons(asked, of=crime)
    emit(CrimeTransferred(crime.pk, crime.reference, standing.from_force, standing.to_force))
    emit(CrimeChanged(crime.pk, crime.reference, crime.force_id, "accept_transfer"))
    return crime


@action(needs="crime.reports.refuse_transfer")
def refuse_transfer(crime: CrimeReport, *, actor: Actor, rationale: str, version: int | None = None) -> CrimeReport:
    """Say why a crime that was offered is not the actor's force's; it stays where it is, and is read no longer here.

    Raises RuleBreach (TRANSFER-11), Conflict when it is not offered (any longer) or was changed meanwhile.
    """
    # Nobody writes in another force's record: it is taken over, answered and handed back in one transaction.
    crime = take_over(crime, version=version, for_good=False)
    standing = _standing(crime)
    held(RULES, replace(_always(crime, actor=actor), rationale=rationale), move="refuse_transfer")
    make_move(crime, "refuse_transfer")
    note(crime, _("Refused by %(force)s. %(why)s") % {"force": name_of_force(standing.to_force), "why": rationale})
    _answer(standing, of=crime, by=actor, answer="refused", answer_rationale=rationale)
    return hand_back(crime)


def _always(crime: CrimeReport, *, actor: Actor) -> TransferFacts:
    """What the rules look at in every deed."""
    return TransferFacts(
        today=timezone.localdate(),
        committed_on=london_date(crime.committed_from),
        offence=crime.offence,
        by_investigator=crime.investigator == actor.id,
        by_registrar=actor.may("crime.reports.cancel"),
        has_victim="victim" in roles_of(crime),
    )


def _standing(crime: CrimeReport) -> Transfer:
    found = standing_offer(crime)
    if found is None:
        raise Conflict(
            _("%(reference)s is not offered to any force now.") % {"reference": crime.reference},
            do=_("Open the record again to see what can be done now."),
            current_version=crime.version,
        )
    return found


def _answer(transfer: Transfer, *, of: CrimeReport, by: Actor, answer: str, **said: Any) -> None:
    given = {name: value for name, value in said.items() if value}
    change_part(transfer, of=of, answer=answer, answered_at=timezone.now(), answered_by=by.id, **given)


def _lies_at_home(crime: CrimeReport, *, actor: Actor) -> bool:
    """Whether the place recorded lies on a beat of the force that has the crime."""
    if crime.beat_id is not None:
        return bool(crime.beat and crime.beat.force_id == crime.force_id)
    places = [one.record for one in linked_to(crime, actor=actor, role="location")]
    return any(
        beat_at(crime.force_id, latitude=one.latitude, longitude=one.longitude) is not None  # type: ignore[attr-defined]
        for one in places
        if one.latitude is not None and one.longitude is not None  # type: ignore[attr-defined]
    )
