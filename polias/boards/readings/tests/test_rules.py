"""The rules of papers that were read; each test says the rule's own sentence."""

from __future__ import annotations

from datetime import date

import pytest

from polias.boards.actions.actions import Told, close_as_told
from polias.boards.actions.model import BoardAction
from polias.boards.meetings.actions import minute
from polias.boards.meetings.model import Meeting
from polias.boards.readings.actions import accept
from polias.boards.readings.checked import as_found
from polias.boards.readings.rules import RULES, PaperFacts
from polias.boards.readings.tests.factories import JUNE, MAY, a_reading, an_accepted_paper
from polias.boards.tests.factories import an_action
from polias.kit.access.acting import acting
from polias.kit.errors import Conflict, NotFound, RuleBreach
from polias.kit.rules.rule import breaches_of

TODAY = date(2026, 5, 1)


def codes(**changes):
    usual = {"body": "The Panel", "held_on": date(2026, 4, 1), "decided": True, "today": TODAY}
    return [b.code for b in breaches_of(RULES, PaperFacts(**(usual | changes)), move="accept")]


def test_BOARD_30_minutes_are_those_of_a_named_body():
    assert codes(body=" ") == ["BOARD-30"]
    assert codes() == []


def test_BOARD_31_minutes_are_those_of_one_day():
    assert codes(held_on=None) == ["BOARD-31"]


def test_BOARD_32_a_meeting_that_has_not_been_held_has_decided_nothing():
    later = date(2026, 5, 2)
    assert codes(held_on=later) == ["BOARD-32"]
    assert codes(held_on=later, decided=False) == []
    assert codes(held_on=TODAY) == []


def test_BOARD_33_earlier_actions_are_of_the_same_body():
    assert codes(strangers=("NSH-AC-26-000001",)) == ["BOARD-33"]


def test_BOARD_33_refuses_a_paper_that_was_joined_to_another_bodys_action(cast):
    jo = cast("jo")
    with acting(jo):
        an_accepted_paper(jo)
        other = a_reading(jo, JUNE.replace("Strategic Performance Board", "Harbour Committee"))
        values = as_found(other)
        values["carried_forward"][0]["is"] = BoardAction.objects.first().reference
        with pytest.raises(RuleBreach) as refused:
            accept(other, actor=jo, checked=values, body="", kind="board")
        assert [breach.code for breach in refused.value.breaches] == ["BOARD-33"]
        assert Meeting.objects.count() == 1


def test_BOARD_25_the_minutes_close_no_action_that_somebody_in_the_force_owns(cast):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked, reading = an_action(jo, asha), a_reading(jo)
        told = Told(reading, TODAY, "All visited.")
        with pytest.raises(RuleBreach) as refused:
            close_as_told(asked, actor=jo, told=told, evidence="Evidence: the minutes")
        assert [breach.code for breach in refused.value.breaches] == ["BOARD-25"]


def test_a_paper_is_accepted_once_and_the_second_time_is_told(cast):
    jo = cast("jo")
    with acting(jo):
        reading = an_accepted_paper(jo)
        with pytest.raises(Conflict, match="accepted"):
            accept(reading, actor=jo, checked=as_found(reading), body="", kind="board")
        assert (Meeting.objects.count(), BoardAction.objects.count()) == (1, 2)


def test_minutes_that_are_closed_take_nothing_more_but_what_they_hold_already(cast):
    jo = cast("jo")
    with acting(jo):
        first = an_accepted_paper(jo)
        minute(first.meeting, actor=jo)
        same = a_reading(jo, MAY + "\n")
        values = as_found(same) | {"actions": [], "carried_forward": []}
        assert accept(same, actor=jo, checked=values, body=first.body.reference, kind="board").made["new_items"] == 0
        more = a_reading(jo, MAY + "\n\n")
        values["items"] = [*values["items"], {"number": "9", "title": "Another matter", "at": None}]
        with pytest.raises(Conflict):
            accept(more, actor=jo, checked=values, body=first.body.reference, kind="board")
        assert more.__class__.objects.select_related("register").get(pk=more.pk).state == "read", "nothing half done"


def test_an_older_paper_moves_the_day_a_body_was_set_up_back(cast):
    jo = cast("jo")
    with acting(jo):
        june = an_accepted_paper(jo, JUNE)
        may = an_accepted_paper(jo, MAY, body=june.body.reference)
        assert may.body.pk == june.body.pk
        assert may.body.since == date(2023, 5, 10)


def test_a_body_or_an_action_that_is_not_there_is_not_found(cast):
    jo = cast("jo")
    with acting(jo):
        reading = a_reading(jo)
        with pytest.raises(NotFound):
            accept(reading, actor=jo, checked=as_found(reading), body="NSH-BO-26-009999", kind="board")


def test_what_a_paper_only_calls_closed_is_kept_as_closed_without_evidence(cast):
    jo = cast("jo")
    with acting(jo):
        reading = a_reading(jo, JUNE)
        values = as_found(reading)
        values["carried_forward"][0]["state"], values["carried_forward"][1]["state"] = "bare", "closed"
        accept(reading, actor=jo, checked=values, body="", kind="board")
        closed = BoardAction.objects.select_related("register").filter(register__state="closed").order_by("serial")
        assert [bool(action.evidence) for action in closed] == [False, True]
        assert "Open - paper is delayed until July" in closed[1].evidence
