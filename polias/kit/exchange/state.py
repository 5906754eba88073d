"""How the exchange stands with each partner, for the command line: counts and times, no body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Count, Min

from polias.kit.access.sessions import as_system
from polias.kit.exchange.model import Incoming, Outgoing, PartnerState, Reconciliation
from polias.kit.exchange.partners import partners


@dataclass(frozen=True)
class Standing:
    """One partner: what waits and what is dead, both ways, since when it is down, and the last day that agreed."""

    partner: str
    waiting: int
    oldest: datetime | None
    dead: int
    to_act_on: int
    not_acted_on: int
    down_since: datetime | None
    last_acknowledged: datetime | None
    last_day_that_agreed: date | None


@dataclass(frozen=True)
class Undecided:
    """One message that waits for a person: it was refused too often, or could not be acted on."""

    id: UUID
    partner: str
    way: Literal["to", "from"]
    kind: str
    since: datetime
    why: str


def undecided(*, partner: str = "") -> list[Undecided]:
    """Every message that nothing happens to until somebody decides, the oldest first; no body and no subject."""
    with as_system():
        to = Outgoing.objects.filter(state=Outgoing.DEAD).order_by("created_at")
        from_ = Incoming.objects.filter(state=Incoming.DEAD).order_by("received_at")
        rows = [Undecided(m.pk, m.partner, "to", m.kind, m.created_at, m.last_error) for m in to]
        rows += [Undecided(m.pk, m.partner, "from", m.kind, m.received_at, m.last_error) for m in from_]
    return [row for row in rows if partner in ("", row.partner)]


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
        to_act_on=Incoming.objects.filter(partner=name, state=Incoming.WAITING).count(),
        not_acted_on=Incoming.objects.filter(partner=name, state=Incoming.DEAD).count(),
        down_since=state.down_since if state else None,
        last_acknowledged=state.last_acknowledged_at if state else None,
        last_day_that_agreed=days.order_by("-day").values_list("day", flat=True).first(),
    )
