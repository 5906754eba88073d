"""Emergency access: to what is not one's own to see, for a while, to read, for a reason, and always reviewed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from polias.crime.reports.actions import keyword
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.access.sessions import as_system
from polias.kit.audit.model import AuditRow
from polias.kit.calendar import london_date, working_days_between
from polias.kit.emergency.actions import open_in_emergency, review
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.emergency.queries import access_for, numbers
from polias.kit.errors import Conflict, Locked, NotAllowed, NotFound, RuleBreach
from polias.kit.events.model import OutboxRow
from polias.kit.restriction.actions import exclude, restrict
from polias.kit.restriction.model import Admission
from polias.kit.tasks.model import Task

WHY = "The victim has rung: he is outside her door."


@pytest.fixture
def crime(cast):
    """Locked by Ben; only he and Lena see it."""
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
    with acting(cast("ben")) as ben:
        return restrict(crime, actor=ben, level="locked", reason="A source is at risk.", people=(cast("lena").id,))


def opened(cast, username, crime, *, reason=WHY):
    with acting(cast(username)) as actor:
        return open_in_emergency(crime.reference, actor=actor, reason=reason)


def look(cast, username, crime):
    with acting(cast(username)) as actor:
        return fetch(type(crime), crime.reference, actor=actor)


def seen_by_reviewer(cast, access_id):
    with acting(cast("fola")) as fola:
        return access_for(access_id, actor=fola)


@pytest.mark.parametrize("username", ["hal", "asha", "carys"])
def test_whoever_works_with_such_records_reads_a_locked_one_for_an_hour(cast, crime, username):
    with pytest.raises(Locked):
        look(cast, username, crime)
    opened(cast, username, crime)
    assert look(cast, username, crime).pk == crime.pk
    emergency = cast(username).emergency(crime.pk)
    assert timedelta(minutes=59) < emergency.until - timezone.now() <= timedelta(minutes=60)
    assert emergency.reason == WHY


def test_it_ends_by_itself(cast, crime):
    opened(cast, "hal", crime)
    past = timezone.now() - timedelta(hours=2)
    with acting(cast("ben")):
        Admission.objects.filter(actor_id=cast("hal").id).update(until=past)
    with pytest.raises(Locked):
        look(cast, "hal", crime)


@pytest.mark.parametrize("level", ["locked", "invisible"])
def test_it_ends_when_the_record_is_restricted_anew(cast, crime, level):
    opened(cast, "hal", crime)
    assert look(cast, "hal", crime).pk == crime.pk
    with acting(cast("ben")) as ben:
        restrict(crime, actor=ben, level=level, reason="It is known now.", people=(cast("lena").id,))
    with pytest.raises(Locked if level == "locked" else NotFound):
        look(cast, "hal", crime)


def test_it_reads_and_changes_nothing(cast, crime):
    opened(cast, "asha", crime)
    with acting(cast("asha")) as asha, pytest.raises(NotAllowed, match="in an emergency alone"):
        keyword(fetch(type(crime), crime.reference, actor=asha), actor=asha, codes=("domestic-abuse",))
    with acting(cast("asha")):
        assert type(crime).objects.filter(pk=crime.pk).update(summary="") == 0, "the database refuses as well"


def test_another_forces_record_and_one_above_ones_clearance_open_too(cast):
    with acting(cast("carys")) as carys:
        foreign = a_crime(carys)
    with pytest.raises(NotFound):
        look(cast, "hal", foreign)
    opened(cast, "hal", foreign)
    assert look(cast, "hal", foreign).pk == foreign.pk
    task = Task.objects.filter(kind="kit.emergency")
    with acting(cast("carys")):
        assert task.get().force_id == foreign.force_id, "those of the record's own force review it"


def test_what_is_ones_own_to_see_opens_without_an_emergency(cast, crime):
    answer = opened(cast, "lena", crime)
    assert answer.access_id is None
    assert answer.url == crime.url
    assert numbers().opened == 0


@pytest.mark.parametrize("case", ["unknown", "invisible", "excluded", "no role for it"])
def test_these_give_the_same_not_found_and_the_attempt_is_kept(cast, signed_in, crime, case):
    reference, username = crime.reference, "hal"
    with acting(cast("ben")) as ben:
        if case == "unknown":
            reference = "NSH-CR-26-999999"
        if case == "invisible":
            people = (cast("lena").id,)
            restrict(crime, actor=ben, level="invisible", reason="A source is at risk.", people=people)
        if case == "excluded":
            exclude(crime, actor=ben, person=cast("hal").id, reason="The suspect is his brother.")
    if case == "no role for it":
        username = "erin"
    page = signed_in(username).post("/emergency", {"reference": reference, "reason": WHY})
    unknown = signed_in(username).post("/emergency", {"reference": "NSH-CR-26-888888", "reason": WHY})
    assert page.status_code == unknown.status_code == 404
    assert plain(page) == plain(unknown)
    with acting(cast(username)) as actor:
        kept = AuditRow.objects.filter(actor_id=actor.id, verb="kit.emergency.refused").order_by("id").first()
        assert reference in kept.content
        assert (kept.record_id, kept.reference, kept.cell) == (None, "", 0)
    assert numbers().opened == 0


def plain(page):
    """Without what differs from page to page: a key, and the minute in which it would be printed."""
    return [line for line in page.content.splitlines() if b"csrf" not in line and b"polias-printed" not in line]


def test_it_needs_a_reason(cast, crime):
    with pytest.raises(RuleBreach) as caught:
        opened(cast, "hal", crime, reason="  now ")
    assert [one.code for one in caught.value.breaches] == ["ACCESS-07"]
    assert numbers().opened == 0


def test_alert_task_and_log_come_with_it_and_name_nobody(cast, crime):
    access_id = opened(cast, "hal", crime).access_id
    with acting(cast("fola")) as fola:
        task = Task.objects.get(asked_by=access_id)
        assert (task.for_role, task.force_id, task.about_id) == ("auditor", fola.force_id, None)
        said = f"{task.title} {task.why}"
    with as_system():
        said += str(OutboxRow.objects.get(event__endswith="EmergencyOpened").payload)
    for word in (crime.reference, "Hal", "Brooks", WHY, str(crime.pk)):
        assert word not in said
    assert working_days_between(london_date(timezone.now()), london_date(task.due_at - timedelta(seconds=1))) == 5
    with acting(cast("hal")):
        row = AuditRow.objects.get(verb="kit.emergency.open", record_id=crime.pk)
        assert WHY in row.content


def test_every_look_in_it_is_logged_with_its_reason(cast, crime):
    opened(cast, "hal", crime)
    look(cast, "hal", crime)
    with acting(cast("hal")) as hal:
        rows = AuditRow.objects.filter(record_id=crime.pk, actor_id=hal.id, verb="view")
        assert rows
        assert all(WHY in row.content for row in rows)


def test_a_review_is_somebody_elses_and_final(cast, crime):
    access_id = opened(cast, "hal", crime).access_id
    access = seen_by_reviewer(cast, access_id)
    assert (numbers().waiting, numbers().overdue) == (1, 0)
    with acting(cast("hal")) as hal, pytest.raises(NotAllowed):
        review(access, actor=hal, verdict="proper", words="I say so.")
    with acting(cast("fola")) as fola:
        with pytest.raises(RuleBreach) as caught:
            review(access, actor=fola, verdict="proper", words=" ")
        assert [one.code for one in caught.value.breaches] == ["ACCESS-08"]
        review(access, actor=fola, verdict="not_proper", words="There was time to ask.")
        assert Task.objects.get(asked_by=access_id).state == Task.DONE
        with pytest.raises(Conflict):
            review(access, actor=fola, verdict="proper", words="Second thoughts.")
    assert (numbers().reviewed, numbers().waiting) == (1, 0)


def test_nobody_else_reads_of_it(cast, crime):
    access_id = opened(cast, "hal", crime).access_id
    for username in ("asha", "ben", "carys"):
        with acting(cast(username)) as actor:
            assert not EmergencyAccess.objects.exists()
            with pytest.raises(NotFound):
                access_for(access_id, actor=actor)


def test_an_overdue_review_is_counted(cast, crime):
    access_id = opened(cast, "hal", crime).access_id
    with acting(cast("fola")):
        EmergencyAccess.objects.filter(pk=access_id).update(due_at=timezone.now() - timedelta(days=1))
    assert numbers().overdue == 1


def test_the_function_of_the_database_takes_no_short_cut(cast, crime):
    cases = (("", 60, "auditor"), (WHY, 0, "auditor"), (WHY, 100_000, "auditor"), (WHY, 9, ""))
    ask = "select * from polias_open_in_emergency(%s, %s, %s, now(), %s, 'a', 'b')"
    for reason, minutes, reviewers in cases:
        with acting(cast("hal")), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ask, [crime.reference, reason, minutes, reviewers])
    assert numbers().opened == 0
