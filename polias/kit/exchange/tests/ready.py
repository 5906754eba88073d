"""A partner on a network of any quality, and a clock that a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from polias.kit.access.acting import acting
from polias.kit.exchange import partners
from polias.kit.exchange.lossy import FAULTLESS, LossyPartner
from polias.kit.exchange.outbox import send
from polias.kit.exchange.partners import Partner
from polias.kit.health import queues
from polias.kit.record.deed import deed_open


class Clock:
    """Moved by hand; messages are made by the real one, so it begins now."""

    def __init__(self):
        self.now = datetime.now(UTC)

    def __call__(self):
        return self.now

    def on(self, **by):
        self.now += timedelta(**by)
        return self.now


def a_partner(monkeypatch, *, faults=FAULTLESS, seed=1):
    """Partner, its simulator, and the clock both live by; named for this test alone."""
    monkeypatch.setattr(partners, "_partners", {})
    monkeypatch.setattr(queues, "_queues", dict(queues._queues))
    clock = Clock()
    lossy = LossyPartner(seed=seed, clock=clock, faults=faults)
    partner = Partner("victim-services", "Victim services", lossy, alarm_role="steward")
    partners.name_partner(partner)
    return partner, lossy, clock


def told(actor, *bodies, subject=""):
    """Messages made in one deed; their ids."""
    with acting(actor), deed_open("kit.test", actor=actor, reasons={}):
        return [send("victim-services", kind="example", body=body, subject=subject) for body in bodies]
