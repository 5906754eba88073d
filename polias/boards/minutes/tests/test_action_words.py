"""The many ways of writing the word, the number and the name on a line of action: a small example of each."""

from __future__ import annotations

import pytest

from polias.boards.minutes.tests.test_actions import PAPER, actions, read

ASKED = "AF to consider the proposal"


@pytest.mark.parametrize(
    ("before", "ref"),
    [
        ("\u2705 Action: ", None),
        ("Action(s): ", None),
        ("Action/s: ", None),
        ("Action needed: ", None),
        ("Action identified: ", None),
        ("Action taken away: ", None),
        ("Urgent action: ", None),
        ("Key action: ", None),
        ("Action: – ", None),
        ("Action upon ", None),
        ("Action #1 ", "1"),
        ("Action One: ", "One"),
        ("Action A: ", "A"),
        ("Action i) ", "i"),
        ("2024/03 Action: ", "2024/03"),
    ],
)
def test_the_word_and_the_number_are_written_in_many_ways(before, ref):
    assert actions(f"{before}{ASKED}") == [(ref, ASKED, "AF", None)]


@pytest.mark.parametrize(
    ("behind", "ref"),
    [
        (" (AP: AF)", None),
        (" (action AF)", None),
        (" (new action)", None),
        (" – action.", None),
        (" – Action AF", None),
        (" – A3", "A3"),
        (". ACTION", None),
        (". Action 3", "3"),
        (". (Action 3 refers)", "3"),
        (". Action owner: AF", None),
    ],
)
def test_the_word_closes_a_sentence_in_many_ways(behind, ref):
    assert [(each[0], each[2]) for each in actions(f"The plan was shown. {ASKED}{behind}")] == [(ref, "AF")]


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("Consider the proposal. AF", "AF", None),
        ("Consider the proposal. Owner AF", "AF", None),
        ("Consider the proposal [AF by 30 April]", "AF", "2024-04-30"),
        ("Consider the proposal / AF / 30 April", "AF", "2024-04-30"),
        ("Consider the proposal, Ann Field, 30 April", "Ann Field", "2024-04-30"),
        ("That AF consider the proposal", "AF", None),
        ("AF, consider the proposal", "AF", None),
        ("@AF consider the proposal", "AF", None),
        ("Ann Field, OPCC, to consider the proposal", "Ann Field, OPCC", None),
        ("the Police and Crime Commissioner to consider it", "Police and Crime Commissioner", None),
        ("HMICFRS lead to consider the proposal", "HMICFRS lead", None),
        ("CC CFO to consider the proposal", "CC CFO", None),
        ("C/Insp Reed to consider the proposal", "C/Insp Reed", None),
    ],
)
def test_who_is_to_act_is_written_in_many_ways(said, owner, due):
    found = [(each[2], each[3]) for each in actions(f"Action: {said}")]
    owner = owner.split(", ") if owner == "Ann Field, OPCC" else owner
    assert found == [(owner, due)]


@pytest.mark.parametrize("said", ["Action: NA to write to partners", "Action NA to write to partners"])
def test_somebody_whose_initials_are_those_of_not_applicable_acts_like_everybody_else(said):
    assert actions(said) == [(None, "NA to write to partners", "NA", None)]


def test_not_applicable_below_who_is_nobody_unless_somebody_listed_has_these_initials():
    table = "Item\tAction\tOwner\nCalls\tShare the figures of the winter\tNA\n"
    paper = PAPER.format(said=table)
    listed = paper.replace("1. Reports", "Present: Nora Ames (NA)\n\n1. Reports")
    assert [len(read(each)["actions"]) for each in (paper, listed)] == [0, 1]


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("Action to share the data with all partners.", ["to share the data with all partners."]),
        ("Action to cut the waits had begun in the spring.", []),
        ("Action: NA", []),
        ("Action: Completed", []),
        ("Action 4 – discharged at the last meeting.", []),
        ("New action: see log.", []),
        ("Key actions: recruitment, training and vetting.", []),
        ("Key actions: AF to recruit.", ["AF to recruit."]),
        ("Action taken: a letter was sent.", []),
    ],
)
def test_what_asks_for_something_is_told_from_what_tells_of_it(said, texts):
    assert [text for _r, text, _o, _d in actions(said)] == texts
