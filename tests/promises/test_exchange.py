"""P28: over a network that loses, doubles, delays, damages and goes away, every message reaches its partner once.

The partner is simulated by a seed and the days pass by a clock of the test's own; database, transactions and row
security are real. What is counted is what the partner itself has, never what we believe it has.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, timedelta

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named, as_system
from polias.kit.exchange import inbox
from polias.kit.exchange.alarms import LIMIT, alarm_for_messages
from polias.kit.exchange.inbox import collect
from polias.kit.exchange.lossy import Faults
from polias.kit.exchange.model import Incoming, Outgoing
from polias.kit.exchange.outbox import deliver, deliver_everything, send
from polias.kit.exchange.reconcile import reconcile
from polias.kit.exchange.tests.ready import a_partner
from polias.kit.record.deed import deed_open
from polias.kit.tasks.model import Task


@pytest.fixture
def many(own_database, monkeypatch):
    """``many(500)``: so many messages, half of them ten to a subject; partner, simulator, clock, ids."""

    def make(count, *, seed, faults=None):
        partner, lossy, clock = a_partner(monkeypatch, seed=seed, faults=faults or Faults())
        ids = []
        asha = actor_named("asha")
        while len(ids) < count:
            with acting(asha), deed_open("kit.test", actor=asha, reasons={}):
                ids += [_message(len(ids) + n) for n in range(min(500, count - len(ids)))]
        clock.on(seconds=1)
        return partner, lossy, clock, ids

    return make


def _message(number):
    """Every other one is about a subject, ten one after the other, so that several of each are due at once."""
    subject = f"case {number // 20}" if number % 2 else ""
    return send("victim-services", kind="example", body={"number": number}, subject=subject)


def spans_of_silence(start, *, hours):
    """From the first hour to the second, from the third to the fourth."""
    at = [start + timedelta(hours=each) for each in hours]
    return tuple(zip(at[::2], at[1::2], strict=True))


def until_quiet(partner, clock, *, step, most):
    """Let time pass until everything is acknowledged; how many steps it took."""
    for number in range(most):
        deliver_everything(partner, now=clock.on(**step), most=500)
        alarm_for_messages(now=clock())
        if not open_messages():
            return number + 1
    return most


def open_messages():
    with as_system():
        return Outgoing.objects.filter(state__in=Outgoing.OPEN).count()


def unalarmed_beyond_the_limit(now):
    with as_system():
        late = Outgoing.objects.filter(state__in=Outgoing.OPEN, created_at__lte=now - LIMIT)
        tasks = Task.objects.filter(kind__startswith="kit.exchange.", state="open").exists()
        return late.count() if not tasks else late.filter(alarmed_at=None).count()


def out_of_order(lossy):
    """Messages about one subject that the partner acted on before an earlier one."""
    last, wrong = defaultdict(lambda: None), 0
    for each in lossy.order:
        subject = lossy.taken[each].subject
        if subject:
            wrong += last[subject] is not None and each < last[subject]
            last[subject] = each
    return wrong


@pytest.mark.slow
def test_every_message_reaches_a_partner_behind_a_bad_network_once_and_in_order(many, size, prove):
    count = size(short=500, full=100_000)
    partner, lossy, clock, ids = many(count, seed=28)
    lossy.faults = Faults(down=spans_of_silence(clock(), hours=size(short=(0.1, 0.6), full=(1, 7, 10, 36))))
    beyond = []
    # A batch at a time, so that the partner goes away while most is still to be sent.
    for _step in range(3000):
        deliver(partner, now=clock.on(minutes=2), most=size(short=50, full=500))
        alarm_for_messages(now=clock())
        beyond.append(unalarmed_beyond_the_limit(clock()))
        if not open_messages():
            break
    assert lossy.happened["down"], "the partner was away while there was something to send"
    lost = len(set(ids) - set(lossy.taken))
    doubled = sum(effects > 1 for effects in lossy.effects.values())
    faults = ", ".join(f"{lossy.happened[name]:,} {name.replace('_', ' ')}" for name in sorted(lossy.happened))
    told = f"{count:,} messages ({faults})"
    prove("P28", "messages lost", figure=f"{lost} of {told}", goal="0 of 100,000", holds=lost == 0)
    prove(
        "P28", "messages acted on twice at the partner", figure=f"{doubled} of {count:,}", goal="0", holds=doubled == 0
    )
    wrong = out_of_order(lossy)
    prove(
        "P28", "messages out of order within a subject", figure=f"{wrong} of {count // 2:,}", goal="0", holds=wrong == 0
    )
    prove(
        "P28", "messages not acknowledged in the end", figure=str(open_messages()), goal="0", holds=not open_messages()
    )
    prove("P28", "messages unacknowledged beyond 24 hours without an alarm, at any moment",
          figure=f"{max(beyond)} in {len(beyond):,} looks", goal="0", holds=max(beyond) == 0)  # fmt: skip


@pytest.mark.slow
def test_a_partner_that_stays_down_is_told_to_people_and_everything_arrives_when_it_is_back(many, size, prove):
    count = size(short=100, full=2_000)
    partner, lossy, clock, ids = many(count, seed=29)
    back = clock() + timedelta(days=3)
    lossy.faults = Faults(down=((clock(), back),))
    first_alarm, beyond = None, 0
    clock.on(hours=size(short=23, full=0))
    while clock() < back:
        early = clock() < back - timedelta(hours=size(short=46, full=0))
        deliver_everything(partner, now=clock.on(minutes=5 if early else 120))
        if alarm_for_messages(now=clock()) and first_alarm is None:
            first_alarm = clock()
        beyond = max(beyond, unalarmed_beyond_the_limit(clock()))
    with as_system():
        tasks = list(Task.objects.filter(kind="kit.exchange.late.victim-services"))
        made_at = Outgoing.objects.order_by("created_at").first().created_at
    assert [(task.for_role, task.force_id) for task in tasks] == [("steward", 901)]
    hours = (first_alarm - made_at) / timedelta(hours=1)
    prove("P28", "hours until people were told of a partner that stays down", figure=f"{hours:.1f}", goal="at most 24",
          holds=hours <= 24)  # fmt: skip
    prove("P28", "messages beyond 24 hours that nobody was told of while a partner stays down",
          figure=f"{beyond} of {count:,}", goal="0", holds=beyond == 0)  # fmt: skip
    until_quiet(partner, clock, step={"minutes": 10}, most=500)
    lost = len(set(ids) - set(lossy.taken))
    assert set(lossy.effects.values()) == {1}
    told = f"{lost} of {count:,}"
    prove("P28", "messages lost while a partner was down for three days", figure=told, goal="0", holds=lost == 0)


@pytest.mark.slow
def test_a_day_laid_beside_the_partners_list_finds_what_was_lost_on_either_side(many, size, prove, monkeypatch):
    count, planted = size(short=200, full=10_000), size(short=15, full=500)
    partner, lossy, clock, ids = many(count, seed=30)
    monkeypatch.setattr(inbox, "_handlers", {"example": lambda partner, envelope: None})
    theirs = [lossy.say("example", {"number": n}) for n in range(count)]
    day = clock().astimezone(UTC).date()
    until_quiet(partner, clock, step={"minutes": 10}, most=500)
    while lossy.unacknowledged:
        collect(partner, now=clock.on(minutes=1), most=500)
    lose_there(lossy, ids[:planted])
    lose_here(theirs[:planted])
    found = reconcile(partner, day=day, now=clock.on(days=1, hours=3))
    until_quiet(partner, clock, step={"minutes": 10}, most=500)
    while lossy.unacknowledged:
        collect(partner, now=clock.on(minutes=1), most=500)
    missing_there = len(set(ids) - set(lossy.taken))
    with as_system():
        missing_here = len(set(theirs) - set(Incoming.objects.values_list("message_id", flat=True)))
    seen = found.sent_again + found.asked_again
    prove("P28", "planted losses found by comparing the day", figure=f"{seen} of {2 * planted:,}", goal="all",
          holds=(found.sent_again, found.asked_again) == (planted, planted))  # fmt: skip
    prove("P28", "planted losses still missing afterwards", figure=f"{missing_there + missing_here} of {2 * planted:,}",
          goal="0", holds=missing_there + missing_here == 0)  # fmt: skip
    assert reconcile(partner, day=day, now=clock.on(days=1)).agrees


def lose_there(lossy, ids):
    """The partner restores an old backup: it has forgotten what it acknowledged."""
    for each in ids:
        del lossy.taken[each]
        lossy.effects[each] = 0


def lose_here(ids):
    """So do we."""
    with as_system():
        Incoming.objects.filter(message_id__in=ids).delete()
