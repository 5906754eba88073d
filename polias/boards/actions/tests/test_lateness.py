"""How late an action is, in public words."""

from datetime import date, timedelta

import pytest

from polias.boards.actions.lateness import lateness

DUE = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("days", "words", "level"),
    [
        (-30, "due in 30 days", "calm"),
        (-7, "due in 7 days", "soon"),
        (-1, "due in 1 day", "soon"),
        (0, "due today", "soon"),
        (1, "1 day late", "late"),
        (12, "12 days late", "late"),
    ],
)
def test_an_open_action_says_what_is_left_or_how_late_it_is(days, words, level):
    told = lateness(due_on=DUE, closed_on=None, today=DUE + timedelta(days=days))
    assert (told.words, told.level) == (words, level)


@pytest.mark.parametrize(
    ("closed", "words"), [(DUE, "done on 20 March 2026"), (date(2026, 4, 1), "done on 1 April 2026, 12 days late")]
)
def test_a_closed_action_says_when_and_whether_that_was_late(closed, words):
    told = lateness(due_on=DUE, closed_on=closed, today=date(2027, 1, 1))
    assert (told.words, told.level) == (words, "stopped")
