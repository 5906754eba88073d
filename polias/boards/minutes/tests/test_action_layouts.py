"""Actions in layouts of their own: below whose they are, beside the word, cell by cell, closed by number and owner."""

from __future__ import annotations

import pytest

from polias.boards.minutes.tests.test_actions import PAPER, actions, read


def owners_and_days(said):
    return [(owner, due) for _ref, _text, owner, due in actions(said)]


@pytest.mark.parametrize("heading", ["Actions for the Force", "Force Actions:", "Actions – Force"])
def test_a_list_below_whose_it_is_is_theirs_unless_it_says_whose_else(heading):
    said = f"{heading}\n- Share the custody data\n- Write to the bank by 3 May 2024\n- AF to ring the school\n"
    assert owners_and_days(said) == [("Force", None), ("Force", "2024-05-03"), ("AF", None)]


def test_the_name_of_a_charity_heads_no_list_of_actions():
    assert actions("Action for Children:\n- Runs two clubs in the town\n- Has a new manager") == []


def test_the_word_in_a_cell_of_its_own_makes_what_stands_beside_it_an_action():
    said = "1.1\tThe plan was discussed.\nACTION\tThe Clerk to send the plan to members.\nACTION\tNone\n"
    assert actions(said) == [(None, "The Clerk to send the plan to members.", "Clerk", None)]


def test_a_table_given_cell_by_cell_is_read_row_by_row():
    said = (
        "Action\nOwner\nDeadline\nCheck the stock of meals every week\nInspector Field\n3 May 2024\n"
        "Send the new form to visitors\nAnn Reed\nOngoing\nThere was nothing else to tell.\n"
    )
    assert actions(said) == [
        (None, "Check the stock of meals every week", "Inspector Field", "2024-05-03"),
        (None, "Send the new form to visitors", "Ann Reed", None),
    ]


@pytest.mark.parametrize(
    ("closing", "ref", "owner", "due"),
    [
        ("(AP1 – Ann Field)", "AP1", "Ann Field", None),
        ("[Action 3: AF/BR, 3 May 2024]", "3", ["AF", "BR"], "2024-05-03"),
        ("(Ann Field – AP4)", "AP4", "Ann Field", None),
    ],
)
def test_number_and_owner_in_the_bracket_that_closes_a_sentence(closing, ref, owner, due):
    text = "A schedule of unused days would be circulated"
    assert actions(f"Days were lost. {text} {closing}.") == [(ref, text, owner, due)]


def test_a_bracket_with_a_number_and_no_owner_beside_it_closes_nothing():
    assert actions("The figures were in the appendix that members had (A4 – page 12).") == []


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("For action by the Chief Constable: share the survey with the Commissioner.", "Chief Constable", None),
        ("AF action: put the number in all magazines.", "AF", None),
        ("Action (by 3 May 2024): AF to price the trackers.", "AF", "2024-05-03"),
        ("Action (urgent): AF to ask for a grant.", "AF", None),
        ("ACTION AF: Site list to the Board. Due 16/05/2024.", "AF", "2024-05-16"),
    ],
)
def test_who_or_when_before_or_behind_the_word(said, owner, due):
    assert owners_and_days(said) == [(owner, due)]


@pytest.mark.parametrize(
    "said", ["For action: the report of the Treasurer", "Action 3 (April): this had been arranged."]
)
def test_what_an_agenda_puts_up_for_action_and_what_became_of_an_earlier_one_are_none(said):
    found = read(PAPER.format(said=said).replace("1. Reports", "1. Matters arising"))
    assert found["actions"] == []


def test_to_write_is_something_to_do_and_no_name():
    assert owners_and_days("Action: Write to the bank") == [(None, None)]


def test_paragraphs_of_one_cell_that_each_name_somebody_are_one_action_each():
    said = "<p>Confirm patrols (AF, 31 March)</p><p>Ask shops (BR)</p>"
    table = f"Item\tNotes\tActions (who and when)\nPatrols\tCalls had halved.\t{said}\n"
    assert actions(table) == [
        (None, "Confirm patrols (AF, 31 March)", "AF", "2024-03-31"),
        (None, "Ask shops (BR)", "BR", None),
    ]


