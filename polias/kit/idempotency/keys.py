"""Answering a repeated request with its first result, and refusing a key that comes back with other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from polias.kit.errors import KeyReused
from polias.kit.idempotency.model import IdempotencyRow

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor


CLAIM = """
    insert into kit_idempotencyrow (actor_id, key, fingerprint, record_type, created_at)
    values (%s, %s, %s, '', now()) on conflict (actor_id, key) do nothing returning 1
"""
REMEMBER = """
    update kit_idempotencyrow set record_type = %s, record_id = %s where actor_id = %s and key = %s and fingerprint = %s
"""


def replay(key: str, *, actor: Actor, fingerprint: str) -> Any:
    """Claim the key for this transaction, or give back the record it already made; None when it is new.

    A second request with the same key waits on the unique row until the first has ended, then replays it.
    Raises KeyReused when the key belongs to a request that asked for something else.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [actor.id, key, fingerprint])
        if cursor.fetchone():
            return None
    row = IdempotencyRow.objects.get(actor_id=actor.id, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReused(
            _("This form was already sent with other answers."), do=_("Open the form again and send it once more.")
        )
    return _record(row)


def remember(key: str, *, actor: Actor, fingerprint: str, result: Any) -> None:
    """Keep which record a key made."""
    from polias.kit.record.model import Record

    if isinstance(result, Record):
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER, [result.TYPE, result.pk, actor.id, key, fingerprint])


def _record(row: IdempotencyRow) -> Any:
    from polias.kit.record.types import record_type

    if not row.record_type:
        return row
    return record_type(row.record_type).model.objects.select_related("register").get(pk=row.record_id)
