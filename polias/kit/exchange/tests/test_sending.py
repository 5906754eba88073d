"""A message shares the fate of its deed, and is sent until the partner has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from polias.kit.access.acting import acting
from polias.kit.access.sessions import as_system
from polias.kit.audit.model import AuditRow
from polias.kit.errors import PoliasError
from polias.kit.exchange.alarms import alarm_for_messages
from polias.kit.exchange.backoff import pause_after
from polias.kit.exchange.envelope import NoAnswer, Receipt, Refused, digest
from polias.kit.exchange.forgetting import forget
from polias.kit.exchange.lossy import FAULTLESS
from polias.kit.exchange.model import Outgoing, PartnerState, Payload
from polias.kit.exchange.outbox import (
    MOST_REFUSALS,
    dead_messages,
    deliver,
    deliver_everything,
    give_up,
    send,
    send_again,
)
from polias.kit.exchange.state import standing
from polias.kit.exchange.tests.ready import a_partner, told
from polias.kit.record.deed import OutsideADeed, deed_open
from polias.kit.tasks.model import Task


@pytest.fixture
def asha(cast):
    return cast("asha")


def states():
    with as_system():
        return dict(Outgoing.objects.values_list("id", "state"))


def test_a_message_is_delivered_once_and_acknowledged(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    ids = told(asha, {"what": "first"}, {"what": "second"})
    assert deliver_everything(partner, now=clock.on(seconds=1)) == 2
    assert lossy.order == ids
    assert set(states().values()) == {"acknowledged"}
    assert deliver_everything(partner, now=clock.on(days=1)) == 0


def test_a_deed_that_is_refused_sends_nothing(asha, monkeypatch):
    a_partner(monkeypatch)
    with acting(asha), pytest.raises(PoliasError):
        a_deed_that_is_refused(asha)
    assert states() == {}


def a_deed_that_is_refused(actor):
    with transaction.atomic(), deed_open("kit.test", actor=actor, reasons={}):
        send("victim-services", kind="example", body={"what": "undone"})
        raise PoliasError("No.")


def test_nothing_is_sent_outside_a_deed(asha, monkeypatch):
    a_partner(monkeypatch)
    with acting(asha), pytest.raises(OutsideADeed):
        send("victim-services", kind="example", body={})


def test_a_partner_that_nobody_named_is_refused(asha, monkeypatch):
    a_partner(monkeypatch)
    with acting(asha), deed_open("kit.test", actor=asha, reasons={}), pytest.raises(PoliasError) as refusal:
        send("courts", kind="example", body={})
    assert refusal.value.do


def test_the_sending_is_logged_as_a_disclosure_without_the_body(asha, monkeypatch):
    a_partner(monkeypatch)
    [message] = told(asha, {"name": "Mary Adams"})
    with acting(asha):
        row = AuditRow.objects.get(actor_id=asha.id, kind="disclosure")
    assert str(message) in row.content
    assert "victim-services" in row.content
    assert "Adams" not in row.content


def test_a_person_reads_neither_messages_nor_bodies(asha, monkeypatch):
    a_partner(monkeypatch)
    told(asha, {"what": "first"})
    with acting(asha):
        assert not Outgoing.objects.exists()
        assert not Payload.objects.exists()


def test_one_body_to_many_is_kept_once(asha, monkeypatch):
    a_partner(monkeypatch)
    told(asha, {"what": "same"}, {"what": "same"})
    with as_system():
        assert Payload.objects.count() == 1
        assert Outgoing.objects.count() == 2


@pytest.mark.parametrize("spoil", ["id", "hash"])
def test_a_receipt_for_something_else_is_no_acknowledgement(asha, monkeypatch, spoil):
    partner, lossy, clock = a_partner(monkeypatch)
    take = lossy.deliver
    wrong = {"id": lambda r: Receipt(asha_uuid(r), r.hash), "hash": lambda r: replace(r, hash=digest("else"))}[spoil]
    monkeypatch.setattr(lossy, "deliver", lambda envelope: wrong(take(envelope)))
    told(asha, {"what": "first"})
    assert deliver(partner, now=clock.on(seconds=1)).refused == 1
    assert set(states().values()) == {"waiting"}
    monkeypatch.setattr(lossy, "deliver", take)
    assert deliver(partner, now=clock.on(hours=1)).acknowledged == 1
    assert set(lossy.effects.values()) == {1}


def asha_uuid(receipt):
    return type(receipt.id)(int=receipt.id.int ^ 1)


def test_messages_about_one_subject_wait_for_the_one_before_and_others_do_not(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    first, second = told(asha, {"n": "1"}, {"n": "2"}, subject="A")
    [other] = told(asha, {"n": "3"}, subject="B")
    take = lossy.deliver

    def not_the_first(envelope):
        if envelope.id == first:
            raise Refused("busy")
        return take(envelope)

    monkeypatch.setattr(lossy, "deliver", not_the_first)
    deliver_everything(partner, now=clock.on(seconds=1))
    assert lossy.order == [other]
    monkeypatch.setattr(lossy, "deliver", take)
    deliver_everything(partner, now=clock.on(hours=1))
    assert lossy.order == [other, first, second]


def test_what_is_refused_too_often_is_dead_until_a_person_decides(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    first, second = told(asha, {"n": "1"}, {"n": "2"}, subject="A")
    take = lossy.deliver

    def refuse(envelope):
        raise Refused("malformed")

    monkeypatch.setattr(lossy, "deliver", refuse)
    for _each in range(MOST_REFUSALS + 3):
        deliver(partner, now=clock.on(hours=2))
    assert states() == {first: "dead", second: "waiting"}
    assert dead_messages() == [first]
    assert alarm_for_messages(now=clock()) >= 1
    with as_system():
        task = Task.objects.get(kind="kit.exchange.dead.victim-services")
        assert (task.for_role, task.force_id, task.state) == ("steward", asha.force_id, "open")
    monkeypatch.setattr(lossy, "deliver", take)
    assert give_up(first, why="Told by telephone.")
    deliver_everything(partner, now=clock.on(hours=2))
    assert states() == {first: "given up", second: "acknowledged"}
    assert send_again([first]) == 1
    deliver_everything(partner, now=clock.on(hours=2))
    assert lossy.order == [second, first]


def test_silence_alone_never_makes_a_message_dead(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    down = (clock(), clock() + timedelta(hours=5))
    lossy.faults = replace(FAULTLESS, down=(down,))
    told(asha, *({"n": str(n)} for n in range(20)))
    asked = 0
    while clock() < down[1] - timedelta(minutes=1):
        before = lossy.happened["down"]
        deliver(partner, now=clock.on(minutes=1))
        asked += lossy.happened["down"] - before
    assert set(states().values()) == {"waiting"}
    assert asked < 5 * 60 / 2, "a partner that is down is asked every few minutes, whatever waits for it"
    with as_system():
        assert PartnerState.objects.get().down_since is not None
    for _minute in range(120):
        deliver_everything(partner, now=clock.on(minutes=1))
    assert set(states().values()) == {"acknowledged"}
    with as_system():
        assert PartnerState.objects.get().down_since is None


def test_a_partner_that_is_back_is_sent_everything_although_some_of_it_is_lost_on_the_way(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch, seed=4)
    told(asha, *({"number": number} for number in range(300)))
    back = clock() + timedelta(hours=1)
    lossy.faults = replace(FAULTLESS, request_lost=0.1, down=((clock(), back),))
    while clock() < back:
        deliver(partner, now=clock.on(minutes=5), most=100)
    rounds = 0
    while len(lossy.taken) < 300 and rounds < 100:
        deliver(partner, now=clock.on(minutes=5), most=100)
        rounds += 1
    assert rounds < 15, "the first lost message after an outage must not end each round"


def test_a_worker_that_dies_while_it_sends_leaves_a_message_that_is_sent_again(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    told(asha, {"what": "first"})
    take = lossy.deliver

    def dies(envelope):
        take(envelope)
        raise KeyboardInterrupt

    monkeypatch.setattr(lossy, "deliver", dies)
    with pytest.raises(KeyboardInterrupt):
        deliver(partner, now=clock.on(seconds=1))
    monkeypatch.setattr(lossy, "deliver", take)
    assert deliver(partner, now=clock.on(minutes=1)).acknowledged == 0, "claimed"
    assert deliver(partner, now=clock.on(minutes=20)).acknowledged == 1
    assert set(lossy.effects.values()) == {1}


def test_pauses_double_up_to_an_hour_and_are_never_in_step():
    assert timedelta(seconds=2) < pause_after(1) < timedelta(seconds=8)
    assert timedelta(minutes=30) <= pause_after(40) <= timedelta(minutes=90)
    assert len({pause_after(5) for _each in range(20)}) > 15


def test_a_late_message_is_one_task_for_each_force_and_again_a_day_after_it_was_answered(cast, asha, monkeypatch):
    _partner, _lossy, clock = a_partner(monkeypatch)
    told(asha, {"n": "1"}, {"n": "2"})
    told(cast("carys"), {"n": "3"})
    assert alarm_for_messages(now=clock.on(hours=23)) == 0
    assert alarm_for_messages(now=clock.on(minutes=50)) == 3
    assert alarm_for_messages(now=clock.on(hours=1)) == 0
    with as_system():
        tasks = Task.objects.filter(kind="kit.exchange.late.victim-services")
        assert sorted(tasks.values_list("force_id", flat=True)) == [901, 902]
        assert "2 messages" in tasks.get(force_id=901).title
        tasks.update(state="done")
    assert alarm_for_messages(now=clock.on(hours=24)) == 3
    with as_system():
        assert tasks.filter(state="open").count() == 2


def test_bodies_are_forgotten_a_month_after_and_what_is_open_is_kept(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)
    told(asha, {"n": "1"})
    deliver_everything(partner, now=clock.on(seconds=1))
    [open_] = told(asha, {"n": "2"})
    assert forget(now=clock.on(days=29)) == 0
    assert forget(now=clock.on(days=2)) == 1
    assert set(states()) >= {open_}
    forget(now=clock.on(days=400))
    assert set(states()) == {open_}
    assert deliver_everything(partner, now=clock()) == 1
    assert len(lossy.order) == 2


def test_how_it_stands_is_counts_and_times(asha, monkeypatch):
    _partner, _lossy, _clock = a_partner(monkeypatch)
    told(asha, {"name": "Mary Adams"})
    [one] = standing()
    assert (one.partner, one.waiting, one.dead) == ("victim-services", 1, 0)
    assert "Adams" not in repr(one)


def test_a_silent_partner_is_no_fault_of_the_message(asha, monkeypatch):
    partner, lossy, clock = a_partner(monkeypatch)

    def silent(envelope):
        raise NoAnswer

    monkeypatch.setattr(lossy, "deliver", silent)
    told(asha, {"n": "1"})
    assert deliver(partner, now=clock.on(seconds=1)).silent == 1
    with as_system():
        message = Outgoing.objects.get()
    assert (message.refusals, message.tries, message.last_error) == (0, 1, "no answer")
