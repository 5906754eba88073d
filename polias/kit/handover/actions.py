"""Letting another force read a record, offering it, taking it over: for verbs of other modules, inside their deed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.errors import Conflict
from polias.kit.handover.companions import going_with
from polias.kit.handover.model import AlsoRead
from polias.kit.record.deed import current_deed
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Record, Register
from polias.kit.record.types import record_type
from polias.kit.record.writing import add, change_part, locked, new_version

R = TypeVar("R", bound=Record)


def offer_record(record: Record, *, to: int, why: str, names: Iterable[Record] = ()) -> UUID:
    """Let a force read a record and take it over, with what goes with it; what it ``names`` is read and stays.

    Of what it names only the own force's is lent: nobody lends what is not theirs. Gives the number of the offer.
    """
    offer = uuid7()
    for one in (record, *going_with(record)):
        add(_reading(offer, reader=to, why=why, may_take=True), to=one)
    for one in names:
        if one.force_id == record.force_id:
            add(_reading(offer, reader=to, why=why, may_take=False), to=one)
    return offer


def end_offer(offer: UUID) -> None:
    """The other force reads no longer: what was offered stays where it is."""
    for row in AlsoRead.objects.filter(offer=offer, ended_at=None).select_related("register"):
        found = record_type(row.register.record_type).model.objects.filter(pk=row.register_id)
        for one in found.select_related("register"):
            change_part(row, of=one, may_take=False, ended_at=timezone.now(), ended_by=current_deed().actor.id)


def take_over(record: R, *, version: int | None = None, for_good: bool = True) -> R:
    """The record, locked, once it lies with the actor's force; who had it reads on.

    ``for_good`` what was asked about it where it lay is asked no longer.

    Raises Conflict when nobody offers it to that force (any longer), or it has moved on since ``version``.
    """
    with connection.cursor() as cursor:
        cursor.execute("select moved, had_by from polias_take_over(%s, %s)", [record.pk, for_good])
        moved = cursor.fetchall()
    if not moved:
        raise Conflict(
            _("%(reference)s is not offered to your force, or no longer.") % {"reference": record.reference},
            do=_("Open the record again to see with whom it lies."),
        )
    taken = locked(record, version=version)
    others = Register.objects.filter(pk__in=[row[0] for row in moved]).exclude(pk=record.pk)
    for register in (taken.register, *others):
        current_deed().note(register, before={"force": moved[0][1]}, after={"force": taken.force_id})
        new_version(register)
    return taken


def hand_back(record: R) -> R:
    """Give a record back that was taken over in this very deed, to write the refusal in it; the offer ends."""
    with connection.cursor() as cursor:
        cursor.execute("select moved from polias_hand_back(%s)", [record.pk])
        moved = {row[0] for row in cursor.fetchall()}
    for touched in current_deed().touched.values():
        register = touched.register
        if register.pk in moved:
            before = int(touched.before.pop("force"))
            touched.after.pop("force")
            register.cell += (before - register.force_id) * 10
            register.force_id = before
    record.force_id = record.register.force_id
    return record


def _reading(offer: UUID, *, reader: int, why: str, may_take: bool) -> AlsoRead:
    by = current_deed().actor.id
    return AlsoRead(reader=reader, offer=offer, why=why, by=by, since=timezone.now(), may_take=may_take)
