"""Actions: the marks by which papers set them apart, their owners and dates; earlier ones told apart."""

from __future__ import annotations

import pytest

from polias.boards.minutes.confidence import UNSURE
from polias.boards.minutes.reading import read

PAPER = (
    "Board\nMinutes of the meeting held on 4 March 2024\n\n1. Reports\n\n{said}\n\n2. Close\n\n"
    "There was nothing else.\n"
)


def actions(said):
    return [(a["ref"], a["text"], a["owner"], a["due"]) for a in read(PAPER.format(said=said))["actions"]]


@pytest.mark.parametrize(
    ("said", "ref", "text", "owner", "due"),
    [
        ("ACTION: AF to write to partners.", None, "AF to write to partners.", "AF", None),
        ("Action – TS/SC to review call times", None, "TS/SC to review call times", ["TS", "SC"], None),
        ("Action PF to discuss the proposal", None, "PF to discuss the proposal", "PF", None),
        (
            "Action 12/24: DCC Reed to report by 30 April 2024",
            "12/24",
            "DCC Reed to report by 30 April 2024",
            "DCC Reed",
            "2024-04-30",
        ),
        (
            "ACTION: DCC and the PCC's CEO to discuss commissioning.",
            None,
            "DCC and the PCC's CEO to discuss commissioning.",
            ["DCC", "PCC's CEO"],
            None,
        ),
        ("ACTION: Work will go on. Owner: Ann Field. Due: May 2024", None, "Work will go on.", "Ann Field", "2024-05"),
        (
            "It was agreed that the minutes would be brought to the next meeting. (AP4)",
            "AP4",
            "It was agreed that the minutes would be brought to the next meeting.",
            None,
            None,
        ),
        (
            "The force would share the plan with members. (Action: Chief Constable)",
            None,
            "The force would share the plan with members.",
            "Chief Constable",
            None,
        ),
        (
            "ACTION: CW to add the average by the end of July.",
            None,
            "CW to add the average by the end of July.",
            "CW",
            "2024-07",
        ),
        ("Action: AF to bring it to the next meeting.", None, "AF to bring it to the next meeting.", "AF", None),
    ],
)
def test_an_action_is_read_with_owner_and_date(said, ref, text, owner, due):
    assert actions(said) == [(ref, text, owner, due)]


@pytest.mark.parametrize(
    "said",
    [
        "Action Fraud was discussed.",
        "Action: None",
        "The action plan is on track.",
        "AF agreed to visit the control room.",
        "The Board thanked AF (2).",
    ],
)
def test_what_only_speaks_of_action_is_none(said):
    assert actions(said) == []


def test_the_words_action_fraud_inside_an_action_begin_no_other():
    assert actions("Action – AF to ask for a better service from Action Fraud and to say so.") == [
        (None, "AF to ask for a better service from Action Fraud and to say so.", "AF", None)
    ]


def test_a_list_under_the_word_actions_is_one_action_each():
    assert [owner for _r, _t, owner, _d in actions("Actions:\n• AF to write.\n• BR to call the fire service.")] == [
        "AF",
        "BR",
    ]


def test_the_paragraph_under_the_word_action_alone_is_the_action():
    said = "Action:\n\nA paper on custody should come to the next board.\n\nThe weather was fine."
    assert actions(said) == [(None, "A paper on custody should come to the next board.", None, None)]


def test_the_word_action_in_small_letters_heads_a_line_too():
    assert actions("action – AF to write to partners") == [(None, "AF to write to partners", "AF", None)]


def test_a_table_of_the_month_without_a_year_means_the_next_such_month():
    table = "Action\tOwner\tDue\nShare the data\tAF\tOctober\nSend the plan\tBR\tJanuary\n"
    assert [a[2:] for a in actions(table)] == [("AF", "2024-10"), ("BR", "2025-01")]


def test_look_alike_letters_of_an_owner_are_made_latin():
    assert actions("Action\tOwner\tDue\nShare the data\tВН\tMay 2024\n")[0][2] == "BH"


def test_html_inside_a_cell_is_words():
    table = "Action\tOwner\tDue\n<p>Share the&nbsp;data</p>\t<b>AF</b>\t<span>3 May 2024</span>\n"
    assert actions(table) == [(None, "Share the data", "AF", "2024-05-03")]


def test_an_owner_alone_in_the_action_column_takes_the_undertaking_beside_it():
    table = "Item\tAction\nThe plan was discussed. AF will send the plan to members.\tAF\nIt was noted.\t\n"
    assert actions(table) == [(None, "AF will send the plan to members.", "AF", None)]