@pytest.mark.parametrize("heading", ["ACTIONS ARISING FROM THE MEETING", "Schedule of actions", "Agreed actions:"])
def test_a_list_below_any_heading_of_actions_says_where_each_comes_from(heading):
    said = (
        f"{heading}\n\n1.\tItem 3 – Insp Field to compare complaints.\n2.\tItem 4 – Clerk to write to the insurers.\n"
    )
    assert [(text, owner) for _r, text, owner, _d in actions(said)] == [
        ("Insp Field to compare complaints.", "Insp Field"),
        ("Clerk to write to the insurers.", "Clerk"),
    ]


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("Action 1\n\nArrange a meeting in May.\n\nOwner: AF\n\nDue: 3 April 2024", "AF", "2024-04-03"),
        ("Action: show the targets.\nLead officer – Ann Field – Deadline – 8 May 2024", "Ann Field", "2024-05-08"),
        ("CAM GWEITHREDU / ACTION: AF to share the plan.", "AF", None),
        ("Actions:\n(a) the group would look at every search", "group", None),
        ("AP34 (new): AF to have the letters translated", "AF", None),
        ("Action: Put the lane on the list (AF, May)", "AF", "2024-05"),
    ],
)
def test_labels_below_and_words_before_an_action_say_whose_it_is(said, owner, due):
    assert owners_and_days(said) == [(owner, due)]


def test_what_is_told_behind_an_earlier_action_makes_it_no_new_one():
    said = "AP33 – AF to bring the figures by ward. Not ready, carried forward to May.\nAP34 – AF to write again."
    found = read(PAPER.format(said=said).replace("1. Reports", "1. Action log"))
    assert [action["ref"] for action in found["actions"]] == ["AP34"]
    assert [(each["ref"], each["state"]) for each in found["carried_forward"]] == [("AP33", "open")]


def test_a_column_of_progress_with_nothing_in_it_yet_makes_no_log():
    table = "What\tPerson responsible\tProgress\nShare the figures\tAF\t\nRing the school\tBR\t\n"
    assert [owner for _r, _t, owner, _d in actions(table)] == ["AF", "BR"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Actions: AF to write; BR to ring; CD to put it on the May agenda.",
            [("AF", None), ("BR", None), ("CD", "2024-05")],
        ),
        ("Actions: (i) AF to write; (ii) BR to ring.", [("AF", None), ("BR", None)]),
        (
            "ACTION POINTS:\n• Ann – ask the county – 28 May\n• Ben/Cal – stand at the gate",
            [("Ann", "2024-05-28"), (["Ben", "Cal"], None)],
        ),
        ("A C T I O N : AF to publish the rules.", [("AF", None)]),
    ],
)
def test_several_in_one_line_and_spaced_letters(said, found):
    assert owners_and_days(said) == found


@pytest.mark.parametrize("closing", ["Action by: Chief Inspector Field", "Action by Chief Inspector Field"])
def test_a_line_that_says_by_whom_gives_them_what_stands_above(closing):
    said = f"Casualties were fewer. Members asked that the next report show motorcyclists.\n\n{closing}"
    text = "Members asked that the next report show motorcyclists."
    assert actions(said) == [(None, text, "Chief Inspector Field", None)]


def test_columns_of_blanks_below_a_heading_of_actions_need_no_headings():
    said = (
        "ACTION SHEET\n\n16/42   Send farmers the advice on stacks       Insp Field      7 May 2024\n"
        "16/43   Pass on the numbers of vehicles         B Reed          At once\n"
        "16/43   Invite the deer society to speak        C Dunn          13 June 2024\n"
    )
    assert actions(said) == [
        ("16/42", "Send farmers the advice on stacks", "Insp Field", "2024-05-07"),
        ("16/43", "Pass on the numbers of vehicles", "B Reed", None),
        ("16/43", "Invite the deer society to speak", "C Dunn", "2024-06-13"),
    ]


