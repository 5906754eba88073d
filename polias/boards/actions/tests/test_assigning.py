"""An action that minutes left without owner or date gets them afterwards, beside what the paper printed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polias.boards.actions.actions import assign, reopen
from polias.boards.actions.log import actions_shown
from polias.boards.actions.model import BoardAction
from polias.boards.actions.owners import possible_owners
from polias.boards.actions.queries import owner_of, task_of
from polias.boards.publications.model import Edition
from polias.boards.readings.tests.factories import an_accepted_paper
from polias.boards.tests.factories import an_action
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.audit.model import AuditRow
from polias.kit.calendar import end_of_london_day
from polias.kit.errors import Conflict, NotAllowed, NotFound, RuleBreach
from polias.kit.screens.history import timeline
from polias.kit.screens.tasks import tasks_for
from polias.kit.tasks.actions import answer_task
from polias.kit.tasks.model import Task
from polias.kit.testing.pages import form_on

MET, DUE = date(2019, 3, 12), date(2030, 6, 14)
OLD = """Harbour Watch Committee
Minutes of the meeting held on Tuesday 12 March 2019 at 10am, Guildhall

Present
Name\tRole\tInitials
Ann Field\tChair\tAF
Mo Reed\tHarbour Master\tMR

1. Welcome
The Chair welcomed everyone.

2. Lighting on the quay
ACTION 4 - MR to have the broken lamps on the quay repaired.