def test_an_action_told_and_listed_at_the_end_is_one():
    said = (
        "Action: AF to share the custody data with members\n\nSummary of actions\nAction\tOwner\tDue\n"
        "Share the custody data with members\tAF\t3 May 2024\n"
    )
    assert actions(said) == [(None, "AF to share the custody data with members", "AF", "2024-05-03")]


def test_a_log_of_earlier_actions_is_carried_forward_and_not_new():
    paper = PAPER.format(
        said="Ref\tAction\tOwner\tStatus\n3/23\tShare the data\tAF\tClosed\n5/23\tSend the plan\tBR\tOngoing"
    )
    found = read(paper)
    assert found["actions"] == []
    assert [(c["ref"], c["text"], c["state"]) for c in found["carried_forward"]] == [
        ("3/23", "Share the data", "closed"),
        ("5/23", "Send the plan", "open"),
    ]


def test_outstanding_references_told_one_by_one_are_carried_forward():
    paper = (
        "Board\n\n1. Outstanding references\n\n3/2018/P – Staff survey\n\n"
        "• Members agreed that it could be closed.\n\n5/2018/P – Videos\n\nIt is to remain open.\n\n"
        "2. Close\n\nNone.\n"
    )
    assert [c["ref"] for c in read(paper)["carried_forward"]] == ["3/2018/P", "5/2018/P"]


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("Members requested that police provide a paper for the June meeting. (AP2)", "police", "2024-06"),
        ("Members asked that the Treasurer bring figures. (AP2)", "Treasurer", None),
        ("Members recommended that the paper be shared. (AP2)", None, None),
        ("That officials would draft a reply. (AP1)", "officials", None),
        ("Action: AF to bring a profile to the March board.", "AF", "2024-03"),
        ("Action: AF to run a week of visits in April.", "AF", "2024-04"),
        ("Action: AF to ask why calls rose in April and fell.", "AF", None),
        ("Action: AF to publish it in the week of 18 March 2024.", "AF", "2024-03-18"),
    ],
)
def test_who_is_asked_and_the_month_of_a_meeting_are_owner_and_day(said, owner, due):
    assert [each[2:] for each in actions(said)] == [(owner, due)]


def test_action_by_above_the_last_column_gives_what_stands_beside_a_name_to_it():
    paper = (
        "Board\n4 March 2024\n\nAPOLOGIES:\tMs C Hill\n\t\tACTION BY\n1.\tREPORT\t\n1.1\tThe lamp was mended.\t\n"
        "1.2\tSupt Reed to supply figures to the Board.\tSupt Reed\n2.\tCLOSE\t\n\tNone.\t\n"
    )
    found = [(each["text"], each["owner"]) for each in read(paper)["actions"]]
    assert found == [("Supt Reed to supply figures to the Board.", "Supt Reed")]


def test_a_number_of_any_kind_before_somebody_who_is_to_act_makes_an_action_but_not_among_earlier_ones():
    said = "SPB/45 – AF to write to the Minister – by 20th December"
    assert actions(said) == [("SPB/45", "AF to write to the Minister – by 20th December", "AF", "2024-12-20")]
    assert actions("SPB/45 – the map was shared.") == []
    paper = PAPER.replace("1. Reports", "1. Actions from the last meeting").format(said="SPB/45 – AF to write.")
    assert read(paper)["actions"] == []


def test_an_arrow_before_the_word_action_is_the_mark_of_a_list():
    assert actions("-> Action: AF to cut the tree") == [(None, "AF to cut the tree", "AF", None)]


@pytest.mark.parametrize("who", ["AC Field", "Cdr Field", "Ch. Supt. Field", "Det Ch Insp Field", "DAC Field"])
def test_ranks_in_short_are_owners(who):
    assert [each[2] for each in actions(f"Action: {who} to share the slides.")] == [who]


def test_a_new_row_of_a_log_is_this_meetings_and_the_same_as_in_the_text():
    log = (
        "Ref\tAction\tOwner\tDue\tStatus\nB1\tSend the plan\tAF\t01/02/24\tClosed\n"
        "B2\tAgree the measures for the report\tH Slone / Cdr Eze\t30/04/24\tNew\n"
    )
    said = f"ACTION: Harriet Slone and Commander Eze to agree the measures for the report.\n\nAction log\n\n{log}"
    assert [(ref, due) for ref, _text, _owner, due in actions(said)] == [("B2", "2024-04-30")]


