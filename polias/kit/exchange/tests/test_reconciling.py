"""The lists of a day are laid beside each other, and every difference is mended or told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from polias.kit.access.sessions import as_system
from polias.kit.exchange import inbox
from polias.kit.exchange.envelope import NoAnswer, digest
from polias.kit.exchange.inbox import collect
from polias.kit.exchange.model import Incoming, Outgoing, Reconciliation
from polias.kit.exchange.outbox import deliver_everything
from polias.kit.exchange.reconcile import compare, days_to_compare, reconcile, reconcile_what_is_due
from polias.kit.exchange.tests.ready import a_partner, told
from polias.kit.record.ids import uuid7
from polias.kit.tasks.model import Task


@pytest.fixture
def exchanged(cast, monkeypatch):
    """Ten messages each way, all delivered: partner, simulator, clock, day, ids of ours."""
    partner, lossy, clock = a_partner(monkeypatch)
    monkeypatch.setattr(inbox, "_handlers", {"example": lambda partner, envelope: None})
    day = clock().astimezone(UTC).date()
    ids = told(cast("asha"), *({"n": str(n)} for n in range(10)))
    for n in range(10):
        lossy.say("example", {"n": str(n)})
    deliver_everything(partner, now=clock.on(seconds=1))
    collect(partner, now=clock())
    return partner, lossy, clock, day, ids


def test_a_day_without_differences_agrees_and_is_not_compared_again(exchanged):
    partner, _lossy, clock, day, _ids = exchanged
    clock.on(days=1, hours=3)
    assert day in days_to_compare(partner, now=clock())
    found = reconcile(partner, day=day, now=clock())
    assert (found.sent, found.received, found.agrees) == (10, 10, True)
    assert day not in days_to_compare(partner, now=clock())


def test_what_the_partner_lost_after_it_acknowledged_is_sent_again(exchanged):
    partner, lossy, clock, day, ids = exchanged
    for lost in ids[:3]:
        del lossy.taken[lost]
    assert reconcile(partner, day=day, now=clock.on(days=1, hours=3)).sent_again == 3
    deliver_everything(partner, now=clock.on(minutes=1))
    assert set(ids) <= set(lossy.taken)
    assert reconcile(partner, day=day, now=clock.on(days=1)).agrees


def test_what_was_lost_here_is_asked_for_again(exchanged):
    partner, _lossy, clock, day, _ids = exchanged
    with as_system():
        Incoming.objects.filter(pk__in=Incoming.objects.values("pk")[:4]).delete()
    assert reconcile(partner, day=day, now=clock.on(days=1, hours=3)).asked_again == 4
    collect(partner, now=clock.on(minutes=1))
    with as_system():
        assert Incoming.objects.count() == 10
    assert reconcile(partner, day=day, now=clock.on(days=1)).agrees


def test_a_lost_acknowledgement_is_settled(exchanged):
    partner, _lossy, clock, day, ids = exchanged
    with as_system():
        Outgoing.objects.filter(pk=ids[0]).update(state="waiting", acknowledged_at=None)
    found = reconcile(partner, day=day, now=clock.on(days=1, hours=3))
    assert (found.settled, found.agrees) == (1, True)
    with as_system():
        assert Outgoing.objects.get(pk=ids[0]).state == "acknowledged"


@pytest.mark.parametrize("planted", ["other body there", "stranger there", "stranger here", "other body here"])
def test_what_nobody_can_explain_is_a_task(exchanged, planted):
    partner, lossy, clock, day, ids = exchanged
    if planted == "other body there":
        lossy.taken[ids[0]] = replace(lossy.taken[ids[0]], hash=digest("else"))
    if planted == "stranger there":
        lossy.taken[uuid7()] = lossy.taken[ids[0]]
        lossy.taken = {key: replace(one, id=key) for key, one in lossy.taken.items()}
    with as_system():
        if planted == "stranger here":
            Incoming.objects.filter(pk=Incoming.objects.first().pk).update(message_id=uuid7())
        if planted == "other body here":
            Incoming.objects.filter(pk=Incoming.objects.first().pk).update(payload_hash=digest("else"))
    found = reconcile(partner, day=day, now=clock.on(days=1, hours=3))
    assert (found.unexplained, found.agrees) == (1, False)
    with as_system():
        task = Task.objects.get(kind="kit.exchange.differs.victim-services")
    assert (task.for_role, task.force_id) == ("steward", 901)
    assert day in days_to_compare(partner, now=clock.on(hours=1))


def test_what_still_waits_is_no_difference(cast, exchanged):
    partner, _lossy, clock, day, _ids = exchanged
    told(cast("asha"), {"n": "late"})
    assert reconcile(partner, day=day, now=clock.on(days=1, hours=3)).agrees


def test_a_partner_that_gives_no_list_is_asked_again_later(exchanged):
    partner, lossy, clock, day, _ids = exchanged
    clock.on(days=1, hours=3)
    lossy.faults = replace(lossy.faults, down=((clock(), clock() + timedelta(hours=1)),))
    with pytest.raises(NoAnswer):
        reconcile(partner, day=day, now=clock())
    assert reconcile_what_is_due(partner, now=clock()) == []
    assert day in [row.day for row in reconcile_what_is_due(partner, now=clock.on(hours=2))]
    with as_system():
        assert Reconciliation.objects.get(day=day).agrees


def test_a_day_is_compared_only_when_it_is_over(exchanged):
    partner, _lossy, clock, day, _ids = exchanged
    assert day not in days_to_compare(partner, now=clock())


def test_the_comparison_itself():
    a, b, c, d, e, f = sorted(uuid7() for _each in range(6))
    found = compare(
        ours={a: ("1", "acknowledged"), b: ("1", "waiting"), c: ("1", "waiting"), d: ("1", "acknowledged"),
              e: ("1", "given up")},
        theirs={b: "1", d: "2", f: "1"},
        received={a: "1", b: "1"},
        sent_to_us={b: "1", c: "1"},
    )  # fmt: skip
    assert (found.lost_there, found.only_receipt_lost, found.lost_here) == ((a,), (b,), (c,))
    assert found.other_body == (d,)
    assert set(found.strangers) == {f, a}
