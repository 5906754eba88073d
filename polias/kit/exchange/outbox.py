"""Sending: a message is made in the deed's transaction, and delivered afterwards until the partner acknowledges it.

Delivery claims some messages, speaks to the partner outside any transaction, and then keeps what came of it. A worker
that dies between the two leaves a claim that runs out, and the message is sent once more: partners know a repeated id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from polias.kit.access.sessions import as_system
from polias.kit.audit.canonical import canonical
from polias.kit.audit.log import audit_row
from polias.kit.audit.log import write as write_audit
from polias.kit.audit.model import Kind
from polias.kit.exchange.backoff import LONGEST_FOR_A_PARTNER, pause_after
from polias.kit.exchange.envelope import Envelope, NoAnswer, Refused, digest
from polias.kit.exchange.model import Outgoing, PartnerState, Payload
from polias.kit.exchange.partners import Partner, partner_named
from polias.kit.record.deed import current_deed
from polias.kit.record.model import Record

#: So many answers that were no acknowledgement make a message dead; silence alone never does.
MOST_REFUSALS = 12
#: So many silences in a row, and the partner is taken to be down.
SILENCES_OF_ONE_THAT_IS_DOWN = 5
#: A claim holds longer than a batch can take.
CLAIM = timedelta(minutes=15)

# A message about a subject waits for every earlier one about it, also for one that is dead: a person decides then.
_CLAIM_SQL = """
    update kit_outgoing set next_at = %(until)s, tries = tries + 1 where id in (
        select o.id from kit_outgoing o
        where o.partner = %(partner)s and o.state = 'waiting' and o.next_at <= %(now)s
          and (o.subject = '' or not exists (
              select from kit_outgoing e where e.partner = o.partner and e.subject = o.subject
                and e.subject <> '' and e.state in ('waiting', 'dead') and e.id < o.id))
        order by o.id limit %(most)s for update skip locked)
    returning id
