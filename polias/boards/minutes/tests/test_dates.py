"""Dates and times, English and Welsh, with and without a year."""

from __future__ import annotations

import pytest

from polias.boards.minutes.dates import dates, times
from polias.boards.minutes.reading import read


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Thursday, 16th November, 2017", "2017-11-16"),
        ("Dydd Gwener, 7fed Chwefror, 2020", "2020-02-07"),
        ("25AIN HYDREF 2019", "2019-10-25"),
        ("22/09/2017", "2017-09-22"),
        ("2017-09-22", "2017-09-22"),
        ("March 5, 2024", "2024-03-05"),
        ("15thAugust 2016", "2016-08-15"),
        ("October 2017", "2017-10"),
        ("25 to 27 June 2019", "2019-06-27"),
    ],
)
def test_a_date_is_read_in_every_usual_form(printed, iso):
    assert [found.iso for found in dates(printed)][-1] == iso


@pytest.mark.parametrize(
    "printed", ["31 June 2020", "01/18/10/2023", "53/17", "2018/19 budget", "May I ask", "the march on London"]
)
def test_what_only_looks_like_a_date_is_none(printed):
    assert dates(printed) == []


@pytest.mark.parametrize(
    ("printed", "clock"),
    [
        ("10.30 am", "10:30"),
        ("2pm", "14:00"),
        ("09:30 – 12:30", "09:30"),
        ("1400 hours", "14:00"),
        ("10.30 yb", "10:30"),
        ("12.15am", "00:15"),
    ],
)
def test_times_are_read(printed, clock):
    assert times(printed)[0][2] == clock


def test_sums_of_money_are_no_times():
    assert times("£10.30 and 10.30%") == []


def test_the_date_of_the_last_meeting_is_never_this_ones():
    paper = (
        "Northshire Panel\n\n1. Minutes\n\nThe minutes of "
        "the meeting held on 3 May 2019 were agreed.\n\n2. Close\n\nThe Chair closed it.\n"
    )
    assert read(paper)["date"] is None


def test_a_missing_year_follows_from_the_weekday_and_the_next_meeting():
    paper = (
        "Northshire Board\nWednesday 28th October\n\n1. Apologies\n\nThere were none.\n\n"
        "2. Date of next meeting\n\n26 November 2020\n"
    )
    assert read(paper)["date"] == "2020-10-28"


def test_a_missing_year_that_nothing_tells_leaves_the_date_out():
    assert (
        read("Northshire Board\n28 October\n\n1. Apologies\n\nThere were none.\n\n2. Reports\n\nNone came.\n")["date"]
        is None
    )


def test_another_bodys_next_meeting_is_not_this_ones():
    paper = (
        "Northshire Panel\nMinutes of the meeting held on 3 May 2022\n\n1. Reports\n\n"
        "An update would go to the next Strategic Board meeting on 9 June 2022.\n\n2. Close\n\n"
        "The meeting closed at 4pm.\n"
    )
    found = read(paper)
    assert (found["next_meeting"], found["end_time"]) == (None, "16:00")


def test_a_sentence_may_name_the_next_meeting():
    paper = (
        "Panel\nMinutes of the meeting held on 4 March 2024\n\n1. Apologies\n\nNone.\n\n2. Close\n\n"
        "The Chair said that the next meeting would be held on 10 June 2024.\n"
    )
    assert read(paper)["next_meeting"] == "2024-06-10"


def test_a_page_without_a_heading_may_say_whose_minutes_were_confirmed():
    page = (
        "1. Apologies\n\nNone.\n\n2. Minutes\n\nThe minutes of the meeting of the Northshire Police Panel held on "
        "3 May 2023 were confirmed.\n"
    )
    assert read(page)["body"] == "Northshire Police Panel"


@pytest.mark.parametrize(
    "said",
    ["The board will next meet on 19 April 2024.", "Next board: 19 April at 0900.", "Next panel – 19 April 2024"],
)
def test_the_next_meeting_is_read_where_a_sentence_says_when_they_meet_again(said):
    paper = (
        f"Hale Board\nMinutes of the meeting held on 4 March 2024\n\n1. Reports\n\nNone.\n\n2. AOB\n\nNone. {said}\n"
    )
    assert read(paper)["next_meeting"] == "2024-04-19"


def test_a_body_is_neither_a_kind_of_meeting_nor_a_way_to_meet():
    def body(text):
        return read(f"{text}\n\n1. Apologies\n\nNone.\n\n2. Close\n\nIt closed.\n")["body"]

    assert body("MS Teams virtual meeting\n4 March 2024") is None
    assert body("HALE BOARD\nREGULAR MEETING\n4 March 2024") == "HALE BOARD"
    assert body("Minutes of the Open Meeting of the Hale Police Board held on 4 March 2024") == "Hale Police Board"
    assert body("HALE PARISH COUNCIL\nMinutes of the Ordinary Meeting held on 4 March 2024") == "HALE PARISH COUNCIL"
    assert (
        body("HALE AUDIT COMMITTEE\nMINUTES OF THE MEETING HELD ON 4 MARCH 2024 BY CONFERENCE")
        == "HALE AUDIT COMMITTEE"
    )
    assert (
        body("A meeting of the Board of Police of Port Hale was held on 4 March 2024") == "Board of Police of Port Hale"
    )


def test_a_body_may_be_named_in_a_row():
    text = (
        "Meeting name\tHale Delivery Group\nMeeting date\t6 November 2023\n\n1. Apologies\n\nNil.\n\n2. AOB\n\nNil.\n"
    )
    assert read(text)["body"] == "Hale Delivery Group"
