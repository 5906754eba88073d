"""Setting an action, telling its progress, closing it with evidence, and opening it again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from polias.boards.actions.actions import close_by_owner, progress, reopen
from polias.boards.actions.model import BoardAction, Progress
from polias.boards.actions.queries import record_that_shows_it, task_of
from polias.boards.tests.factories import a_body, a_resolution, an_action, an_operational_record
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.errors import Conflict, NotAllowed, NotFound, PoliasError, RuleBreach
from polias.kit.record.model import Register
from polias.kit.screens.tasks import tasks_for
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task

WORDS = "All ten shops were visited. Each has a named officer now."
IN_WORDS = f"{WORDS}\nEvidence: list of visits in the minutes of the shop watch, 3 March."


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def test_an_action_is_numbered_by_year_and_stands_on_its_owners_page(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        meeting = a_resolution(jo)
        first, second = an_action(jo, asha, meeting=meeting), an_action(jo, asha, meeting=meeting)
        year = timezone.localdate().strftime("%y")
        assert [first.number, second.number] == [f"1/{year}", f"2/{year}"]
        assert first.reference.startswith("NSH-AC-")
    with acting(asha):
        task = tasks_for(asha).get(asked_by=first.pk)
        assert task.title == f"Board action 1/{year}: Visit the ten shops with the most thefts"
        assert task.why.startswith("Set by Northshire Police and Crime Panel on ")
        assert task.due_at is not None


def test_each_body_has_a_log_of_its_own(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        an_action(jo, asha)
        assert an_action(jo, asha).serial == 1, "another body begins with 1"
        assert a_body(jo).reference.startswith("NSH-BO-")


def test_BOARD_20_21_22_an_action_has_owner_date_and_words(cast):
    jo, asha, erin, carys = cast("jo"), cast("asha"), cast("erin"), cast("carys")
    with acting(jo):
        meeting = a_resolution(jo)
        for owner in (erin, carys):
            with pytest.raises(RuleBreach) as refusal:
                an_action(jo, owner, meeting=meeting, due_on=meeting.held_on, text=" ")
            assert codes(refusal) == ["BOARD-20", "BOARD-21", "BOARD-22"]
        assert not BoardAction.objects.exists()
        assert not Task.objects.exists()
        an_action(jo, asha, meeting=meeting, due_on=meeting.held_on + timedelta(days=1))


def test_an_owner_closes_with_a_record_that_the_board_never_sees(cast):
    jo, asha, erin = cast("jo"), cast("asha"), cast("erin")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(asha):
        record = an_operational_record(asha)
        answer_task(task_of(asked), actor=asha, answer=WORDS, evidence_reference=record.reference)
        closed = fetch(BoardAction, asked.reference, actor=asha)
        assert (closed.state, closed.closed_on, closed.evidence) == ("closed", timezone.localdate(), WORDS)
        assert Progress.objects.get(register_id=asked.pk).text == f"Done: {WORDS}"
        assert record_that_shows_it(closed, actor=asha)[0] == record.reference
    with acting(erin):
        closed = fetch(BoardAction, asked.reference, actor=erin)
        assert closed.evidence == WORDS
        assert record_that_shows_it(closed, actor=erin) is None
        assert not Register.objects.filter(reference=record.reference).exists()


def test_BOARD_26_nothing_is_closed_without_evidence(cast):
    """An action is closed only with evidence: a record, or words that say where the proof is."""
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(asha):
        with pytest.raises(PoliasError) as refusal:
            answer_task(task_of(asked), actor=asha, answer=WORDS)
        assert refusal.value.sentence.startswith("Show that it was done:")
        assert task_of(asked).state == Task.OPEN
        answer_task(task_of(asked), actor=asha, answer=IN_WORDS)
        assert fetch(BoardAction, asked.reference, actor=asha).state == "closed"


def test_when_the_action_cannot_close_the_task_stays_open(cast):
    jo, asha, ben = cast("jo"), cast("asha"), cast("ben")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(ben), pytest.raises(RuleBreach) as refusal:
        close_by_owner(asked, actor=ben, evidence=IN_WORDS, has_record=False)
    assert codes(refusal) == ["BOARD-25"]
    with acting(asha):
        close_by_owner(asked, actor=asha, evidence=IN_WORDS, has_record=False)
        with pytest.raises(Conflict):
            answer_task(task_of(asked), actor=asha, answer=IN_WORDS)
        assert task_of(asked).state == Task.OPEN, "the answer and the closing share their transaction"


def test_a_body_that_is_not_satisfied_opens_it_again_with_a_new_task(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(asha):
        answer_task(task_of(asked), actor=asha, answer=IN_WORDS)
    with acting(jo):
        again = reopen(asked, actor=jo, because="Two shops say nobody came.")
        assert (again.state, again.evidence, again.closed_on) == ("open", "", None)
    with acting(asha):
        task = tasks_for(asha).get(asked_by=asked.pk)
        assert "Two shops say nobody came." in task.why


def test_owner_and_clerk_tell_the_progress_and_nobody_else(cast):
    jo, asha, ben, erin = cast("jo"), cast("asha"), cast("ben"), cast("erin")
    with acting(jo):
        asked = an_action(jo, asha)
        progress(asked, actor=jo, text="Reminded at the briefing.")
    with acting(asha):
        progress(asked, actor=asha, text="Three visits booked.")
    with acting(ben), pytest.raises(RuleBreach):
        progress(asked, actor=ben, text="I heard it goes well.")
    with acting(erin):
        with pytest.raises(NotAllowed):
            progress(asked, actor=erin, text="Hurry.")
        assert Progress.objects.filter(register_id=asked.pk).count() == 2


def test_carys_in_the_other_force_does_not_know_of_it(cast):
    jo, asha, carys = cast("jo"), cast("asha"), cast("carys")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(carys), pytest.raises(NotFound):
        fetch(BoardAction, asked.reference, actor=carys)


def test_an_action_set_in_another_year_keeps_its_year(cast):
    assert BoardAction(serial=44, year=2026, due_on=date(2026, 1, 1)).number == "44/26"
