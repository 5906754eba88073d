"""How the exchange stands with each partner, for the command line: counts and times, no body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from polias.kit.access.sessions import as_system
from polias.kit.exchange.model import Incoming, Outgoing, PartnerState, Reconciliation
from polias.kit.exchange.partners import partners


@dataclass(frozen=True)
class Standing:
    """One partner: what waits, what is dead, since when it is down, and the last day that agreed."""

    partner: str
    waiting: int
    oldest: datetime | None
    dead: int
    not_acted_on: int
    down_since: datetime | None
    last_acknowledged: datetime | None
    last_day_that_agreed: date | None


def standing() -> list[Standing]:
    """Every partner that is named, and every other that messages wait for."""
    with as_system():
        open_ = set(Outgoing.objects.filter(state__in=Outgoing.OPEN).values_list("partner", flat=True).distinct())
        return [_of(name) for name in sorted({partner.name for partner in partners()} | open_)]


def _of(name: str) -> Standing:
    mine = Outgoing.objects.filter(partner=name)
    waiting = mine.filter(state=Outgoing.WAITING).aggregate(count=Count("pk"), oldest=Min("created_at"))
    state = PartnerState.objects.filter(pk=name).first()
    days = Reconciliation.objects.filter(partner=name, sent_again=0, asked_again=0, unexplained=0)
    return Standing(
        partner=name,
        waiting=waiting["count"],
        oldest=waiting["oldest"],
        dead=mine.filter(state=Outgoing.DEAD).count(),
        not_acted_on=Incoming.objects.filter(partner=name, state=Incoming.DEAD).count(),
        down_since=state.down_since if state else None,
        last_acknowledged=state.last_acknowledged_at if state else None,
        last_day_that_agreed=days.order_by("-day").values_list("day", flat=True).first(),
    )
