"""The partners of this installation, each with the adapter that speaks its language.

A module names its partners when Django starts, with ``name_partner(Partner(...))``. An adapter that is new comes with
a simulator of the other side; polias/kit/exchange/lossy.py is the first, and shows what a network can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from polias.kit.errors import PoliasError
from polias.kit.exchange.envelope import Envelope, Receipt
from polias.kit.i18n.text import Words

#: Ids of messages with the hash of each body.
Listing = Mapping[UUID, str]


class Adapter(Protocol):
    """How one partner is spoken to. Every method may raise NoAnswer; none may be tried again by the adapter itself."""

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand one message over; returns only what the partner itself acknowledged. Raises Refused."""

    def taken_on(self, day: date) -> Listing:
        """The partner's own list of what it has of the messages that we made on a UTC day."""

    def waiting(self, most: int) -> Sequence[Envelope]:
        """Messages to us that the partner has not had acknowledged."""

    def acknowledge(self, receipt: Receipt) -> None:
        """Tell the partner that we have one of its messages for good."""

    def sent_on(self, day: date) -> Listing:
        """The partner's own list of what it made for us on a UTC day."""

    def send_again(self, ids: Iterable[UUID]) -> None:
        """Ask the partner for messages that are on its list and not here."""


@dataclass(frozen=True)
class Partner:
    """One partner: its short name, what people call it, its adapter, and the role that is told when it goes wrong."""

    name: str
    label: Words
    adapter: Adapter
    alarm_role: str


_partners: dict[str, Partner] = {}


def name_partner(partner: Partner) -> None:
    """Exchange messages with this partner from now on, and show its queue on the status page."""
    from polias.kit.exchange.watching import watch_partner

    _partners[partner.name] = partner
    watch_partner(partner)


def partners() -> list[Partner]:
    return list(_partners.values())


def partner_named(name: str) -> Partner:
    """Raises PoliasError for a partner that nobody named."""
    if name not in _partners:
        raise PoliasError(
            _("This installation has no partner called %(name)s.") % {"name": name},
            do=_("See the names with: polias exchange state"),
        )
    return _partners[name]
