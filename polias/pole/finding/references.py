"""References as somebody types them: whole, with or without the force's letters, or only their beginning."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet

from polias.force.public import force_letters
from polias.kit.access.actor import Actor
from polias.kit.access.door import lock_before, registered
from polias.kit.record.model import Register
from polias.kit.record.types import record_type

REFERENCE = re.compile(r"^(?:[A-Z]{2,5}-)?[A-Z]{2}-\d{1,8}(?:-\d{0,6})?$")
AFTER_EVERYTHING = "\U0010ffff"


def named(query: str, *, actor: Actor) -> Register | None:
    """The register row of a whole reference, with or without the force's own letters before it."""
    whole = query.upper()
    if not REFERENCE.match(whole):
        return None
    wanted = {whole, f"{force_letters(actor.force_id)}-{whole}"}
    return registered(actor).filter(reference__in=wanted).first()


def locked_address(query: str, *, actor: Actor) -> str:
    """Where a record that is only locked says whom to ask; empty for every other reference, known or not."""
    whole = query.upper()
    wanted = [whole, f"{force_letters(actor.force_id)}-{whole}"] if REFERENCE.match(whole) else []
    for reference in wanted:
        if before := lock_before(reference):
            return f"{record_type(before[0]).url}/{reference}"
    return ""


def beginning_with(query: str, *, actor: Actor) -> QuerySet[Register, Any]:
    """Register rows whose reference begins with what was typed, the newest first.

    A range and not LIKE: comparisons keep their index under row security.
    """
    whole, rows = query.upper(), registered(actor)
    if not REFERENCE.match(whole):
        return rows.none()
    start = whole if re.match(r"^[A-Z]{2,5}-[A-Z]{2}-", whole) else f"{force_letters(actor.force_id)}-{whole}"
    return rows.filter(reference__gte=start, reference__lt=start + AFTER_EVERYTHING).order_by("-reference")
