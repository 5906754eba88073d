"""Events are heard inside the deed or from the outbox, where a fault holds up nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.sessions import as_system
from polias.kit.events import bus
from polias.kit.events.model import OutboxRow
from polias.kit.record.deed import OutsideADeed, deed_open


@dataclass(frozen=True)
class Happened:
    what: str


NAME = bus.event_name(Happened)


@pytest.fixture
def heard(monkeypatch):
    """Subscriptions of this test alone."""
    monkeypatch.setitem(bus._at_once, Happened, [])
    monkeypatch.setitem(bus._later, NAME, [])
    return []


def tell(asha, *words):
    with acting(asha), deed_open("kit.test", actor=asha, reasons={}):
        for word in words:
            bus.emit(Happened(word))


def test_a_subscriber_in_the_deed_hears_at_once_with_the_actor(cast, heard):
    bus.at_once(Happened, lambda event, *, actor: heard.append((event.what, actor.username)))
    tell(cast("asha"), "fire")
    assert heard == [("fire", "asha")]


def test_the_fault_of_a_subscriber_in_the_deed_refuses_the_deed(cast, heard):
    def fails(event, *, actor):
        raise ValueError(event.what)

    bus.at_once(Happened, fails)
    with pytest.raises(ValueError, match="fire"):
        tell(cast("asha"), "fire")
    with as_system():
        assert not OutboxRow.objects.filter(event=NAME).exists()


def test_the_others_hear_from_the_outbox_once(cast, heard):
    bus.later(Happened, heard.append)
    tell(cast("asha"), "fire", "flood")
    assert heard == []
    for _twice in range(2):
        with as_system():
            bus.relay()
    assert heard == [{"what": "fire"}, {"what": "flood"}]


def test_a_fault_is_kept_on_its_event_and_holds_up_no_other(cast, heard):
    def fails(payload):
        if payload["what"] == "fire":
            raise RuntimeError
        heard.append(payload["what"])

    bus.later(Happened, fails)
    tell(cast("asha"), "fire", "flood")
    with as_system():
        bus.relay()
        stuck = OutboxRow.objects.get(event=NAME, done_at=None)
    assert heard == ["flood"]
    assert (stuck.payload, stuck.attempts, stuck.last_error) == ({"what": "fire"}, 1, "RuntimeError")


def test_an_event_that_fails_eight_times_is_left_for_a_person(cast, heard):
    calls = []
    bus.later(Happened, lambda payload: calls.append(payload) or 1 / 0)
    tell(cast("asha"), "fire")
    with as_system():
        for _each in range(10):
            bus.relay()
    assert len(calls) == bus.MOST_ATTEMPTS


def test_events_told_long_ago_are_forgotten_and_waiting_ones_never(cast, heard):
    bus.later(Happened, lambda payload: payload["what"] == "fire" and 1 / 0)
    tell(cast("asha"), "fire", "flood")
    with as_system():
        bus.relay()
        assert bus.forget_told(older_than=timedelta(days=1)) == 0
        assert bus.forget_told(older_than=timedelta(0)) == 1
        assert OutboxRow.objects.filter(event=NAME).count() == 1


def test_nothing_is_told_outside_a_deed(cast, heard):
    with acting(cast("asha")), pytest.raises(OutsideADeed):
        bus.emit(Happened("fire"))


def test_a_person_cannot_read_the_outbox(cast, heard):
    asha = cast("asha")
    tell(asha, "fire")
    with acting(asha):
        assert OutboxRow.objects.count() == 0
