"""What of the exchange stands on the status page: how many messages wait for each partner, and days not compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from polias.kit.exchange.alarms import LIMIT
from polias.kit.exchange.model import Incoming, Outgoing
from polias.kit.health.queues import Queue, Waiting, of_rows, watch
from polias.kit.i18n.text import Words

if TYPE_CHECKING:
    from polias.kit.exchange.partners import Partner


def watch_partner(partner: Partner) -> None:
    """Three queues for each partner: messages to it, messages from it, and days."""
    watch(
        Queue(
            name=f"exchange.{partner.name}",
            label=_named(_("Messages to %s"), partner),
            late_after=LIMIT,
            read=lambda: of_rows(
                Outgoing.objects.filter(partner=partner.name, state__in=Outgoing.OPEN), since="created_at"
            ),
        )
    )
    watch(
        Queue(
            name=f"incoming.{partner.name}",
            label=_named(_("Messages from %s to act on"), partner),
            late_after=LIMIT,
            read=lambda: of_rows(
                Incoming.objects.filter(partner=partner.name, state__in=Incoming.OPEN), since="received_at"
            ),
        )
    )
    watch(
        Queue(
            name=f"days.{partner.name}",
            label=_named(_("Days to compare with %s"), partner),
            late_after=timedelta(hours=48),
            read=lambda: _days(partner),
        )
    )


def _named(sentence: Words, partner: Partner) -> Words:
    return lazy(lambda: str(sentence) % str(partner.label), str)()


def _days(partner: Partner) -> Waiting:
    """Days on which messages were made and that have not been found to agree."""
    from polias.kit.exchange.reconcile import days_to_compare

    days = [day for day in days_to_compare(partner, now=timezone.now()) if _had_messages(partner, day=day)]
    return Waiting(len(days), _end(days[0]) if days else None)


def _had_messages(partner: Partner, *, day: date) -> bool:
    that_day = {"partner": partner.name, "created_at__gte": _start(day), "created_at__lt": _end(day)}
    return Outgoing.objects.filter(**that_day).exists() or Incoming.objects.filter(**that_day).exists()


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _end(day: date) -> datetime:
    return _start(day) + timedelta(days=1)
