"""Once a day both sides' lists are laid beside each other: every id and hash that differs is mended or told.

An acknowledgement says that a message arrived; only the partner's own list says that it is still there. The lists of a
day are compared on the days after it until they agree, for a week at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from polias.kit.access.sessions import as_system
from polias.kit.exchange.alarms import days_differ
from polias.kit.exchange.envelope import NoAnswer
from polias.kit.exchange.model import Incoming, Outgoing, Reconciliation
from polias.kit.exchange.outbox import send_again
from polias.kit.exchange.partners import Listing, Partner

LOOKS_BACK_DAYS = 7
#: A day is compared some hours after its end, when what was made in it has arrived.
COMPARED_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Differences:
    """What one side has and the other has not, of one day."""

    lost_there: tuple[UUID, ...]
    only_receipt_lost: tuple[UUID, ...]
    lost_here: tuple[UUID, ...]
    other_body: tuple[UUID, ...]
    strangers: tuple[UUID, ...]


def days_to_compare(partner: Partner, *, now: datetime) -> list[date]:
    """The days of the last week that are over and have not been found to agree, oldest first."""
    last = (now.astimezone(UTC) - COMPARED_AFTER).date() - timedelta(days=1)
    days = [last - timedelta(days=back) for back in range(LOOKS_BACK_DAYS - 1, -1, -1)]
    with as_system():
        agreed = {row.day for row in Reconciliation.objects.filter(partner=partner.name, day__in=days) if row.agrees}
    return [day for day in days if day not in agreed]


def reconcile(partner: Partner, *, day: date, now: datetime | None = None) -> Reconciliation:
    """Compare one UTC day with the partner's own lists, mend what can be mended and raise what cannot.

    Raises NoAnswer when the partner does not give its lists.
    """
    now = now or timezone.now()
    theirs, sent_to_us = partner.adapter.taken_on(day), partner.adapter.sent_on(day)
    ours, received = _ours(partner, day), _received(partner, day)
    found = compare(ours=ours, theirs=theirs, received=received, sent_to_us=sent_to_us)
    send_again(found.lost_there, now=now)
    if found.lost_here:
        partner.adapter.send_again(found.lost_here)
    return _keep(partner, day, found, sent=len(ours), received=len(received), now=now)


def compare(
    *, ours: dict[UUID, tuple[str, str]], theirs: Listing, received: Listing, sent_to_us: Listing
) -> Differences:
    """``ours`` holds hash and state of each message we made; the others hold hashes."""
    here = ours.keys() & theirs.keys()
    both = received.keys() & sent_to_us.keys()
    differ = [each for each in here if ours[each][0] != theirs[each]]
    return Differences(
        lost_there=_in_order(i for i, (_h, state) in ours.items()
                             if i not in theirs and state == Outgoing.ACKNOWLEDGED),
        only_receipt_lost=_in_order(i for i in here if ours[i][1] in Outgoing.OPEN and ours[i][0] == theirs[i]),
        lost_here=_in_order(sent_to_us.keys() - received.keys()),
        other_body=_in_order([*differ, *(i for i in both if received[i] != sent_to_us[i])]),
        strangers=_in_order([*(theirs.keys() - ours.keys()), *(received.keys() - sent_to_us.keys())]),
    )  # fmt: skip


def _in_order(ids: object) -> tuple[UUID, ...]:
    return tuple(sorted(ids))  # type: ignore[call-overload, no-any-return]


def _span(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time.min, tzinfo=UTC)
    return start, start + timedelta(days=1)


def _ours(partner: Partner, day: date) -> dict[UUID, tuple[str, str]]:
    start, end = _span(day)
    with as_system():
        rows = Outgoing.objects.filter(partner=partner.name, created_at__gte=start, created_at__lt=end)
        return {pk: (hash_, state) for pk, hash_, state in rows.values_list("id", "payload_hash", "state")}


def _received(partner: Partner, day: date) -> dict[UUID, str]:
    start, end = _span(day)
    with as_system():
        rows = Incoming.objects.filter(partner=partner.name, created_at__gte=start, created_at__lt=end)
        return dict(rows.values_list("message_id", "payload_hash"))


def _keep(
    partner: Partner, day: date, found: Differences, *, sent: int, received: int, now: datetime
) -> Reconciliation:
    unexplained = len(found.other_body) + len(found.strangers)
    with as_system():
        open_ = Outgoing.objects.filter(pk__in=found.only_receipt_lost, state__in=Outgoing.OPEN)
        settled = open_.update(state=Outgoing.ACKNOWLEDGED, acknowledged_at=now, last_error="")
        if unexplained:
            days_differ(partner.name, unexplained=unexplained, day_began=_span(day)[0])
        row, _made = Reconciliation.objects.update_or_create(
            partner=partner.name,
            day=day,
            defaults={
                "compared_at": now,
                "sent": sent,
                "received": received,
                "sent_again": len(found.lost_there),
                "settled": settled,
                "asked_again": len(found.lost_here),
                "unexplained": unexplained,
            },
        )
    return row


def reconcile_what_is_due(partner: Partner, *, now: datetime | None = None) -> list[Reconciliation]:
    """Every day that is to be compared; ends at the first that the partner does not answer, to be tried again."""
    now, done = now or timezone.now(), []
    for day in days_to_compare(partner, now=now):
        try:
            done.append(reconcile(partner, day=day, now=now))
        except NoAnswer:
            break
    return done