"""


def send(partner: str, *, kind: str, body: Mapping[str, Any], subject: str = "", about: Record | None = None) -> UUID:
    """Make a message inside the deed it tells of, which it shares its fate with; logged as a disclosure.

    Messages with one ``subject`` reach the partner in the order in which they were made. Raises PoliasError for an
    unknown partner, OutsideADeed outside of any.
    """
    deed, text, now = current_deed(), canonical(body), timezone.now()
    partner_named(partner)
    hash_ = digest(text)
    Payload.objects.bulk_create([Payload(hash=hash_, body=text)], ignore_conflicts=True)
    message = Outgoing(
        partner=partner, kind=kind, subject=subject, payload_hash=hash_, force_id=deed.actor.force_id,
        created_at=now, next_at=now,
    )  # fmt: skip
    message.save(force_insert=True)
    register = about.register if about else None
    write_audit(
        [
            audit_row(
                kind=Kind.DISCLOSURE,
                verb=f"exchange.{kind}",
                actor_id=deed.actor.id,
                deed=deed.id,
                cell=register.cell if register else 0,
                record_id=register.pk if register else None,
                reference=register.reference if register else "",
                content={"recipient": partner, "message": str(message.pk), "hash": hash_},
            )
        ]
    )
    return message.pk


@dataclass(frozen=True)
class Outcome:
    """What came of one sending: acknowledged, refused (with the reason), or silence."""

    message: Outgoing
    acknowledged: bool = False
    refused: str = ""

    @property
    def answered(self) -> bool:
        """Whether the partner said anything at all."""
        return self.acknowledged or bool(self.refused)


@dataclass(frozen=True)
class Delivered:
    """What one round did."""

    acknowledged: int
    refused: int
    silent: int


NOTHING = Delivered(0, 0, 0)


def deliver(partner: Partner, *, now: datetime | None = None, most: int = 200) -> Delivered:
    """One round: send what is due to a partner, in order, and keep what it answered."""
    now = now or timezone.now()
    claimed, was_down = _claim(partner, now=now, most=most)
    if not claimed:
        return NOTHING
    outcomes = _send_all(partner, claimed, was_down=was_down)
    return _keep(partner, claimed, outcomes, now=now)


def _claim(partner: Partner, *, now: datetime, most: int) -> tuple[list[tuple[Outgoing, Envelope]], bool]:
    with as_system():
        state = PartnerState.objects.filter(pk=partner.name).first()
        if state and state.next_try_at and state.next_try_at > now:
            return [], True
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM_SQL, {"partner": partner.name, "now": now, "until": now + CLAIM, "most": most})
            ids = [row[0] for row in cursor.fetchall()]
        messages = list(Outgoing.objects.filter(pk__in=ids).order_by("id"))
        bodies = dict(Payload.objects.filter(pk__in={m.payload_hash for m in messages}).values_list("hash", "body"))
    found = [(message, _envelope(message, bodies[message.payload_hash])) for message in messages]
    return found, bool(state and state.down_since)


def _envelope(message: Outgoing, body: str) -> Envelope:
    return Envelope(
        id=message.pk,
        kind=message.kind,
        subject=message.subject,
        created_at=message.created_at,
        hash=message.payload_hash,
        body=body,
    )


def _send_all(partner: Partner, claimed: Sequence[tuple[Outgoing, Envelope]], *, was_down: bool) -> list[Outcome]:
    """Outside any transaction, since a partner may take its time; ends when the partner says nothing any more.

    One that was down is asked once; as soon as it answers it is up, and a single lost message ends the round no more.
    """
    outcomes, silences, give_up_after = [], 0, 1 if was_down else SILENCES_OF_ONE_THAT_IS_DOWN
    for message, envelope in claimed:
        outcome = _send_one(partner, message, envelope)
        outcomes.append(outcome)
        if outcome.answered:
            silences, give_up_after = 0, SILENCES_OF_ONE_THAT_IS_DOWN
        else:
            silences += 1
        if silences >= give_up_after:
            break
    return outcomes


def _send_one(partner: Partner, message: Outgoing, envelope: Envelope) -> Outcome:
    try:
        receipt = partner.adapter.deliver(envelope)
    except NoAnswer:
        return Outcome(message)
    except Refused as refusal:
        return Outcome(message, refused=refusal.reason)
    except Exception as fault:
        # A fault of the adapter is treated as an answer, so that somebody is told in the end.
        import logging

        logging.getLogger(__name__).exception("The adapter of %s failed", partner.name)
        return Outcome(message, refused=type(fault).__name__)
    if (receipt.id, receipt.hash) != (envelope.id, envelope.hash):
        return Outcome(message, refused="the receipt is for something else")
    return Outcome(message, acknowledged=True)


def _keep(
    partner: Partner, claimed: Sequence[tuple[Outgoing, Envelope]], outcomes: Sequence[Outcome], *, now: datetime
) -> Delivered:
    done = [o.message.pk for o in outcomes if o.acknowledged]
    failed = [o.message for o in outcomes if not o.acknowledged]
    untried = [message.pk for message, _envelope in claimed[len(outcomes) :]]
    for outcome in outcomes:
        _note_failure(outcome, now=now)
    with as_system():
        Outgoing.objects.filter(pk__in=done).exclude(state=Outgoing.GIVEN_UP).update(
            state=Outgoing.ACKNOWLEDGED, acknowledged_at=now, last_error=""
        )
        # Not one that somebody gave up meanwhile.
        Outgoing.objects.filter(state=Outgoing.WAITING).bulk_update(
            failed, ["refusals", "next_at", "last_error", "state"]
        )
        _release(untried, now=now)
        _keep_state(partner, outcomes, now=now)
    refused = sum(bool(o.refused) for o in outcomes)
    return Delivered(len(done), refused, len(failed) - refused)


def _note_failure(outcome: Outcome, *, now: datetime) -> None:
    message = outcome.message
    if outcome.acknowledged:
        return
    message.refusals += bool(outcome.refused)
    message.last_error = (outcome.refused or "no answer")[:200]
    message.next_at = now + pause_after(message.tries)
    if message.refusals >= MOST_REFUSALS:
        message.state = Outgoing.DEAD


def _release(ids: Sequence[UUID], *, now: datetime) -> None:
    """What was claimed and not tried is as it was before."""
    from django.db.models import F

    if ids:
        Outgoing.objects.filter(pk__in=ids, state=Outgoing.WAITING).update(next_at=now, tries=F("tries") - 1)


def _keep_state(partner: Partner, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """A partner that answered anything is up; one that stayed silent at the end of the round may be down."""
    state, _made = PartnerState.objects.select_for_update().get_or_create(pk=partner.name)
    for outcome in outcomes:
        state.silences = 0 if outcome.answered else state.silences + 1
        if outcome.acknowledged:
            state.last_acknowledged_at = now
    if state.silences >= SILENCES_OF_ONE_THAT_IS_DOWN:
        state.down_since = state.down_since or now
        over = state.silences - SILENCES_OF_ONE_THAT_IS_DOWN + 1
        state.next_try_at = now + pause_after(over, longest=LONGEST_FOR_A_PARTNER)
    elif any(outcome.answered for outcome in outcomes):
        state.down_since = state.next_try_at = None
    state.save()


def send_again(ids: Sequence[UUID], *, now: datetime | None = None) -> int:
    """Put messages back at the start, whatever became of them; how many. The partner knows repeated ids.

    One whose body has been forgotten, long after it was acknowledged, stays as it is.
    """
    with as_system():
        here = Outgoing.objects.filter(pk__in=ids, payload_hash__in=Payload.objects.values("hash"))
        return here.update(
            state=Outgoing.WAITING, refusals=0, tries=0, next_at=now or timezone.now(), acknowledged_at=None,
            last_error="",
        )  # fmt: skip


def dead_messages(*, partner: str = "") -> list[UUID]:
    """Messages that wait for a person's decision."""
    with as_system():
        dead = Outgoing.objects.filter(state=Outgoing.DEAD)
        return list((dead.filter(partner=partner) if partner else dead).order_by("id").values_list("pk", flat=True))


def give_up(message_id: UUID, *, why: str) -> bool:
    """Send a message no more, for a reason that stays with it; those about the same subject go on after it."""
    with as_system():
        open_ = Outgoing.objects.filter(pk=message_id, state__in=Outgoing.OPEN)
        return bool(open_.update(state=Outgoing.GIVEN_UP, last_error=why[:200]))


def deliver_everything(partner: Partner, *, now: datetime | None = None, most: int = 200) -> int:
    """Rounds until one acknowledges nothing; how many messages were acknowledged."""
    told, done = 0, deliver(partner, now=now, most=most)
    while done.acknowledged:
        told += done.acknowledged
        done = deliver(partner, now=now, most=most)
    return told