@pytest.mark.parametrize("gap", ["\t", "            "])
@pytest.mark.parametrize("line", [0, 1, 2])
def test_initials_at_the_edge_of_the_page_stand_beside_any_line_of_their_paragraph(gap, line):
    lines = [
        "The number had fallen to forty-one, and disposals out of court go",
        "through the panel every week as was agreed in the spring. Ann Field",
        "will share the terms of reference of the panel.",
    ]
    lines[line] += f"{gap}AF"
    paper = PAPER.format(said="\n".join(lines)).replace("1. Rep", "Present: Ann Field (AF)\n\nAction\n\n1. Rep")
    found = [(a["ref"], a["text"], a["owner"], a["due"]) for a in read(paper)["actions"]]
    assert found == [(None, "Ann Field will share the terms of reference of the panel.", "AF", None)]


def test_a_name_in_a_margin_below_what_nobody_is_to_do_is_no_action():
    assert actions("Action\n\nBen Reed could not come and sent somebody else.\n\nDr Ann Field") == []


@pytest.mark.parametrize(
    ("said", "ref", "owner", "due"),
    [
        ("[Action AF] Remind sergeants by 30 May 2024.", None, "AF", "2024-05-30"),
        ("(Action: Ann Field) Publish the findings.", None, "Ann Field", None),
        ("Action 14.2a: AF to write guidance", "14.2a", "AF", None),
        ("Scores are late. AF to circulate the scores. (AF – 22 May)", None, "AF", "2024-05-22"),
        ("All to submit claims. (All – ongoing)", None, "All", None),
    ],
)
def test_marks_in_brackets_before_and_behind_an_action(said, ref, owner, due):
    assert [(each[0], *each[2:]) for each in actions(said)] == [(ref, owner, due)]


def test_a_name_and_a_day_in_a_bracket_behind_what_nobody_is_to_do_close_nothing():
    assert actions("Searches fell by a third over the whole of the year (Home Office, March 2024).") == []


def test_name_and_day_below_one_heading_are_told_apart():
    row = "Finance\tIt rose.\tBreak overtime down\t<p>Ann Field</p><p>4 July 2024</p>\n"
    table = f"Item\tDiscussion\tAction required\tLead / Date\n{row}"
    assert actions(table) == [(None, "Break overtime down", "Ann Field", "2024-07-04")]


@pytest.mark.parametrize(
    "headings",
    [
        "Action\tAssignee\tDue",
        "Action Description\tAction Lead\tAction Due Date",
        "Agreed action\tNamed officer\tDate to be completed",
        "Action Points\tInitials\tDate",
        "Outcome/Action\tLead\tDate",
        "Gweithred / Action\tPwy / Who\tPryd / When",
        "Cam gweithredu\tPerchennog\tErbyn",
    ],
)
def test_columns_of_an_action_table_are_headed_in_many_ways(headings):
    table = f"{headings}\nShare the custody figures\tAF\t30 April 2024\n"
    assert actions(table) == [(None, "Share the custody figures", "AF", "2024-04-30")]


def test_minutes_kept_in_a_table_are_no_log_for_what_their_first_item_is_called():
    table = (
        "Item\tDiscussion\tAction\tOwner\n1\t<p>Minutes of last meeting</p><p>They were agreed.</p>\t\t\n"
        "2\t<p>Budget</p><p>AF reported an underspend.</p>\tBreak agency costs down\tAF\n"
    )
    paper = f"Board\nMinutes of the meeting held on 4 March 2024\n\n{table}"
    assert [(a["text"], a["owner"]) for a in read(paper)["actions"]] == [("Break agency costs down", "AF")]


