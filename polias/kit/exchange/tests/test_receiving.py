"""What partners send is kept once, acknowledged when it is kept, and acted on once and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from polias.kit.access.sessions import as_system
from polias.kit.exchange import inbox
from polias.kit.exchange.alarms import alarm_for_messages
from polias.kit.exchange.envelope import Envelope, Receipt, Refused, digest
from polias.kit.exchange.inbox import MOST_REFUSALS, collect, handle_waiting, receive, when_received
from polias.kit.exchange.lossy import Faults
from polias.kit.exchange.model import Incoming
from polias.kit.exchange.tests.ready import a_partner
from polias.kit.record.ids import uuid7
from polias.kit.tasks.model import Task


@pytest.fixture
def heard(db, monkeypatch):
    """What was acted on."""
    monkeypatch.setattr(inbox, "_handlers", {})
    found = []
    when_received("example", lambda partner, envelope: found.append(envelope.body))
    return found


def an_envelope(clock, body='{"n":"1"}', **more):
    return Envelope(uuid7(), "example", "", clock(), digest(body), body, **more)


def test_a_repeated_id_is_acknowledged_again_and_kept_once(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    one = an_envelope(clock)
    assert receive("victim-services", one) == receive("victim-services", one) == Receipt(one.id, one.hash)
    handle_waiting(now=clock.on(seconds=1))
    assert handle_waiting(now=clock.on(hours=1)) == 0
    assert heard == [one.body]


def test_another_body_under_the_same_id_is_refused_and_told(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    one = an_envelope(clock)
    receive("victim-services", one)
    with pytest.raises(Refused, match="another body"):
        receive("victim-services", replace(one, body='{"n":"2"}', hash=digest('{"n":"2"}')))
    handle_waiting(now=clock.on(seconds=1))
    assert heard == ['{"n":"1"}']
    with as_system():
        assert Task.objects.filter(kind="kit.exchange.differs.victim-services").exists()


def test_a_damaged_message_is_not_kept(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    with pytest.raises(Refused, match="damaged"):
        receive("victim-services", replace(an_envelope(clock), body="?"))
    with as_system():
        assert not Incoming.objects.exists()


def test_two_partners_may_use_the_same_id(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    one = an_envelope(clock)
    receive("victim-services", one)
    receive("courts", replace(one, body="{}", hash=digest("{}")))
    with as_system():
        assert Incoming.objects.count() == 2


def test_over_a_bad_network_everything_comes_once_and_in_order(heard, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch, faults=Faults(), seed=7)
    when_received("story", lambda _partner, envelope: heard.append(envelope.body))
    for n in range(60):
        lossy.say("story", {"n": f"{n:02}"}, subject="one")
        clock.on(seconds=1)
    for _round in range(60):
        collect(partner, now=clock.on(minutes=1))
        handle_waiting(now=clock())
        if not lossy.unacknowledged:
            break
    assert heard == sorted(heard), "each waited for the one before"
    assert len(heard) == len(set(heard)) == 60


def test_what_cannot_be_acted_on_is_tried_again_and_then_told(heard, monkeypatch, caplog):
    _partner, _lossy, clock = a_partner(monkeypatch)
    when_received("example", lambda partner, envelope: 1 / 0)
    receive("victim-services", an_envelope(clock, body='{"name":"Mary Adams"}'))
    for _each in range(MOST_REFUSALS + 2):
        handle_waiting(now=clock.on(hours=2))
    with as_system():
        row = Incoming.objects.get()
        assert (row.state, row.refusals, row.last_error) == ("dead", MOST_REFUSALS, "ZeroDivisionError")
    alarm_for_messages(now=clock())
    with as_system():
        assert Task.objects.filter(kind="kit.exchange.not acted on.victim-services").exists()
    assert "Adams" not in caplog.text


def test_what_a_handler_did_before_it_failed_is_undone(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)

    def half(partner, envelope):
        Incoming.objects.filter(message_id=envelope.id).update(kind="spoilt")
        raise ValueError

    when_received("example", half)
    receive("victim-services", an_envelope(clock))
    handle_waiting(now=clock.on(seconds=1))
    with as_system():
        assert Incoming.objects.get().kind == "example"


def test_a_kind_that_nobody_acts_on_is_kept_and_told(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    receive("victim-services", replace(an_envelope(clock), kind="unheard of"))
    handle_waiting(now=clock.on(seconds=1))
    with as_system():
        assert Incoming.objects.get().last_error == "nobody acts on this kind"


def test_a_partner_that_is_down_brings_nothing_and_breaks_nothing(heard, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    lossy.say("example", {"n": "1"})
    lossy.faults = replace(lossy.faults, down=((clock(), clock() + timedelta(hours=1)),))
    assert collect(partner, now=clock()) == 0
    assert collect(partner, now=clock.on(hours=2)) == 1
