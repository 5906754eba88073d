"""Answering a repeated request with its first result, and refusing a key that comes back with other words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.errors import InProgress, KeyReused, NotFound
from polias.kit.idempotency.model import IdempotencyRow

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor


class KeyIgnored(RuntimeError):
    """A form was sent with a key that its deed did not claim: a fault in the code, never in the input."""


#: As long as a program may repeat a request and be told the very same; afterwards it is told of the record as it is.
ANSWERS_ARE_KEPT = timedelta(hours=24)
PERSON_WAITS_SECONDS = 10

TRY = "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
WAIT = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
CLAIM = """
    insert into kit_idempotencyrow (actor_id, key, fingerprint, record_type, created_at)
    values (%s, %s, %s, '', now()) on conflict (actor_id, key) do nothing returning 1
"""
REMEMBER = """
    update kit_idempotencyrow set record_type = %s, record_id = %s where actor_id = %s and key = %s and fingerprint = %s
"""


def replay(key: str, *, actor: Actor, fingerprint: str) -> Any:
    """Claim the key for this transaction, or give back the record it already made; None when it is new.

    The claim is a lock that ends with the transaction: whoever else holds it is doing the same request now, and a
    server that was killed holds nothing. Waiting for the unique row instead would let repeats fill every process.
    Raises InProgress while the first is under way, KeyReused when the key belongs to a request for something else.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRY, [_lock_name(key, actor)])
        if not cursor.fetchone()[0]:
            raise _in_progress()
        cursor.execute(CLAIM, [actor.id, key, fingerprint])
        if cursor.fetchone():
            return None
    row = IdempotencyRow.objects.get(actor_id=actor.id, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReused(
            _("This form was already sent with other answers."), do=_("Open the form again and send it once more.")
        )
    return _record(row)


def wait_for(key: str, *, actor: Actor) -> None:
    """Hold the key of a form until this page ends; a person who pressed twice waits for the first to be done.

    Raises InProgress after PERSON_WAITS_SECONDS.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set local lock_timeout = '{PERSON_WAITS_SECONDS}s'")
            cursor.execute(WAIT, [_lock_name(key, actor)])
            cursor.execute("set local lock_timeout = default")
    except OperationalError as late:
        raise _in_progress() from late


def made_by(key: str, *, actor: Actor) -> Any:
    """The record that a form with this key has made already, or None."""
    row = IdempotencyRow.objects.filter(actor_id=actor.id, key=key).first()
    return _record(row) if row and row.record_type else None


def sent_before(key: str, *, actor: Actor) -> IdempotencyRow | None:
    """What is known of a form with this key that was sent and done; None for a new one."""
    return IdempotencyRow.objects.filter(actor_id=actor.id, key=key).first()


def remember(key: str, *, actor: Actor, fingerprint: str, result: Any) -> None:
    """Keep which record a key made."""
    from polias.kit.record.model import Record

    if isinstance(result, Record):
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER, [result.TYPE, result.pk, actor.id, key, fingerprint])


def told_before(key: str, *, actor: Actor) -> dict[str, Any] | None:
    """What a program was answered when it first sent this key; ask only after ``replay`` has let it through."""
    row = IdempotencyRow.objects.filter(actor_id=actor.id, key=key).first()
    return row.answer if row else None


def keep_answer(key: str, *, actor: Actor, answer: dict[str, Any]) -> None:
    """Keep what a program was told, or where a page led, so that its repeat is answered the same.

    Raises KeyIgnored when nothing was done under this key: the form would then be done again by a second press.
    """
    if not IdempotencyRow.objects.filter(actor_id=actor.id, key=key).update(answer=answer):
        raise KeyIgnored("The deed took no notice of its key: hand idempotency_key on to the action")


def forget_answers() -> int:
    """Empty the answers that are older than a day, as the system; the keys and what they made stay."""
    old = timezone.now() - ANSWERS_ARE_KEPT
    return IdempotencyRow.objects.filter(created_at__lt=old, answer__isnull=False).update(answer=None)


def _record(row: IdempotencyRow) -> Any:
    """The record that came of the key. Raises NotFound when the actor may no longer see it."""
    from polias.kit.record.types import record_type

    if not row.record_type:
        return row
    rows = record_type(row.record_type).model.objects.select_related("register")
    found = rows.filter(pk=row.record_id).first()
    if found is None:
        raise NotFound
    return found


def _lock_name(key: str, actor: Actor) -> str:
    return f"polias key {actor.id} {key}"


def _in_progress() -> InProgress:
    return InProgress(
        _("The same request is being done at this moment."), do=_("Wait a second, then send exactly the same again.")
    )
