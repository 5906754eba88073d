"""Headings without numbers, known by their look: what is one, and the lines that only look like one."""

from __future__ import annotations

import pytest

from polias.boards.minutes.pieces import piece_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.titles import titled


def titles(text):
    return [item["title"] for item in read(text)["items"]]


def test_headings_of_a_board_that_moves_and_adopts_are_found_without_numbers():
    paper = (
        "HALE POLICE BOARD\nMarch 4, 2024\n\nPRESENT\nMs. A. Hill\n\nCALL TO ORDER\n\nThe meeting began at 4 p.m.\n\n"
        "ADOPTION OF MINUTES\n\nMoved by A. Hill\nSeconded by B. Reed\nTHAT the minutes be adopted.\nCARRIED\n\n"
        "VEHICLES\n\nThe Board asked about the van.\n\nADJOURNMENT\n\nThe meeting ended.\n"
    )
    assert titles(paper) == ["CALL TO ORDER", "ADOPTION OF MINUTES", "VEHICLES", "ADJOURNMENT"]


def test_short_lines_close_above_what_they_head_are_headings_where_one_is_of_every_agenda():
    paper = (
        "Youth Group\nNotes of 3 July 2019\n\nAttended by\nAnn, Ben\n\nHello and catch up\nAnn said hello.\n\n"
        "Stop and search\nWe saw a film.\n\nKnife bins\nBen asked where they go.\n\nNext meeting\n4 September\n"
    )
    assert titles(paper) == ["Hello and catch up", "Stop and search", "Knife bins", "Next meeting"]


def test_items_begin_behind_the_names_and_no_name_is_one():
    paper = (
        "Hale Panel\nNotes of 3 July 2019\n\nPRESENT\n\nAnn Hill\n\nBen Reed\n\nOPENING WORDS\n\nAnn spoke.\n\n"
        "MINUTES OF 5 MAY 2019\n\nThey were agreed.\n\nVISITS\n\nBen spoke of visits.\n\nANY OTHER BUSINESS\n\nNone.\n"
    )
    assert titles(paper) == ["OPENING WORDS", "MINUTES OF 5 MAY 2019", "VISITS", "ANY OTHER BUSINESS"]


@pytest.mark.parametrize("label", ["Discussion", "Moved: A Hill", "Thursday 7 May 2020 at 6pm", "Actions"])
def test_labels_movers_and_days_head_nothing(label):
    paper = "Hale Panel\nNotes of 3 July 2019\n\n" + "".join(
        f"{heading}\n\n{label}\n\nAnn spoke of it at some length.\n\n"
        for heading in ("Welcome", "Matters arising", "Visits", "Any other business")
    )
    assert titles(paper) == ["Welcome", "Matters arising", "Visits", "Any other business"]


def test_the_rows_of_a_table_of_actions_number_no_items():
    paper = (
        "Hale Panel\nNotes of 3 July 2019\n\nWelcome\n\nAnn welcomed us.\n\nMatters arising\n\nNone.\n\n"
        "Visits\n\nBen spoke.\n\n"
        "No\tWhat\tWho\tBy when\n1\tBuy blankets\tAnn\t1 May 2020\n2\tWrite to the cook\tBen\t2 May 2020\n"
    )
    assert titles(paper) == ["Welcome", "Matters arising", "Visits"]


def test_the_number_of_a_paragraph_that_decides_is_that_of_the_heading_above_it():
    paper = (
        "Hale Authority\n3 July 2003\n\nAPOLOGIES\n\n34. Apologies were received from Mr. Hill.\n\nMINUTES\n\n"
        "35. RESOLVED: That the minutes be signed.\n\nREPORT\n\n36. The Clerk spoke.\n"
    )
    found = [(item["number"], item["title"]) for item in read(paper)["items"]]
    assert found == [("34", "APOLOGIES"), ("35", "MINUTES"), ("36", "REPORT")]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Police report – PCSO Hill reported one burglary. The Chair asked why.", "Police report"),
        ("Approval of Minutes. Commissioner Hill made a motion to approve them.", "Approval of Minutes"),
        ("Adjournment. There being no further business, the meeting adjourned.", "Adjournment"),
        ("Finance – Payments of £12 were approved.", "Finance"),
        ("Custody - what we know so far", "Custody - what we know so far"),
        ("Fleet – Outcome of the review", "Fleet – Outcome of the review"),
        ("Apologies Members may send a substitute.", "Apologies"),
    ],
)
def test_a_title_ends_where_what_was_minuted_begins(words, title):
    assert titled(piece_of(words))[0].text == title


