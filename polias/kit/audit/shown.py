"""What a page has shown beyond what its parts have logged: a record named in an answer is named in the audit.

Lists, records and searches say themselves what they show. A panel, a card or a sentence may name another record; it is
found in the finished page, so that no page can be written that shows a record and logs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from polias.kit.audit.model import AuditRow, Kind
from polias.kit.numbering.numbers import REFERENCE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from polias.kit.access.actor import Actor

NAMED = re.compile(REFERENCE.encode())
READ_BY_PEOPLE_OR_PROGRAMS = ("text/", "application/json")

_named: ContextVar[set[str] | None] = ContextVar("polias_named_in_the_audit", default=None)


@contextmanager
def naming() -> Iterator[set[str]]:
    """Collect every reference that the audit rows of this request name."""
    named: set[str] = set()
    token = _named.set(named)
    try:
        yield named
    finally:
        _named.reset(token)


def note(rows: Sequence[AuditRow]) -> None:
    """Remember what rows that are being written name; nothing outside of a request."""
    named = _named.get()
    if named is None:
        return
    for row in rows:
        named.add(row.reference)
        named |= {found.decode() for found in NAMED.findall((row.content or "").encode())}


def log_what_else_is_shown(response: HttpResponse, *, actor: Actor, address: str, named: set[str]) -> None:
    """One row for all records that the answer names and no row of this request does."""
    for_reading = str(response.headers.get("Content-Type", "")).startswith(READ_BY_PEOPLE_OR_PROGRAMS)
    if response.streaming or not for_reading:
        return
    others = {found.decode() for found in NAMED.findall(response.content)} - named
    if others:
        _log(others, actor=actor, address=address)


def _log(references: set[str], *, actor: Actor, address: str) -> None:
    from polias.kit.audit.log import audit_row, write
    from polias.kit.record.ids import uuid7
    from polias.kit.record.model import Register

    seen: Any = Register.objects.filter(actor.filter_for_register(), reference__in=sorted(references))
    shown = sorted(seen.values_list("reference", flat=True))
    if shown:
        row = audit_row(
            kind=Kind.CONSULTATION, verb="name", actor_id=actor.id, cell=0, deed=uuid7(),
            content={"terms": address, "shown": shown},
        )  # fmt: skip
        write([row])