3. Next meeting
9 April 2019
"""
EVIDENCE = "Evidence: the lamps burn again, see the photographs of 2 May."


def boxes(day):
    return {"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year}


def one_without_anybody(jo):
    """The action of old minutes: the paper names initials, nobody of the force, and no day."""
    return BoardAction.objects.select_related("register").get(meeting=an_accepted_paper(jo, OLD).meeting)


@pytest.fixture
def old(cast):
    with acting(cast("jo")) as jo:
        return one_without_anybody(jo)


def read_again(asked, actor):
    return fetch(BoardAction, asked.reference, actor=actor)


def send(browser, asked, **answers):
    url = f"{asked.url}/assign"
    return browser.post(url, form_on(browser.get(url)) | answers, follow=True)


def codes(refusal):
    return [b.code for b in refusal.value.breaches]


def test_jo_gives_an_old_action_its_owner_and_date_and_it_stands_on_ashas_page(cast, signed_in, old):
    jo, asha, browser = cast("jo"), cast("asha"), signed_in("jo")
    assert f"{old.url}/assign" in browser.get("/boards/actions/log?show=no_date").content.decode()
    assert f"{old.url}/assign" in browser.get(old.url).content.decode()
    assert "(the paper names MR)" in browser.get(f"{old.url}/assign").content.decode()
    page = send(browser, old, owner=str(asha.id), **boxes(DUE)).content.decode()
    assert "error-summary" not in page
    with acting(jo):
        asked = read_again(old, jo)
        assert (asked.owner, asked.due_on, asked.owner_as_printed) == (asha.id, DUE, "MR")
        assert "Asha Verma" in owner_of(asked)
        said = timeline(asked)[0]
        assert said["who"] == "Jo Turner"
        assert {"Owner: nothing → Asha Verma", "Due on: nothing → 14 June 2030"} <= set(said["detail"].splitlines())
        assert AuditRow.objects.filter(record_id=asked.pk, verb="boards.actions.assign", kind="alteration").count() == 1
        assert Edition.objects.filter(reference=asked.reference).latest("number").content["owner"] == (
            "Detective constable"
        )
    assert ">MR<" in page, "what the paper printed stays on the page"
    assert f"{old.url}/assign" not in browser.get("/boards/actions/log").content.decode()
    with acting(asha):
        assert tasks_for(asha).get(asked_by=old.pk).due_at.date() == DUE
        answer_task(task_of(old), actor=asha, answer=EVIDENCE)
        assert read_again(old, asha).state == "closed"


def test_an_owner_without_a_date_is_asked_too_and_can_close_it(cast, old):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        assign(old, actor=jo, owner=asha.id, due_on=None)
    with acting(asha):
        task = tasks_for(asha).get(asked_by=old.pk)
        assert task.due_at is None
        answer_task(task, actor=asha, answer=EVIDENCE)
    with acting(jo):
        reopen(read_again(old, jo), actor=jo, because="Two lamps are out again.")
    with acting(asha):
        assert "Two lamps are out again." in tasks_for(asha).get(asked_by=old.pk).why


def test_a_date_without_an_owner_makes_it_late_and_asks_nobody(cast, old):
    with acting(cast("jo")) as jo:
        asked = assign(old, actor=jo, owner=None, due_on=MET)
        assert actions_shown([asked], "late") == [asked]
        assert not Task.objects.filter(asked_by=asked.pk).exists()


def test_another_owner_takes_it_over_and_the_first_is_asked_no_longer(cast, signed_in):
    jo, asha, ben = cast("jo"), cast("asha"), cast("ben")
    with acting(jo):
        asked = an_action(jo, asha)
    page = send(signed_in("jo"), asked, owner=str(ben.id)).content.decode()
    assert "Owner: Asha Verma → Ben Okafor" in page
    with acting(asha):
        assert not tasks_for(asha).filter(asked_by=asked.pk).exists()
    with acting(ben):
        assert tasks_for(ben).filter(asked_by=asked.pk).count() == 1


def test_another_day_moves_the_owners_task_and_asks_nothing_twice(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(asha):
        answer_task(task_of(asked), actor=asha, answer=EVIDENCE)
    with acting(jo):
        again = reopen(read_again(asked, jo), actor=jo, because="Two lamps are out again.")
        assign(again, actor=jo, owner=asha.id, due_on=DUE)
    with acting(asha):
        task = tasks_for(asha).get(asked_by=asked.pk)
        assert task.due_at == end_of_london_day(DUE)
        assert "Two lamps are out again." in task.why, "why it is asked again still stands there"
        assert not Task.objects.filter(asked_by=asked.pk, state=Task.WITHDRAWN).exists()
        answer_task(task, actor=asha, answer=EVIDENCE)
        assert read_again(asked, asha).state == "closed"


@pytest.mark.parametrize("who", ["asha", "ben", "dev", "erin", "fola"])
def test_the_question_says_truly_who_reads_the_name(who, cast, signed_in):
    """Post for the public, name for everybody who may see the action here."""
    with acting(cast("jo")) as jo:
        asked = an_action(jo, cast("asha"))
        content = Edition.objects.filter(reference=asked.reference).latest("number").content
    assert "Asha Verma" in signed_in(who).get(asked.url).content.decode()
    assert content["owner"] == "Detective constable"
    assert "Asha Verma" not in str(content)
    said = "The public reads the post. The body and everybody in the force read the name too."
    browser = signed_in("jo")
    assert said in browser.get(f"{asked.url}/assign").content.decode()
    assert said in browser.get(f"{asked.meeting.url}/set_action").content.decode()


@pytest.mark.parametrize("who", ["erin", "carys", "fola", "jo"])
def test_BOARD_34_an_action_is_given_to_somebody_of_the_force(who, cast, old):
    """An action is given to somebody who works for the force; from then on it has an owner."""
    person = cast(who)
    with acting(cast("jo")) as jo:
        with pytest.raises(RuleBreach) as refusal:
            assign(old, actor=jo, owner=person.id, due_on=None)
        assert codes(refusal) == ["BOARD-34"]
        assert str(person.id) not in dict(possible_owners(jo.force_id))


def test_BOARD_34_35_what_was_given_once_is_moved_and_never_lost(cast, signed_in):
    with acting(cast("jo")) as jo:
        asked = an_action(jo, cast("asha"))
    nothing = dict.fromkeys(("due_on-day", "due_on-month", "due_on-year"), "")
    page = send(signed_in("jo"), asked, owner="", **nothing).content.decode()
    assert "It has an owner already. Choose who is to do it instead." in page
    assert "It has a due date already. Enter the new one." in page


def test_BOARD_35_a_due_date_does_not_lie_before_the_meeting(cast, signed_in, old):
    """A due date does not lie before the meeting that set the action; once there is one, it is moved and never lost."""
    asha = cast("asha")
    page = send(signed_in("jo"), old, owner=str(asha.id), **boxes(MET - timedelta(days=1))).content.decode()
    assert "The due date must not lie before the meeting, which was on 12 March 2019. Check the date." in page
    assert f'value="{asha.id}" selected' in page, "what was chosen is still chosen"
    with acting(cast("jo")) as jo:
        assert read_again(old, jo).owner is None
        assert assign(old, actor=jo, owner=None, due_on=MET).due_on == MET, "on the day itself is not before it"


def test_BOARD_36_whoever_assigns_it_says_something_new(cast, signed_in, old):
    """Whoever assigns an action gives it an owner or a date that it did not have."""
    page = send(signed_in("jo"), old).content.decode()
    assert "Nothing is new. Choose who is to do it, or enter the day by which it is to be done." in page


def test_a_closed_action_is_not_assigned(cast, signed_in):
    jo = cast("jo")
    with acting(jo):
        asked = an_action(jo, cast("asha"))
    with acting(cast("asha")) as asha:
        answer_task(task_of(asked), actor=asha, answer=EVIDENCE)
    with acting(jo):
        with pytest.raises(Conflict) as refusal:
            assign(asked, actor=jo, owner=cast("ben").id, due_on=asked.due_on)
        assert refusal.value.sentence == f"{asked.reference} is closed."
    browser = signed_in("jo")
    page = send(browser, asked, owner=str(cast("ben").id)).content.decode()
    assert "is closed" in page
    assert f"{asked.url}/assign" not in browser.get("/boards/actions/log?show=all").content.decode()


def test_two_who_assign_together_do_not_overwrite_each_other_unseen(cast, signed_in, old):
    browser, url = signed_in("jo"), f"{old.url}/assign"
    opened = form_on(browser.get(url))
    with acting(cast("jo")) as jo:
        assign(old, actor=jo, owner=cast("ben").id, due_on=None)
    page = browser.post(url, opened | {"owner": str(cast("asha").id)}, follow=True).content.decode()
    assert "keep_owner" in page, "the merge page shows both"
    with acting(cast("jo")) as jo:
        assert read_again(old, jo).owner == cast("ben").id


@pytest.mark.parametrize("who", ["asha", "ben", "erin", "fola"])
def test_nobody_but_the_clerk_assigns(who, cast, signed_in, old):
    browser = signed_in(who)
    assert browser.get(f"{old.url}/assign").status_code == 403
    assert f"{old.url}/assign" not in browser.get("/boards/actions/log").content.decode()
    with acting(cast(who)) as actor, pytest.raises(NotAllowed):
        assign(old, actor=actor, owner=cast("asha").id, due_on=None)


def test_carys_in_the_other_force_does_not_know_of_it(cast, signed_in, old):
    assert signed_in("carys").get(f"{old.url}/assign").status_code == 404
    with acting(cast("carys")) as carys, pytest.raises(NotFound):
        assign(read_again(old, carys), actor=carys, owner=carys.id, due_on=None)


def test_who_answers_and_who_assigns_lock_the_action_before_its_task(cast):
    """In one order, or each could hold what the other waits for."""
    with acting(cast("jo")) as jo:
        asked = an_action(jo, cast("asha"))
    with acting(cast("asha")) as asha:
        task = task_of(asked)
        with CaptureQueriesContext(connection) as asked_for:
            answer_task(task, actor=asha, answer=EVIDENCE)
    locks = [re.search(r'FROM "(kit_\w+)"', one["sql"]).group(1) for one in asked_for if "FOR UPDATE" in one["sql"]]
    assert locks[:2] == ["kit_register", "kit_task"]
