"""Motions that were moved, seconded and carried: what was decided, and what only tells of a motion."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

PAPER = "Hale Police Board\n4 March 2024\n\n1. Minutes\n\n{said}\n\n2. Close\n\nThere was nothing else.\n"


def decided(said):
    return [each["text"] for each in read(PAPER.format(said=said))["resolutions"]]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            "Moved by A. Hill\nSeconded by B. Reed\nTHAT the minutes be adopted.\nCARRIED",
            "THAT the minutes be adopted.",
        ),
        (
            "Moved: Cr Hill      Seconded: Ann Reed\nThat four lights be bought.      Carried",
            "That four lights be bought",
        ),
        ("MOVED, SECONDED AND CARRIED\nTHAT the agenda be adopted.", "THAT the agenda be adopted."),
        ("Motion by Mr Hill, seconded by Ms Reed, to buy a van. Motion carried 4-0.", "to buy a van."),
        ("Mr Hill made a motion to buy a van. Ms Reed seconded the motion, which carried.", "to buy a van."),
        ("MOVED by Mr Hill, SECONDED by Ms Reed, THAT a van be bought. CARRIED", "THAT a van be bought."),
    ],
)
def test_what_was_moved_and_carried_is_the_decision(said, text):
    assert decided(said) == [text]


@pytest.mark.parametrize(
    "said",
    [
        "Mr Hill made a motion to buy a van. The motion was lost.",
        "Moved by A. Hill\nSeconded by B. Reed\nThe Chair asked for a vote.",
        "It was moved by Mr Hill, seconded by Ms Reed and, upon being put to the vote, carried.",
    ],
)
def test_a_motion_that_fell_or_is_only_told_of_decides_nothing(said):
    assert decided(said) == []


def test_what_was_resolved_on_a_motion_is_said_once():
    said = (
        "It was moved by Mr Hill that the precept be supported. It was carried and it was\n\nRESOLVED: That it be so."
    )
    assert decided(said) == ["That it be so."]


def test_a_decision_below_another_that_begins_so_is_one_too():
    assert decided("RESOLVED\n\nThat it be noted.\n\nThat it return in May.") == [
        "That it be noted.",
        "That it return in May.",
    ]


def test_a_text_that_begins_in_the_middle_may_decide_above_its_first_heading():
    paper = "of the report.\n\nResolved – That it be noted.\n\n46 FORWARD PLAN\n\nIt was shown.\n\n47 CLOSE\n\nNone.\n"
    assert [each["text"] for each in read(paper)["resolutions"]] == ["That it be noted."]


def test_key_decisions_and_key_actions_are_lists_of_them():
    said = "Key decisions:\n• The plan was endorsed.\n\nKey actions:\n• Mrs Reed to print the plan (due: 1 May 2024)"
    found = read(PAPER.format(said=said))
    assert [each["text"] for each in found["resolutions"]] == ["The plan was endorsed."]
    assert [(each["owner"], each["due"]) for each in found["actions"]] == [("Mrs Reed", "2024-05-01")]


def test_what_the_body_did_in_a_list_below_its_name_is_one_decision_each():
    assert decided("Decision\n\nThe Group:-\n\n1. noted the report; and\n\n2. agreed that it return.") == [
        "noted the report",
        "agreed that it return.",
    ]


def test_an_update_on_a_numbered_minute_confirms_nothing():
    assert decided("1. From Minute 604.2: the Clerk confirmed that the lease had been signed.") == []


def test_a_number_before_the_word_and_a_paper_with_what_was_done_to_it_decide():
    assert decided("4.1 Resolved:\n\nThat the actions of earlier meetings be told.") == [
        "That the actions of earlier meetings be told."
    ]
    assert decided("Report noted.") == ["Report noted."]


def test_a_tab_behind_the_mark_of_a_list_makes_no_table():
    assert decided("The Committee agreed:\n(1)\tto note the report; and\n(2)\tthat it return in May.") == [
        "to note the report",
        "that it return in May.",
    ]
