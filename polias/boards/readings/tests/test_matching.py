"""An entry of a paper finds the earlier action it speaks of: by reference, then by words, and else asks."""

from __future__ import annotations

import pytest

from polias.boards.readings.matching import SURE, UNSURE, Known, likeness, matches, plain_ref
from polias.boards.readings.places import marked

DATA = Known("AC-1", ("12/21",), ("BS to share the response time data with the Board",))
PAPER = Known("AC-2", ("13/21",), ("CW to provide a paper on custody delays",))
PARTNERS = Known("AC-3", ("3",), ("BS and DP to write to partners about missing persons",))
LOG = [DATA, PAPER, PARTNERS]


def first(ref, text, log=LOG):
    found = matches(ref, text, log)
    return (found[0].key, found[0].sure) if found else None


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        ("12/21", "Share response time data"),
        ("Action 12/2021", "The data on response times was shared"),
        ("", "Share the response time data with the Board"),
        ("", "To share the response time data with the board."),
    ],
)
def test_a_reference_of_its_own_or_the_same_words_find_the_action_for_sure(ref, text):
    assert first(ref, text) == ("AC-1", True)


def test_a_number_that_begins_anew_at_every_meeting_needs_words_that_agree():
    assert first("3", "Write to partners about missing persons") == ("AC-3", True)
    assert first("3", "Fund the new roof of the station") is None
    assert first("3", "Letters to partners on persons who are missing") == ("AC-3", True)


def test_words_that_are_only_near_are_proposed_and_a_person_decides():
    found = matches("", "The force brings figures on custody delays", LOG)
    assert (found[0].key, found[0].sure) == ("AC-2", False)
    assert UNSURE <= found[0].likeness < SURE


def test_the_same_reference_with_quite_other_words_is_proposed_and_not_taken():
    assert first("12/21", "Repaint the front desk at Oldminster") == ("AC-1", False)


def test_two_actions_that_are_as_likely_are_both_proposed():
    twin = Known("AC-4", ("40/21",), DATA.texts)
    found = matches("", "Share the response time data with the Board", [DATA, twin])
    assert [(match.key, match.sure) for match in found] == [("AC-1", False), ("AC-4", False)]


def test_words_that_many_actions_share_are_no_likeness():
    assert likeness("Write to partners", "Write to partners about the summer festival and its costs") < UNSURE
    assert likeness("", "anything") == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Action 07/21", "7/2021"), ("AP 4", "AP4"), ("Ref. 12", "12"), ("44 / 26", "44/26")],
)
def test_one_reference_written_in_two_ways_is_one(one, other):
    assert plain_ref(one) == plain_ref(other)


def test_every_place_is_marked_also_one_within_another_and_nothing_of_the_text_runs():
    text = "1. Data <script>\nBS to share it"
    html = marked(text, {"item-0": (3, 16), "action-0": (17, 31), "single-body": (3, 7)})
    assert "<script>" not in html
    assert html.count('id="at-') == 3
    assert 'data-places="item-0,single-body">Data<' in html
    assert 'data-places="action-0">BS to share it<' in html


def test_a_very_long_paper_is_shown_around_its_values():
    text = "x" * 500_000 + "ACTION" + "y" * 500_000
    html = marked(text, {"action-0": (500_000, 500_006)})
    assert ">ACTION<" in html
    assert len(html) < 10_000
