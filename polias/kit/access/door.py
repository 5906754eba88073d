"""The one door to a record: what an actor may not see does not exist for them, and every look is logged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet

from polias.kit.access.acting import current_actor
from polias.kit.access.actor import Actor
from polias.kit.audit.log import consulted, listed
from polias.kit.errors import Locked, NotAllowed, NotFound, PoliasError
from polias.kit.record.model import Record, RecordQuerySet, Register
from polias.kit.record.types import RecordType, record_type

R = TypeVar("R", bound=Record)


def visible_to(model: type[R], actor: Actor) -> RecordQuerySet:
    """All records of a type that the actor may see. Log what is shown of it with ``looked_at``."""
    return RecordQuerySet(model).visible_to(actor)


def fetch(model: type[R], reference: str, *, actor: Actor, verb: str = "view", justification: str = "") -> R:
    """The record with this reference, logged as consulted.

    Raises NotFound both when it is unknown and when it is not the actor's to see; Locked, with whom to ask, when only
    a lock stands before it; NotAllowed when it may be seen but the verb is not theirs.
    """
    declared = record_type(model.TYPE)
    if not actor.opens(declared.name):
        raise NotFound(reference)
    try:
        record = visible_to(model, actor).get(register__reference=reference)
    except ObjectDoesNotExist:
        raise refusal(reference) from None
    emergency = actor.emergency(record.pk)
    consulted(record, actor=actor, verb=verb, justification=justification or (emergency.reason if emergency else ""))
    if verb != "view":
        require(actor, f"{declared.name}.{verb}", record=record)
    return record  # type: ignore[no-any-return]


def fetch_any(reference: str, *, actor: Actor) -> Record:
    """The record of whatever type that has this reference; NotFound as in ``fetch``."""
    for row in registered(actor).filter(reference=reference):
        return fetch(record_type(row.record_type).model, reference, actor=actor)
    raise refusal(reference)


def registered(actor: Actor, *, type_name: str = "") -> QuerySet[Register]:
    """The register rows, of one type or of any, that the actor may see."""
    return Register.objects.filter(actor.filter_for_register(type_name))


def registered_apart(actor: Actor, *, type_name: str) -> list[QuerySet[Register]]:
    """The same rows of one type in parts that have none in common, to be counted one after the other."""
    return [Register.objects.filter(part) for part in actor.register_apart(type_name)]


def seen_among(references: Iterable[str], *, actor: Actor) -> frozenset[str]:
    """Of these references, those of records that the actor may see; one record names no other to whom it is hidden."""
    wanted = {one for one in references if one}
    if not wanted:
        return frozenset()
    return frozenset(registered(actor).filter(reference__in=wanted).values_list("reference", flat=True))


def named_here(reference: str) -> str:
    """The reference as whoever is looking may read it; empty when its record is not theirs to see."""
    actor = current_actor()
    return reference if actor is not None and seen_among([reference], actor=actor) else ""


def lock_before(reference: str) -> tuple[str, str] | None:
    """Type and contact of a record that nothing but its lock keeps from the session's actor; None for any other."""
    with connection.cursor() as cursor:
        cursor.execute("select record_type, contact from polias_locked(%s)", [reference])
        found: tuple[str, str] | None = cursor.fetchone()
    return found


def how_many_locked(type_name: str) -> int:
    """How many records of a type the session's actor does not see for their lock alone."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_count_locked(%s)", [record_type(type_name).number])
        return int(cursor.fetchone()[0])


def refusal(reference: str) -> PoliasError:
    """Why a record that the actor does not see is refused: it is locked, or there is nothing."""
    found = lock_before(reference)
    return Locked(reference, contact=found[1]) if found else NotFound(reference)


def looked_at(records: list[Any], *, actor: Actor, type_name: str, terms: str = "") -> None:
    """Log that a list was shown: its terms and the ids on it."""
    listed(records, actor=actor, type_name=type_name, terms=terms)


def why_not(actor: Actor, grant: str, *, record: Record | None = None) -> str:
    """An empty string when the actor may do this, otherwise the reason in words."""
    from django.utils.translation import gettext as _

    declared: RecordType = record_type(grant.rsplit(".", 1)[0])
    if not actor.may(grant):
        return _("This is not part of your role.")
    emergency = actor.emergency(record.pk) if record is not None else None
    if emergency is not None and emergency.only_reads:
        return _("You see this in an emergency alone: you may read it, not change it.")
    if record is not None and record.force_id not in actor.home_forces:
        elsewhere = declared.done_elsewhere.get(grant.rsplit(".", 1)[1])
        if elsewhere is not None and elsewhere(record) in actor.home_forces:
            return ""
        return _("This %(what)s belongs to another force: you may read it, not change it.") % {
            "what": declared.label.lower()
        }
    return ""


def require(actor: Actor, grant: str, *, record: Record | None = None) -> None:
    """Raise NotAllowed with its reason unless the actor holds the grant for this record."""
    reason = why_not(actor, grant, record=record)
    if reason:
        from django.utils.translation import gettext as _

        raise NotAllowed(reason, do=_("Ask somebody whose role it is, or your supervisor."))
