"""Entering the queue, deciding, returning and undoing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.crime.public import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, visible_to
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task
from polias.quality.queue.actions import confirm, correct, return_to_officer, undo
from polias.quality.queue.model import QueueItem
from polias.quality.queue.queries import next_item, waiting
from polias.quality.queue.tests.factories import queued


def the_task(item):
    return Task.objects.get(asked_by=item.pk)


def test_a_recorded_crime_waits_at_once_and_its_investigator_goes_on(cast):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        assert [i.pk for i in waiting(hal)] == [item.pk]
        assert fetch(QueueItem, item.reference, actor=hal).state == "waiting"
    with acting(asha):
        crime = fetch(CrimeReport, item.crime.reference, actor=asha)
        offers = crime.record_type().workflow.offers(crime, actor=cast("ben"))
        assert all(o.allowed for o in offers if o.move.verb in ("review", "allocate", "give_outcome"))


def test_a_crime_that_cannot_enter_the_queue_is_not_recorded(cast, monkeypatch):
    """The two succeed together or not at all."""
    asha = cast("asha")
    with acting(asha):
        before = CrimeReport.objects.count()
    monkeypatch.setattr("polias.quality.queue.actions._harm", lambda offence: None)
    with pytest.raises(Exception, match="harm"):
        queued(asha)
    with acting(asha):
        assert CrimeReport.objects.count() == before


def test_most_harm_comes_first_then_the_oldest(cast):
    asha, hal = cast("asha"), cast("hal")
    theft, later_theft, assault = queued(asha), queued(asha), queued(asha, offence="8N")
    with acting(hal):
        assert [i.pk for i in waiting(hal)] == [assault.pk, theft.pk, later_theft.pk]
        assert next_item(hal).pk == assault.pk


def test_hal_says_that_the_class_is_right(cast):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        done = confirm(item, actor=hal)
        assert (done.state, done.decision, done.worked_by) == ("done", "right", hal.id)
        with pytest.raises(Conflict):
            confirm(item, actor=hal)


def test_hal_changes_the_class_and_undoes_it(cast):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        done = correct(item, actor=hal, offence="49", rationale="It was in the yard, not in the shop.")
        assert fetch(CrimeReport, item.crime.reference, actor=hal).offence == "49"
        back = undo(done, actor=hal)
        assert fetch(CrimeReport, item.crime.reference, actor=hal).offence == "46"
        assert (back.state, back.decision, back.left_at, back.entered_at) == ("waiting", "", None, item.entered_at)


def test_a_returned_record_is_a_task_and_waits_again_when_the_officer_has_answered(cast):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        return_to_officer(item, actor=hal, note="The time is missing a day.")
    with acting(asha):
        task = the_task(item)
        assert (task.for_actor, task.why) == (asha.id, "The time is missing a day.")
        answer_task(task, actor=asha, answer="Corrected.")
    with acting(hal):
        again = fetch(QueueItem, item.reference, actor=hal)
        assert (again.state, again.entered_at) == ("waiting", item.entered_at)


def test_an_undone_return_asks_the_officer_nothing(cast):
    asha, hal = cast("asha"), cast("hal")
    item = queued(asha)
    with acting(hal):
        undo(return_to_officer(item, actor=hal, note="Wrong record."), actor=hal)
        assert the_task(item).state == Task.WITHDRAWN


def test_nothing_is_undone_after_ten_minutes_or_by_somebody_else(cast, monkeypatch):
    asha, hal, lena = cast("asha"), cast("hal"), cast("lena")
    item = queued(asha)
    with acting(hal):
        done = confirm(item, actor=hal)
    with acting(lena), pytest.raises(RuleBreach):
        undo(done, actor=lena)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("polias.quality.queue.actions.timezone.now", lambda: later)
    with acting(hal), pytest.raises(RuleBreach):
        undo(done, actor=hal)


def test_asha_sees_that_it_waits_and_decides_nothing(cast):
    asha = cast("asha")
    item = queued(asha)
    with acting(asha):
        assert fetch(QueueItem, item.reference, actor=asha).state == "waiting"
        with pytest.raises(NotAllowed):
            confirm(item, actor=asha)


def test_carys_sees_nothing_of_the_queue(cast):
    asha, carys = cast("asha"), cast("carys")
    item = queued(asha)
    with acting(carys):
        with pytest.raises(NotFound):
            fetch(QueueItem, item.reference, actor=carys)
        assert not visible_to(QueueItem, carys).filter(pk=item.pk).exists()
        assert not QueueItem.objects.filter(pk=item.pk).exists(), "row security says the same"
