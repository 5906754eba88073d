"""What partners send is kept once, acknowledged when it is kept, and acted on once and in order."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from polias.kit.access.sessions import as_system
from polias.kit.exchange import inbox
from polias.kit.exchange.alarms import alarm_for_messages
from polias.kit.exchange.cli import app as commands
from polias.kit.exchange.envelope import Envelope, Receipt, Refused, digest
from polias.kit.exchange.inbox import (
    MOST_REFUSALS,
    act_again,
    collect,
    drop,
    handle_waiting,
    not_acted_on,
    receive,
    when_received,
)
from polias.kit.exchange.lossy import Faults
from polias.kit.exchange.model import Incoming
from polias.kit.exchange.state import undecided
from polias.kit.exchange.tests.ready import a_partner
from polias.kit.exchange.watching import watch_partner
from polias.kit.health import queues
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


def about(clock, subject, n, **more):
    one = an_envelope(clock, body=f'{{"n":"{n}"}}', **more)
    clock.on(seconds=1)
    return replace(one, subject=subject)


def one_that_cannot_be_acted_on(clock, *, followed_by):
    """A dead message about one subject, and more about it than a round takes; the id of its row."""
    stuck = replace(about(clock, "S", 0), kind="not known")
    receive("victim-services", stuck)
    for n in range(1, followed_by + 1):
        receive("victim-services", about(clock, "S", n))
    for _each in range(MOST_REFUSALS):
        handle_waiting(now=clock.on(hours=2), most=5)
    with as_system():
        row = Incoming.objects.get(message_id=stuck.id)
    assert row.state == "dead"
    return row.pk


def test_a_message_that_cannot_be_acted_on_holds_up_only_those_about_its_subject(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    one_that_cannot_be_acted_on(clock, followed_by=7)
    other = about(clock, "T", "other")
    receive("courts", other)
    receive("victim-services", about(clock, "", "alone"))
    assert handle_waiting(now=clock.on(seconds=1), most=5) == 2
    assert heard == ['{"n":"other"}', '{"n":"alone"}']


def test_once_it_can_be_acted_on_it_and_those_that_waited_are_done_in_order(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    stuck = one_that_cannot_be_acted_on(clock, followed_by=3)
    when_received("not known", lambda partner, envelope: heard.append(envelope.body))
    assert act_again(not_acted_on(partner="courts"), now=clock()) == 0
    assert act_again(not_acted_on(), now=clock()) == 1
    assert handle_waiting(now=clock.on(seconds=1)) == 4
    assert heard == [f'{{"n":"{n}"}}' for n in range(4)]
    assert not drop(stuck, why="It is done."), "what is done is not dropped"


def test_one_that_is_dropped_lets_those_go_that_waited_for_it(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    stuck = one_that_cannot_be_acted_on(clock, followed_by=2)
    with as_system():
        its_id = Incoming.objects.get(pk=stuck).message_id
    receive("victim-services", about(clock, "", 3, after=its_id))
    assert [row.id for row in undecided()] == [stuck]
    assert drop(stuck, why="Sent in error, they said on 3 March.", now=clock())
    assert handle_waiting(now=clock.on(seconds=1)) == 3
    assert sorted(heard) == [f'{{"n":"{n}"}}' for n in (1, 2, 3)]
    assert undecided() == []


def test_what_waits_too_long_for_an_earlier_one_is_told_and_stands_on_the_status_page(heard, monkeypatch):
    partner, _lossy, clock = a_partner(monkeypatch)
    watch_partner(partner)
    receive("victim-services", about(clock, "", 2, after=uuid7()))
    handle_waiting(now=clock.on(hours=23))
    alarm_for_messages(now=clock())
    with as_system():
        assert not Task.objects.filter(kind="kit.exchange.not acted on.victim-services").exists()
    alarm_for_messages(now=clock.on(hours=1))
    with as_system():
        task = Task.objects.filter(kind="kit.exchange.not acted on.victim-services").first()
        [waiting] = [q.read() for q in queues.watched() if q.name == "incoming.victim-services"]
    assert "Call your system administrator" in task.why
    assert "resend" not in task.why, "nobody reads a task at a terminal"
    assert waiting.count == 1


def test_the_commands_list_act_again_and_drop(heard, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    stuck = one_that_cannot_be_acted_on(clock, followed_by=0)
    monkeypatch.setattr("polias.kit.cli.database.with_database", nullcontext)
    listed = CliRunner().invoke(commands, ["exchange", "undecided"]).output
    assert str(stuck) in listed
    assert "nobody acts on this kind" in listed
    assert "1" in CliRunner().invoke(commands, ["exchange", "act-again", "--dead"]).output
    assert CliRunner().invoke(commands, ["exchange", "act-again"]).exit_code == 2
    assert CliRunner().invoke(commands, ["exchange", "drop", str(stuck), "--why", " "]).exit_code == 2
    assert CliRunner().invoke(commands, ["exchange", "drop", str(stuck), "--why", "An error."]).exit_code == 0
    assert CliRunner().invoke(commands, ["exchange", "drop", str(stuck), "--why", "An error."]).exit_code == 2
    assert "No message waits" in CliRunner().invoke(commands, ["exchange", "undecided"]).output


def test_a_partner_that_is_down_brings_nothing_and_breaks_nothing(heard, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    lossy.say("example", {"n": "1"})
    lossy.faults = replace(lossy.faults, down=((clock(), clock() + timedelta(hours=1)),))
    assert collect(partner, now=clock()) == 0
    assert collect(partner, now=clock.on(hours=2)) == 1
