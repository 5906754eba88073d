"""Two requests with one key at the same moment: one is done, the other is told so and holds up nobody."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.errors import InProgress
from polias.kit.idempotency.keys import wait_for
from polias.pole.people.actions import record
from polias.pole.people.model import Person


def test_while_the_first_is_being_done_its_repeat_is_refused_and_does_not_wait(own_database, django_db_blocker):
    """The first holds its key until its transaction ends; a server killed meanwhile holds nothing."""
    begun, may_end, told = threading.Event(), threading.Event(), []

    def first():
        with django_db_blocker.unblock():
            try:
                with acting(actor_named("asha")) as asha:
                    record(actor=asha, surname="Adams", idempotency_key="k")
                    begun.set()
                    told.append(may_end.wait(30))
            finally:
                connection.close()

    working = threading.Thread(target=first)
    working.start()
    assert begun.wait(30)
    try:
        with acting(actor_named("asha")) as asha, pytest.raises(InProgress):
            record(actor=asha, surname="Adams", idempotency_key="k")
        # In another force: within one, the numbers of records are given one after the other.
        with acting(actor_named("carys")) as carys:
            told.append(record(actor=carys, surname="Adams", idempotency_key="k").surname)
    finally:
        may_end.set()
        working.join()
    with acting(actor_named("asha")) as asha:
        wait_for("k", actor=asha)
        one = record(actor=asha, surname="Adams", idempotency_key="k")
        assert Person.objects.filter(surname="Adams", register__created_by=asha.id).get().pk == one.pk
    assert told == ["Adams", True], "the key of one person is none of another's, and nobody waited for the first"
