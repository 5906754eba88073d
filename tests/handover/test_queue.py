"""The item of a crime that another force takes over goes with it, and is worked there."""

import pytest
from django.utils import timezone

from polias.crime.transfers.actions import accept_transfer
from polias.crime.transfers.tests.factories import an_offer
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch, visible_to
from polias.kit.tasks.model import Task
from polias.quality.queue.actions import confirm, return_to_officer
from polias.quality.queue.model import QueueItem


@pytest.fixture(autouse=True)
def _open_database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def accepted(people, crime):
    with acting(people("owen")) as owen:
        mine = fetch(type(crime), crime.reference, actor=owen)
        told = timezone.localdate()
        return accept_transfer(mine, actor=owen, investigator=people("carys").id, victim_told_on=told)


def test_the_item_waits_in_the_force_that_took_the_crime_and_no_longer_in_the_other(people):
    crime = an_offer(people)
    accepted(people, crime)
    with acting(people("hal")) as hal:
        assert not visible_to(QueueItem, hal).filter(crime_id=crime.pk, force_id=hal.force_id).exists()
    with acting(people("owen")) as owen:
        (item,) = visible_to(QueueItem, owen).filter(crime_id=crime.pk)
        assert (item.force_id, item.state) == (owen.force_id, "waiting")
        assert confirm(item, actor=owen).decision == "right"


def test_what_was_asked_of_the_officer_who_had_it_is_asked_no_longer_and_the_item_waits_again(people):
    crime = an_offer(people)
    with acting(people("hal")) as hal:
        item = visible_to(QueueItem, hal).get(crime_id=crime.pk)
        return_to_officer(item, actor=hal, note="Which shop was it?")
        assert Task.objects.filter(about_id=crime.pk, state=Task.OPEN).exists()
    accepted(people, crime)
    with acting(people("asha")):
        assert not Task.objects.filter(about_id=crime.pk, state=Task.OPEN).exists()
    with acting(people("owen")) as owen:
        assert visible_to(QueueItem, owen).get(crime_id=crime.pk).state == "waiting"