def test_numbered_lines_below_a_heading_of_actions_keep_their_number():
    said = "New actions:\nRef 44 – AF to send the plan by 19 May\nRef 45 – BR to ring\n"
    assert actions(said) == [
        ("44", "AF to send the plan by 19 May", "AF", "2024-05-19"),
        ("45", "BR to ring", "BR", None),
    ]


def test_a_column_of_decisions_and_actions_holds_no_action_where_it_tells_an_outcome():
    table = "Item\tDiscussion\tDecision / Action\tOwner\nPlan\tShown.\tNoted\t\nVans\tFew.\tPlan to be shared\tAF\n"
    assert actions(table) == [(None, "Plan to be shared", "AF", None)]


def test_an_office_in_small_letters_is_whose_it_is_and_one_in_progress_is_no_new_one():
    assert owners_and_days("Action – clerk to ask for the van again in May") == [("clerk", "2024-05")]
    said = "Action 21/34: AF to set up a youth panel. In progress."
    assert read(PAPER.format(said=said).replace("1. Reports", "1. Actions from the previous board"))["actions"] == []


def test_a_number_of_actions_in_a_cell_of_its_own_counts_where_somebody_is_to_act():
    said = "A1\tAF to issue a note to all staff\nA2\tAnnual report of the Treasurer\n"
    assert actions(said) == [("A1", "AF to issue a note to all staff", "AF", None)]


def test_labels_and_what_they_stand_for_in_turns_are_one_action():
    said = "Action\nTell traders when the road will reopen\nOwner\nAnn Field\nDue\n14 May 2024\n"
    assert actions(said) == [(None, "Tell traders when the road will reopen", "Ann Field", "2024-05-14")]


def test_a_row_with_nothing_but_a_name_gives_the_rows_below_to_somebody():
    table = (
        "Action\tDue\nAnn Field\t\nPut the case for a second meeting\tMay 2024\nBen Reed\t\nSend the list\tJune 2024\n"
    )
    assert [(text, owner) for _r, text, owner, _d in actions(table)] == [
        ("Put the case for a second meeting", "Ann Field"),
        ("Send the list", "Ben Reed"),
    ]


def test_new_actions_below_a_log_with_the_same_headings_are_a_table_of_their_own():
    log = "Ref\tAction\tOwner\tStatus\n{}\t{}\tAF\tOpen\n"
    between = "The programme was on amber, since steel had risen and the lease was not signed. " * 2
    paper = PAPER.format(
        said=f"{log.format('1.1', 'Agree the lease')}\n2. Risks\n\n{between}\n\nNew actions\n\n"
        f"{log.format('2.1', 'Price the steel again')}"
    ).replace("1. Reports", "1. Previous actions")
    found = read(paper.replace("2. Close", "3. Close"))
    assert [a["text"] for a in found["actions"]] == ["Price the steel again"]
    assert [c["text"] for c in found["carried_forward"]] == ["Agree the lease"]


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("Action: Count again.\nResponsible: Ann Field. Complete by: 11 July 2024.", "Ann Field", "2024-07-11"),
        ("WHO'S DOING WHAT\n\nAnn\t\twrite up the visit for the page\n", "Ann", None),
        ("Two were dead. Action – BT (31 May): chase the laboratory.", "BT", "2024-05-31"),
        ("2.\tThe code was explained. Mr Bligh to circulate it.\t**AF**", "AF", None),
    ],
)
def test_more_ways_to_say_whose_an_action_is(said, owner, due):
    paper = PAPER.format(said=said).replace("1. Reports", "Present: Ann Field (AF)\n\n1. Reports")
    assert [(a["owner"], a["due"]) for a in read(paper)["actions"]] == [(owner, due)]


def test_of_two_sentences_beside_initials_that_which_names_them_is_theirs():
    said = "AF will write to the owners of the yard at once. They had not answered before the summer.\n\nAF"
    paper = PAPER.format(said=said).replace("1. Reports", "Present: Ann Field (AF)\n\nAction\n\n1. Reports")
    assert [a["text"] for a in read(paper)["actions"]] == ["AF will write to the owners of the yard at once."]
