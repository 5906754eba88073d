"""Taking, grading, assessing, sending, deciding and closing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.contact.logs.actions import (
    add_line,
    arrive,
    assess_vulnerability,
    close,
    crime_recorded_from,
    decide,
    dispatch,
    grade,
    regrade,
    reopen,
)  # fmt: skip
from polias.contact.logs.facts import Caller, Vulnerability, Where
from polias.contact.logs.model import Log
from polias.contact.logs.queries import answers_of, lines_of, log_named, thrive_of
from polias.contact.logs.tests.factories import NOBODY, NOT_NOW, SOMEBODY, a_log
from polias.contact.logs.vulnerability import TO_ASSESS, TO_SAFEGUARD
from polias.contact.records import LOGS
from polias.kit.access.acting import acting
from polias.kit.access.actor import Share, reach_of
from polias.kit.access.door import visible_to
from polias.kit.errors import NotAllowed, NotFound, PoliasError, RuleBreach
from polias.kit.record.model import cell
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task
from polias.kit.workflow.model import RecordClock
from polias.pole.public import linked_to, linking_to, record_location, record_person


def clock(log, name):
    return RecordClock.objects.get(register_id=log.pk, name=name)


def tasks(log, kind):
    return list(Task.objects.filter(about_id=log.pk, kind=kind))


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def test_a_call_becomes_a_log_numbered_by_the_day_with_its_clocks(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris, thrive={"threat": "He is outside.", "harm": " "})
        assert log.reference.startswith("NSH-LG-20")
        assert (log.state, log.response_grade) == ("graded", "priority")
        assert thrive_of(log) == [("Threat", "He is outside.")]
        recording, response = clock(log, "recording"), clock(log, "response")
        assert (recording.started_at, recording.due_at) == (log.received_at, log.received_at + timedelta(hours=24))
        assert response.due_at - response.started_at == timedelta(minutes=60)


def test_a_call_may_be_taken_first_and_graded_after(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris, response_grade="")
        assert log.state == "new"
        assert not RecordClock.objects.filter(register_id=log.pk, name="response").exists()
        assert grade(log, actor=idris, response_grade="emergency").state == "graded"
        assert clock(log, "response").due_at - clock(log, "response").started_at == timedelta(minutes=15)


def test_place_and_caller_that_are_known_are_linked_and_find_the_log(cast):
    idris = cast("idris")
    with acting(idris):
        place, caller = (
            record_location(actor=idris, address="1 Lantern Row"),
            record_person(actor=idris, surname="Adams"),
        )
        log = a_log(idris, where=Where(reference=place.reference), caller=Caller(reference=caller.reference))
        assert (log.place, log.location_text) == (place, "1 Lantern Row")
        assert {one.role for one in linked_to(log, actor=idris)} == {"caller", "location"}
        assert [one.record.pk for one in linking_to(place, actor=idris)] == [log.pk]


def test_another_grade_is_another_promise_and_none_takes_the_clock_away(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris)
        regrade(log, actor=idris, response_grade="emergency", reason="He has a knife.")
        assert clock(log, "response").due_at - clock(log, "response").started_at == timedelta(minutes=15)
        regrade(log, actor=idris, response_grade="resolved", reason="He has gone; advice given.")
        assert not RecordClock.objects.filter(register_id=log.pk, name="response").exists()


def test_the_response_clock_stops_at_the_first_arrival(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris)
        dispatch(log, actor=idris, unit="NA12")
        log = arrive(log, actor=idris)
        first = log.arrived_at
        assert clock(log, "response").stopped_at is not None
        dispatch(log, actor=idris, unit="NA14")
        assert arrive(log, actor=idris).arrived_at == first


def test_vulnerability_delays_neither_grading_nor_sending(cast):
    """Even an assessment that says nothing, and a not possible without its reason, let help go first."""
    idris = cast("idris")
    with acting(idris):
        for told in (None, Vulnerability("not_possible"), Vulnerability("assessed")):
            log = a_log(idris, response_grade="", vulnerability=told)
            grade(log, actor=idris, response_grade="emergency")
            assert arrive(dispatch(log, actor=idris, unit="NA12"), actor=idris).state == "attended"


def test_a_log_does_not_close_without_assessment_and_decision(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris)
        with pytest.raises(RuleBreach) as refusal:
            close(log, actor=idris, closing_code="no-crime")
        assert codes(refusal) == ["LOG-07", "LOG-10"]
        assess_vulnerability(log, actor=idris, found=NOBODY)
        decide(log, actor=idris, decision="no_crime", reason="He had paid: the till shows it.")
        assert clock(log, "recording").stopped_at is not None
        closed = close(log, actor=idris, closing_code="no-crime", qualifiers=("business",))
        assert (closed.state, closed.qualifiers) == ("closed", ["business"])
        assert reopen(closed, actor=idris, reason="He came back.").state == "graded"


def test_not_possible_now_needs_a_reason_and_asks_the_control_room(cast):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris)
        with pytest.raises(RuleBreach) as refusal:
            assess_vulnerability(log, actor=idris, found=Vulnerability("not_possible"))
        assert codes(refusal) == ["LOG-06"]
        assess_vulnerability(log, actor=idris, found=NOT_NOW)
        [task] = tasks(log, TO_ASSESS)
        assert (task.for_role, task.due_at is not None) == ("operator", True)
        decide(log, actor=idris, decision="no_crime", reason="Nothing was taken.")
        assert close(log, actor=idris, closing_code="no-crime").state == "closed", "the task goes on after the log"
        with pytest.raises(PoliasError, match="not been assessed"):
            answer_task(task, actor=idris, answer="Done.")
        assess_vulnerability(log, actor=idris, found=NOBODY)
        assert [t.state for t in tasks(log, TO_ASSESS)] == ["done"]


def test_somebody_vulnerable_is_a_task_for_the_hub_at_once_and_only_once(cast):
    idris, asha = cast("idris"), cast("asha")
    with acting(idris):
        log = a_log(idris, vulnerability=SOMEBODY)
        assert [t.for_role for t in tasks(log, TO_SAFEGUARD)] == ["safeguarding"]
    with acting(asha):
        assess_vulnerability(log, actor=asha, found=SOMEBODY)
        assert len(tasks(log, TO_SAFEGUARD)) == 1
        assert answers_of(log)["repeat"] == "no"


def test_a_crime_recorded_from_the_log_decides_it_and_stops_the_clock(cast):
    asha, idris = cast("asha"), cast("idris")
    with acting(idris):
        log = a_log(idris)
    with acting(asha):
        crime_recorded_from(log_named(log.reference, actor=asha), crime_reference="NSH-CR-26-000001", actor=asha)
        log = crime_recorded_from(log, crime_reference="NSH-CR-26-000002", actor=asha)
        assert (log.decision, log.crime_reference) == ("crime_recorded", "NSH-CR-26-000001")
        assert len(lines_of(log)) == 2
        assert clock(log, "recording").stopped_at is not None


def test_lines_are_added_by_whoever_works_on_it_and_carry_their_name(cast):
    asha, idris = cast("asha"), cast("idris")
    with acting(idris):
        log = a_log(idris)
    with acting(asha):
        add_line(log, actor=asha, text="Film secured.")
        assert [(one.by, one.text) for one in lines_of(log)] == [(asha.id, "Film secured.")]


def test_asha_reads_logs_and_sends_nobody(cast):
    asha, idris = cast("asha"), cast("idris")
    with acting(idris):
        log = a_log(idris)
    with acting(asha), pytest.raises(NotAllowed):
        dispatch(log, actor=asha, unit="NA12")


def test_carys_sees_no_log(cast):
    carys, idris = cast("carys"), cast("idris")
    with acting(idris):
        log = a_log(idris)
    with acting(carys):
        with pytest.raises(NotFound):
            log_named(log.reference, actor=carys)
        assert not visible_to(Log, carys).exists()
        assert not Log.objects.filter(pk=log.pk).exists(), "row security says the same"


def test_no_agreement_can_lend_logs_to_another_force():
    lent = [Share("contact.logs", 901, 1), Share("crime.reports", 901, 0)]
    cells = reach_of(roles=frozenset({"investigator"}), home_forces=frozenset({902}), clearance=1, shares=lent)
    assert cell(LOGS.number, 902, 0) in cells
    assert cell(LOGS.number, 901, 0) not in cells


def test_the_same_key_sent_twice_takes_one_call(cast):
    idris = cast("idris")
    with acting(idris):
        told = timezone.now()
        one, two = (a_log(idris, received_at=told, idempotency_key="k1") for _again in range(2))
        assert one.pk == two.pk