def test_a_number_with_a_letter_is_a_sub_item():
    paper = (
        "Hale Group\n\n1.\n\nWELCOME\n\nMinutes:\n\nNone.\n\n2.\n\nMINUTES\n\n2a\n\nHale Group 7 May\n\nMinutes:\n\n"
        "It was approved.\n\n2b\n\nHale Board 8 May\n\nMinutes:\n\nIt was noted.\n\n3.\n\nAOB\n\nMinutes:\n\nNone.\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["1", "2", "2.a", "2.b", "3"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("MINUTES RESOLVED: That they be signed.", "MINUTES"),
        ("DATE OF NEXT MEETING 26 November 2014 at 10.30", "DATE OF NEXT MEETING"),
        ("Minutes of the meeting of 3 May 2014", "Minutes of the meeting of 3 May 2014"),
    ],
)
def test_a_title_in_a_long_line_ends_where_a_decision_or_a_day_begins(words, title):
    assert titled(piece_of(words))[0].text == title


def test_notes_without_a_list_of_names_begin_behind_their_title():
    paper = (
        "Hale Watch Group\nNotes of March 2010\nHeld on 16 March 2010\n\nWe met there.\n\nSpeeding by the school\n"
        "We talked of it.\n\nSheds\nTwo were broken into.\n\nTea\nIt was good.\n\nNext meeting\n18 May\n"
    )
    assert titles(paper) == ["Speeding by the school", "Sheds", "Tea", "Next meeting"]


def test_of_a_title_in_two_languages_the_english_is_taken_before_anything_else():
    assert titled(piece_of("Unrhyw fater arall / Any other business"))[0].text == "Any other business"


def test_what_arises_from_a_numbered_minute_is_no_sub_item():
    paper = (
        "Hale Group\n\n3/09 Matters Arising\n\n(a) Minute 24/09 - Vetting - Supt Hill said that it was slow.\n\n"
        "(b) Minute 26/09 - Leaflets - still in progress.\n\n4/09 Next meeting\n\n10 December 2009\n"
    )
    assert [item["number"] for item in read(paper)["items"]] == ["3/09", "4/09"]


def test_subjects_in_the_words_of_a_talk_are_headings_and_who_took_the_minutes_is_none():
    paper = (
        "Farm Board\nHeld on 25 April 2018\nMinutes: Ann Field\n\nWhat we said last time\nThe notes were agreed.\n\n"
        "Sheep\nBen told us of dogs.\n\nDiesel\nIt was stolen.\n\nNext time\n18 July 2018\n"
    )
    assert titles(paper) == ["What we said last time", "Sheep", "Diesel", "Next time"]
    assert titled(piece_of("Public Questions or Statements to the Panel"))[0].text.startswith("Public Questions or")


def test_what_was_agreed_or_is_to_be_done_in_few_words_heads_nothing():
    paper = "Hale Panel\nNotes of 3 July 2019\n\n" + "".join(
        f"{heading}\n\nAnn spoke of it at some length.\n\n{label}\n\n"
        for heading, label in (
            ("Welcome", "Agreed: new signs"),
            ("Matters arising", "Action: press release"),
            ("Visits", "Proposed by the Clerk"),
            ("Any other business", "Resolved: extra visits"),
            ("Next meeting", "5 September 2019"),
        )
    )
    assert titles(paper) == ["Welcome", "Matters arising", "Visits", "Any other business", "Next meeting"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "HALE POLICE AUTHORITY\nSTANDARDS PANEL\n\nMinutes of a meeting held on 4 March 2007\n",
            "HALE POLICE AUTHORITY STANDARDS PANEL",
        ),
        (
            "HALE POLICE AUTHORITY\nCommunity Engagement Committee\nMinutes of the Meeting held on 4 March 2011\n",
            "HALE POLICE AUTHORITY Community Engagement Committee",
        ),
        ("Estates Programme Board\n\nMeeting 11 – 30 March 2019 – Room 4\n", "Estates Programme Board"),
        ("Public accountability board: 4 March 2007\n\nHeld online.\n", "Public accountability board"),
        (
            "HALE POLICE AND FIRE COMMITTEE\n\nMinute of Meeting of the Committee held in the Hall on 4 March 2007\n",
            "HALE POLICE AND FIRE COMMITTEE",
        ),
    ],
)
def test_the_head_of_a_paper_names_the_body_in_full(head, body):
    assert read(head + "\n1. Minutes\n\nAgreed.\n\n2. Close\n\nNone.\n")["body"] == body
