"""Which minutes of earlier meetings a paper names, each under its item, and which are too unsure to be taken."""

from __future__ import annotations

import pytest

from polias.boards.minutes.earlier_minutes import Heading, earlier_minutes, plain_number

MET = "2019-04-09"


def named(text, *titles, met_on=MET):
    """The earlier minutes that a paper names whose items have these titles, each standing on a line of its own."""
    headings = [Heading(text.index(title), str(n), title) for n, title in enumerate(titles or (text[:4],), start=1)]
    return [(one.item, one.number, one.on) for one in earlier_minutes(text, headings, met_on=met_on)]


@pytest.mark.parametrize(
    ("text", "number", "on"),
    [
        ("The lamps, Minute 23 of 12 March 2019, were repaired.", "23", "2019-03-12"),
        ("Minute no. 23 of the meeting held on Tuesday 12th March 2019 was taken up.", "23", "2019-03-12"),
        ("Minute 5.2 (12/03/2019) was taken up.", "5.2", "2019-03-12"),
        ("Further to item 7 of the minutes of the meeting of 12 March 2019.", "7", "2019-03-12"),
        ("Further to item 7,\nfrom the meeting on 12 March 2019.", "7", "2019-03-12"),
        ("Minute 45/18 was taken up again.", "45/18", None),
        ("Minute 45/2018 was taken up again.", "45/18", None),
        ("Minute 45/18 of 12 March 2018 was taken up again.", "45/18", "2018-03-12"),
    ],
)
def test_a_minute_with_its_meeting_or_with_a_number_of_its_own_is_named(text, number, on):
    assert named(text) == [(0, number, on)]


@pytest.mark.parametrize(
    "text",
    [
        "See minute 23.",
        "The item 7 on the agenda was taken first.",
        "Minute 23 of 9 April 2019 is this meeting's own.",
        "Minute 23 of 12 May 2019 has not been written.",
        "Minute 23 of 12 March names no year.",
        "Minute 23 of the last meeting, of which the paper says no day.",
        "A 45 minute 10 second film was shown on 12 March 2019.",
        "Minute 45/180 is no number of a minute.",
        "Item 12 was due. On 12 March 2019 it was closed.",
    ],
)
def test_a_number_that_may_be_any_meetings_is_passed_over(text):
    assert named(text) == []


LAST = "The minutes of the meeting held on 12 March 2019 were agreed."


def test_the_last_meeting_is_the_one_whose_minutes_the_paper_takes_up():
    assert named(f"{LAST}\nItem 7 of the last meeting was done.") == [(0, "7", "2019-03-12")]
    assert named(f"{LAST}\nMinute 7 of the previous minutes was done.") == [(0, "7", "2019-03-12")]
    two = f"{LAST}\nThe minutes of the meeting held on 5 February 2019 were agreed.\nItem 7 of the last meeting."
    assert named(two) == [], "two are named, so neither is taken"
    another = LAST.replace("meeting", "meeting of the Lamp Trust")
    assert named(f"{another}\nItem 7 of the last meeting.") == [], "they may be another body's"


def test_a_minute_that_heads_a_paragraph_of_matters_arising_is_of_the_last_meeting():
    text = f"Welcome\nMatters arising\n{LAST}\nMinute 68 – Work programme\nIt is on the agenda at minute 3.\nOther\n"
    assert named(text, "Welcome", "Matters arising") == [(1, "68", "2019-03-12")]
    assert named(text.replace("Matters arising", "Correspondence"), "Welcome", "Correspondence") == []


def test_each_is_named_once_under_the_item_it_stands_in():
    text = "Lamps\nMinute 23 of 12 March 2019, again minute 23 of 12 March 2019.\nFerries\nMinute 23 of 12 March 2019."
    assert named(text, "Lamps", "Ferries") == [(0, "23", "2019-03-12"), (1, "23", "2019-03-12")]
    assert earlier_minutes("Minute 45/18", [], met_on=MET) == [], "before the first item it belongs to none"


def test_one_number_written_in_two_ways_is_one():
    assert plain_number("C24.") == plain_number(" c24")
    assert plain_number("45/2018") == plain_number("45 / 18")