def test_a_column_headed_action_beside_the_only_other_gives_each_sentence_its_owner():
    rows = "1/2010 Welcome\tAction\n1. The Chair spoke.\t\n2/2010 Budget\t\n2. AS would send a note.\tAS\n"
    found = read(f"Board\n4 March 2024\n\n{rows}")["actions"]
    assert [(each["text"].removeprefix("2. "), each["owner"]) for each in found] == [("AS would send a note.", "AS")]


def test_action_by_beside_a_column_of_minute_numbers_gives_the_last_sentence_to_whom_it_names():
    rows = "Minute\t\tAction by\n4/19\tAudit\u2029Two were late. Dr Hill asked for the reply to be shared.\tMs Reed\n"
    found = read(f"Board\n4 March 2024\n\n{rows}5/19\tClose\u2029None.\t\n")["actions"]
    said = "Dr Hill asked for the reply to be shared."
    assert [(each["text"], each["owner"]) for each in found] == [(said, "Ms Reed")]


@pytest.mark.parametrize(
    ("said", "owner"), [("Write to the bank", None), ("Write to the bank (BR)", "BR"), ("Halina to write", "Halina")]
)
def test_a_verb_before_to_is_nobody(said, owner):
    assert [each[2] for each in actions(f"Action: {said}")] == [owner]


@pytest.mark.parametrize("heading", ["ACTION LOG", "ACTION PLAN", "Action Tracker", "ACTION BY"])
def test_a_heading_that_begins_with_the_word_gives_nothing_to_anybody(heading):
    assert actions(f"The plan was shown.\n\n{heading}") == []


def test_a_table_with_a_row_for_each_thing_said_of_an_action_is_one_action():
    rows = "Action\tShow the waits\nLead\tACC Hill\nDate due\t9 December 2024\n"
    more = rows.replace("waits", "costs")
    paper = f"Hale Board\n4 March 2024\n\n1. Custody\n\nWaits grew.\n\n{rows}\n\n2. Close\n\n{more}\n"
    found = [(each["text"], each["owner"], each["due"]) for each in read(paper)["actions"]]
    assert found == [
        ("Show the waits", "ACC Hill", "2024-12-09"),
        ("Show the costs", "ACC Hill", "2024-12-09"),
    ]


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("ACTION ITEM: Deputy Chief Constable Hill to show a forecast.", "Deputy Chief Constable Hill"),
        ("ACTION ITEM: Secretary to write.", "Secretary"),
        ("ACTION: Chief of Staff to write.", "Chief of Staff"),
        ("ACTION: PCSO HILL to visit the group.", "PCSO HILL"),
        ("ACTION: List to be shared with partners. (AF)", "AF"),
    ],
)
def test_whoever_is_to_act_and_not_what_is_to_be_done_owns_an_action(said, owner):
    paper = f"Hale Board\n4 March 2024\n\n1. Custody\n\n{said}\n\n2. Close\n\nNone.\n"
    assert [each["owner"] for each in read(paper)["actions"]] == [owner]


@pytest.mark.parametrize(
    "said",
    ["4.2\tAF to bring a recovery plan by 12 August\tAction 17", "AF to bring a plan by 12 August     Action 17"],
)
def test_the_number_of_an_action_may_stand_beside_it(said):
    paper = f"Hale Board\n4 March 2024\n\n1. Custody\n\n{said}\n\n2. Close\n\nNone.\n"
    assert [(each["ref"], each["owner"], each["due"]) for each in read(paper)["actions"]] == [
        ("17", "AF", "2024-08-12")
    ]


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("Action: Costs to be worked out – AF – 30/06/24", "AF", "2024-06-30"),
        ("Action: Lt. Hill will provide it by 1 May 2024.", "Lt. Hill", "2024-05-01"),
        ("It was agreed that the Superintendent would speak to the colleges.\nACTION: SUPT HILL", "SUPT HILL", None),
    ],
)
def test_owners_behind_dashes_of_other_ranks_and_in_capitals(said, owner, due):
    paper = f"Hale Board\n4 March 2024\n\n1. Custody\n\n{said}\n\n2. Close\n\nNone.\n"
    assert [(each["owner"], each["due"]) for each in read(paper)["actions"]] == [(owner, due)]


