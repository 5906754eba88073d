"""Tasks are answered once by whose they are, drafts belong to one person, numbers are never given twice."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict

from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.audit.model import AuditRow
from polias.kit.drafts.keeping import as_posted, drafts_of, finished, keep, latest_draft
from polias.kit.errors import Conflict, NotFound, PoliasError
from polias.kit.numbering.numbers import REFERENCE, next_reference, series_of, written
from polias.kit.record.deed import OutsideADeed, deed_open
from polias.kit.record.types import record_type, record_types
from polias.kit.screens.history import timeline
from polias.kit.tasks.actions import answer_task, move_task, raise_task, record_of, task_for, withdraw_task
from polias.kit.tasks.model import Task


def asked(actor, **changes):
    """A task raised by the actor."""
    usual = {"kind": "test.ask", "title": "Call the shop back", "why": "It asked.", "force_id": actor.force_id}
    with deed_open("test.ask", actor=actor, reasons={}):
        return raise_task(**(usual | {"for_actor": actor.id} | changes))


def test_a_task_is_answered_once_with_words_and_leaves_an_audit_row(cast):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
        task = asked(asha, about=crime)
        with pytest.raises(PoliasError, match="Say what was done"):
            answer_task(task, actor=asha, answer="  ")
        done = answer_task(task, actor=asha, answer="Called at noon.", evidence_reference=crime.reference)
        assert (done.state, done.closed_by, record_of(done)) == ("done", asha.id, crime.url)
        assert AuditRow.objects.filter(record_id=crime.pk, verb="kit.tasks.answer").count() == 1
        with pytest.raises(Conflict):
            answer_task(task, actor=asha, answer="Again.")


def test_evidence_that_the_answerer_may_not_see_is_no_evidence(cast):
    asha = cast("asha")
    with acting(asha):
        task = asked(asha)
        with pytest.raises(NotFound):
            answer_task(task, actor=asha, answer="See there.", evidence_reference="EMR-CR-26-000001")
        assert Task.objects.get(pk=task.pk).state == Task.OPEN


def test_a_task_is_found_by_whose_it_is_and_by_nobody_else(cast):
    asha, ben, hal, carys = (cast(name) for name in ("asha", "ben", "hal", "carys"))
    with acting(asha):
        own, of_role = asked(asha), asked(asha, for_actor=None, for_role="processor")
        assert task_for(own.pk, actor=asha).pk == own.pk
    for actor, task in ((ben, own), (asha, of_role), (carys, own)):
        with acting(actor), pytest.raises(NotFound):
            task_for(task.pk, actor=actor)
    with acting(hal):
        assert task_for(of_role.pk, actor=hal).pk == of_role.pk


def test_what_is_asked_no_longer_is_withdrawn_inside_a_deed(cast):
    asha = cast("asha")
    with acting(asha):
        task = asked(asha)
        with pytest.raises(OutsideADeed):
            withdraw_task(task)
        with deed_open("test.withdraw", actor=asha, reasons={}):
            withdraw_task(task)
        assert Task.objects.get(pk=task.pk).state == Task.WITHDRAWN


def test_a_task_is_moved_to_another_time_and_its_record_tells_of_it(cast):
    asha, later = cast("asha"), datetime(2030, 6, 14, 22, 59, tzinfo=UTC)
    with acting(asha):
        crime = a_crime(asha)
        task = asked(asha, about=crime, due_at=datetime(2030, 5, 1, tzinfo=UTC))
        with deed_open("test.move", actor=asha, reasons={}):
            move_task(task, due_at=later)
        again = Task.objects.get(pk=task.pk)
        assert (again.due_at, again.state, again.for_actor) == (later, Task.OPEN, asha.id)
        assert "Task moved: Call the shop back" in timeline(crime)[0]["detail"]


def test_a_draft_comes_back_as_it_was_typed_to_the_one_who_typed_it(cast):
    asha, ben, key = cast("asha"), cast("ben"), uuid4()
    typed = QueryDict("surname=Adams&keywords=a&keywords=b&csrfmiddlewaretoken=t&idempotency_key=k")
    with acting(asha):
        keep(asha, key=key, journey="pole.people.record", about="", posted=QueryDict("surname=Ad"))
        keep(asha, key=key, journey="pole.people.record", about="", posted=typed)
        draft = latest_draft(asha, journey="pole.people.record", about="")
        assert as_posted(draft) == QueryDict("surname=Adams&keywords=a&keywords=b")
        assert len(drafts_of(asha)) == 1
    with acting(ben):
        assert drafts_of(ben) == []
        finished(key, actor=ben)
    with acting(asha):
        assert len(drafts_of(asha)) == 1
        finished(key, actor=asha)
        assert drafts_of(asha) == []


def test_years_and_days_of_numbers_are_those_of_london():
    people, logs = record_type("pole.people"), record_type("contact.logs")
    before_midnight = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)
    after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert (series_of(logs, at=before_midnight), series_of(logs, at=after_midnight)) == ("LG-20260630", "LG-20260701")
    assert series_of(people, at=datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == "PE-26"
    assert series_of(people, at=datetime(2027, 1, 1, tzinfo=UTC)) == "PE-27"


def test_each_force_counts_for_itself_and_writes_its_letters(db):
    people, now = record_type("pole.people"), datetime(2026, 3, 2, tzinfo=UTC)
    given = [next_reference(people, force_id=force, at=now) for force in (901, 902, 901)]
    assert given == ["NSH-PE-26-000001", "EMR-PE-26-000001", "NSH-PE-26-000002"]
    assert written(people, force_id=901, at=now, number=1_234_567) == "NSH-PE-26-1234567"


def test_no_number_is_given_twice_however_many_ask_at_once(own_database, django_db_blocker):
    people, now = record_type("pole.people"), datetime(2026, 3, 2, tzinfo=UTC)

    def ask(_n):
        with django_db_blocker.unblock():
            try:
                with acting(actor_named("asha")):
                    return next_reference(people, force_id=901, at=now)
            finally:
                connection.close()

    with ThreadPoolExecutor(8) as many:
        given = list(many.map(ask, range(40)))
    assert len(set(given)) == 40


@pytest.mark.parametrize("declared", record_types(), ids=lambda declared: declared.name)
def test_a_reference_is_found_wherever_it_stands_in_a_text(db, declared):
    one = written(declared, force_id=901, at=datetime(2026, 3, 2, tzinfo=UTC), number=42)
    large = written(declared, force_id=901, at=datetime(2026, 3, 2, tzinfo=UTC), number=98_765_432)
    assert re.findall(REFERENCE, f"see {one}, <b>{large}</b>") == [one, large]
