"""The one door to a record: what an actor may not see does not exist for them, and every look is logged."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist

from polias.kit.access.actor import Actor
from polias.kit.audit.log import consulted, listed
from polias.kit.errors import NotAllowed, NotFound
from polias.kit.record.model import Record, RecordQuerySet, Register
from polias.kit.record.types import RecordType, record_type

R = TypeVar("R", bound=Record)


def visible_to(model: type[R], actor: Actor) -> RecordQuerySet:
    """All records of a type that the actor may see. Log what is shown of it with ``looked_at``."""
    return RecordQuerySet(model).visible_to(actor)


def fetch(model: type[R], reference: str, *, actor: Actor, verb: str = "view", justification: str = "") -> R:
    """The record with this reference, logged as consulted.

    Raises NotFound both when it is unknown and when it is not the actor's to see; NotAllowed when it may be
    seen but the verb is not theirs.
    """
    declared = record_type(model.TYPE)
    if not actor.opens(declared.name):
        raise NotFound(reference)
    try:
        record = visible_to(model, actor).get(register__reference=reference)
    except ObjectDoesNotExist:
        raise NotFound(reference) from None
    consulted(record, actor=actor, verb=verb, justification=justification)
    if verb != "view":
        require(actor, f"{declared.name}.{verb}", record=record)
    return record  # type: ignore[no-any-return]


def fetch_any(reference: str, *, actor: Actor) -> Record:
    """The record of whatever type that has this reference; NotFound as in ``fetch``."""
    for row in Register.objects.filter(reference=reference, cell__in=actor.reach):
        return fetch(record_type(row.record_type).model, reference, actor=actor)
    raise NotFound(reference)


def looked_at(records: list[Any], *, actor: Actor, type_name: str, terms: str = "") -> None:
    """Log that a list was shown: its terms and the ids on it."""
    listed(records, actor=actor, type_name=type_name, terms=terms)


def why_not(actor: Actor, grant: str, *, record: Record | None = None) -> str:
    """An empty string when the actor may do this, otherwise the reason in words."""
    from django.utils.translation import gettext as _

    declared: RecordType = record_type(grant.rsplit(".", 1)[0])
    if not actor.may(grant):
        return _("This is not part of your role.")
    if record is not None and record.force_id not in actor.home_forces:
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
