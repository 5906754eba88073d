"""Receiving: a message is kept once, acknowledged when it is kept, and acted on once, however often it comes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from polias.kit.access.sessions import as_system
from polias.kit.exchange.backoff import pause_after
from polias.kit.exchange.envelope import Envelope, NoAnswer, Receipt, Refused
from polias.kit.exchange.model import Incoming, Payload
from polias.kit.exchange.partners import Partner

MOST_REFUSALS = 8
log = logging.getLogger(__name__)

# A message waits for every earlier one about its subject, also for one that is dead (a person decides then), and for
# the one that the partner says comes first. What waits for another takes no place in a round.
_DUE_SQL = """
    select i.id from kit_incoming i
    where i.state = 'waiting' and i.next_at <= %(now)s
      and (i.subject = '' or not exists (
          select from kit_incoming e where e.partner = i.partner and e.subject = i.subject and e.subject <> ''
            and e.state in ('waiting', 'dead') and (e.created_at, e.message_id) < (i.created_at, i.message_id)))
      and (i.after is null or exists (
          select from kit_incoming f where f.partner = i.partner and f.message_id = i.after
            and f.state in ('handled', 'dropped')))
    order by i.created_at, i.message_id limit %(most)s
"""

Handler = Callable[[str, Envelope], object]
_handlers: dict[str, Handler] = {}


def when_received(kind: str, handler: Handler) -> None:
    """Act on messages of a kind: ``handler(partner, envelope)``, as the system, in the transaction that marks it done.

    What fails is tried again; what fails eight times waits for a person.
    """
    _handlers[kind] = handler


def receive(partner: str, envelope: Envelope, *, now: datetime | None = None) -> Receipt:
    """Keep a message for good and acknowledge it; one that came before is acknowledged again and kept once.

    Raises Refused for a body that is not the one of its hash, and for another body under an id that is here.
    """
    if not envelope.is_whole:
        raise Refused("damaged")
    now = now or timezone.now()
    with as_system():
        Payload.objects.bulk_create([Payload(hash=envelope.hash, body=envelope.body)], ignore_conflicts=True)
        Incoming.objects.bulk_create([_row(partner, envelope, now=now)], ignore_conflicts=True)
        kept = Incoming.objects.get(partner=partner, message_id=envelope.id)
        if kept.payload_hash == envelope.hash:
            return Receipt(envelope.id, envelope.hash)
    from polias.kit.exchange.alarms import another_body

    another_body(partner, now=now)
    raise Refused("another body under the same id")


def _row(partner: str, envelope: Envelope, *, now: datetime) -> Incoming:
    return Incoming(
        partner=partner,
        message_id=envelope.id,
        kind=envelope.kind,
        subject=envelope.subject,
        after=envelope.after,
        payload_hash=envelope.hash,
        created_at=envelope.created_at,
        received_at=now,
        next_at=now,
    )


def collect(partner: Partner, *, now: datetime | None = None, most: int = 200) -> int:
    """Fetch what a partner has for us, keep it, and only then acknowledge it; how many were kept.

    An acknowledgement that is lost, and a message that was damaged, bring the message again.
    """
    try:
        envelopes = partner.adapter.waiting(most)
    except NoAnswer:
        return 0
    kept = 0
    for envelope in envelopes:
        try:
            partner.adapter.acknowledge(receive(partner.name, envelope, now=now))
            kept += 1
        except (Refused, NoAnswer):
            continue
    return kept


def handle_waiting(*, now: datetime | None = None, most: int = 200) -> int:
    """Act on what has come, each in its own transaction, in order within a subject; how many were done."""
    now, done = now or timezone.now(), 0
    while done < most and (ids := _due(now=now, most=most - done)):
        handled = sum(_handle(each, now=now) for each in ids)
        done += handled
        # Each that is done may let the next about its subject go.
        if not handled:
            break
    return done


def _due(*, now: datetime, most: int) -> list[UUID]:
    with as_system(), connection.cursor() as cursor:
        cursor.execute(_DUE_SQL, {"now": now, "most": most})
        return [row[0] for row in cursor.fetchall()]


def _handle(row_id: UUID, *, now: datetime) -> bool:
    with as_system():
        row = Incoming.objects.select_for_update(skip_locked=True).filter(pk=row_id, state=Incoming.WAITING).first()
        if row is None:
            return False
        try:
            with transaction.atomic():
                _handlers[row.kind](row.partner, _envelope(row))
        except Exception as fault:  # noqa: BLE001 (whatever a module raises, the message is kept)
            # The body may be in the text of a fault: only its kind is written down.
            log.warning("A message of kind %s could not be acted on: %s", row.kind, type(fault).__name__)
            _note_failure(row, fault, now=now)
            return False
        row.state, row.handled_at, row.last_error = Incoming.HANDLED, now, ""
        row.save(update_fields=["state", "handled_at", "last_error"])
    return True


def _envelope(row: Incoming) -> Envelope:
    body = Payload.objects.values_list("body", flat=True).get(pk=row.payload_hash)
    return Envelope(row.message_id, row.kind, row.subject, row.created_at, row.payload_hash, body)


def _note_failure(row: Incoming, fault: Exception, *, now: datetime) -> None:
    row.refusals += 1
    row.last_error = "nobody acts on this kind" if isinstance(fault, KeyError) else type(fault).__name__
    row.next_at = now + pause_after(row.refusals)
    if row.refusals >= MOST_REFUSALS:
        row.state = Incoming.DEAD
    row.save(update_fields=["refusals", "last_error", "next_at", "state"])


def act_again(ids: Sequence[UUID], *, now: datetime | None = None) -> int:
    """Have messages that could not be acted on tried again from the start; how many."""
    with as_system():
        dead = Incoming.objects.filter(pk__in=ids, state=Incoming.DEAD)
        return dead.update(state=Incoming.WAITING, refusals=0, next_at=now or timezone.now(), last_error="")


def not_acted_on(*, partner: str = "") -> list[UUID]:
    """Messages from partners that wait for a person's decision."""
    with as_system():
        dead = Incoming.objects.filter(state=Incoming.DEAD)
        return list((dead.filter(partner=partner) if partner else dead).order_by("id").values_list("pk", flat=True))


def drop(row_id: UUID, *, why: str, now: datetime | None = None) -> bool:
    """Act on a message no more, for a reason that stays with it; those that waited for it go on."""
    with as_system():
        open_ = Incoming.objects.filter(pk=row_id, state__in=Incoming.OPEN)
        return bool(open_.update(state=Incoming.DROPPED, handled_at=now or timezone.now(), last_error=why[:200]))