def found_in(said):
    paper = f"Hale Board\n4 March 2024\n\n1. Custody\n\n{said}\n\n2. Close\n\nNone.\n"
    return [(each["ref"], each["text"], each["owner"], each["due"]) for each in read(paper)["actions"]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "→ AF to sample 20 cases. Owner: AF. Deadline: 30/11/24. Ref: 12.10/1",
            ("12.10/1", "AF to sample 20 cases.", "AF", "2024-11-30"),
        ),
        ("- [ ] Ann to send pictures (6 September)", (None, "Ann to send pictures (6 September)", "Ann", "2024-09-06")),
        ("ACTION OP: Send the list. Due 16/04/2024.", (None, "Send the list. Due 16/04/2024.", "OP", "2024-04-16")),
        ("Gweithred / Action: AF to write by 31 March.", (None, "AF to write by 31 March.", "AF", "2024-03-31")),
        ("Action: AF to share the data by 24/11.", (None, "AF to share the data by 24/11.", "AF", "2024-11-24")),
        ("Action: CI Hill to call the imam.", (None, "CI Hill to call the imam.", "CI Hill", None)),
    ],
)
def test_labels_boxes_and_days_mark_whose_an_action_is_and_by_when(said, found):
    assert found_in(said) == [found]


@pytest.mark.parametrize("said", ["- [x] Ann to send pictures", "Owner: the Force. It was built in 1950."])
def test_a_ticked_box_and_an_owner_of_something_else_are_no_actions(said):
    assert found_in(said) == []


def test_a_dash_below_who_gives_nobody_anything_to_do():
    rows = (
        "Item\tWhat was decided or asked\tWho\tWhen\n1. Minutes\tMinutes approved.\t-\t-\n"
        "2. Plan\tReport noted.\t-\t-\n\tClerk to print the plan\tClerk\tJune 2024\n"
    )
    found = read(f"Hale Board\n4 March 2024\n\n{rows}")
    assert [(each["owner"], each["due"]) for each in found["actions"]] == [("Clerk", "2024-06")]
    assert [each["text"] for each in found["resolutions"]] == ["Minutes approved.", "Report noted."]


def test_a_number_in_a_cell_of_its_own_shifts_no_column_and_one_cell_may_hold_several_actions():
    rows = (
        "Agenda item\tKey points\tActions\n1\tWelcome\tAF spoke.\t\n2\tFunding\tIt ends in March.\t"
        "All to send claims. AF to ask for more.\n3\tClose\tIt closed.\t\n"
    )
    found = read(f"Hale Board\n4 March 2024\n\n{rows}")["actions"]
    assert [(each["text"], each["owner"]) for each in found] == [
        ("All to send claims.", "All"),
        ("AF to ask for more.", "AF"),
    ]


def test_minutes_in_a_table_that_mark_their_actions_take_who_and_when_from_the_row():
    rows = (
        "No.\tItem\tAction owner\tDue\n1\tMinutes\tNone\t\t\n2\tUse of force: it fell. \tLC\t14/06/2024\n"
        "3\tAction: Compare it with others.\tAF\t14/06/2024\n"
    )
    found = read(f"Hale Board\n4 March 2024\n\n{rows}")["actions"]
    assert [(each["text"], each["owner"], each["due"]) for each in found] == [
        ("Compare it with others.", "AF", "2024-06-14")
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "New action 16/25: AF to show the waits by 8 December.",
            [("16/25", "AF to show the waits by 8 December.", "AF", "2024-12-08")],
        ),
        (
            "Who will do what: Ann will write a piece; Ben will ask vets by the end of May",
            [
                (None, "Ann will write a piece", "Ann", None),
                (None, "Ben will ask vets by the end of May", "Ben", "2024-05"),
            ],
        ),
        ("Next steps: The paper goes to the board.", []),
        (
            "The Town Clerk was asked to buy a camera for the park. ACTION: TOWN CLERK",
            [(None, "The Town Clerk was asked to buy a camera for the park.", "TOWN CLERK", None)],
        ),
    ],
)
def test_labels_in_other_words_and_offices_in_capitals(said, found):
    assert found_in(said) == found


def test_initials_behind_a_gap_are_the_owner_where_the_sentence_says_so_too():
    paper = "Hale Board\n4 March 2024\n\nPresent: Bill Tod (BT), Ann Field (AF)\n\n1. Bus\n\n{}\n\n2. Close\n\nNone.\n"
    said = "a) Shelter - BT to chase the Council.   BT"
    assert [(each["text"], each["owner"]) for each in read(paper.format(said))["actions"]] == [
        ("BT to chase the Council.", "BT")
    ]
    assert read(paper.format("BT spoke of it.   BT"))["actions"] == []


def test_a_row_that_gives_nobody_anything_to_do_is_unsure():
    rows = "Action\tOwner\tDue\nWrite to the bank\tAF\tMay 2024\nFigures for calls\t\t\n"
    found = read(f"Hale Board\n4 March 2024\n\n1. Custody\n\nWaits grew.\n\n{rows}")["actions"]
    assert [each["confidence"] < UNSURE for each in found] == [False, True]
