"""The marks by which papers set actions apart: each with every kind of owner and every way to print a date."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

PAPER = (
    "Northshire Board\nMinutes of the meeting held on 4 March 2024\n\nPresent: Ann Field (AF), Ben Reed (BR)\n\n"
    "1. Apologies\n\nNone.\n\n2. People\n\nThe survey of staff was presented.\n\n{said}\n\n"
    "3. Any other business\n\nThere was none.\n"
)
OWNERS = (
    ("AF", "AF"),
    ("Ann Field", "Ann Field"),
    ("A Field", "A Field"),
    ("Mrs Rowe", "Mrs Rowe"),
    ("Cllr Bell", "Cllr Bell"),
    ("DCC Reed", "DCC Reed"),
    ("A/Supt Reed", "A/Supt Reed"),
    ("OPCC", "OPCC"),
    ("Chief Constable", "Chief Constable"),
    ("The Treasurer", "Treasurer"),
    ("Head of Fleet", "Head of Fleet"),
    ("The Director of People and Change", "Director of People and Change"),
    ("Performance Manager", "Performance Manager"),
    ("Internal Audit", "Internal Audit"),
    ("All members", "All members"),
    ("AF/BR", ["AF", "BR"]),
    ("PCC and DCC", ["PCC", "DCC"]),
)
DUE = (
    ("", None),
    (" by 30 April 2024", "2024-04-30"),
    (" by 30/04/2024", "2024-04-30"),
    (" no later than 12.04.24", "2024-04-12"),
    (" by Friday 5th April", "2024-04-05"),
    (" by w/c 29 April", "2024-04-29"),
    (" by the end of April", "2024-04"),
    (" by the end of March", "2024-03"),
    (" by May 2024", "2024-05"),
    (" before the next meeting", None),
    (" in Q3", None),
)
TO = "{o} to share the staff survey{d}"
SHARE = "share the staff survey{d}"
WOULD = "The staff survey would be shared with members{d}."
#: What is printed, and the text of the action.
MARKS = (
    (f"ACTION: {TO}.", f"{TO}."),
    (f"Action – {TO}", TO),
    (f"**Action:** {TO}.", f"{TO}."),
    (f">> ACTION: {TO}", TO),
    (f"• Action: {TO}.", f"{TO}."),
    (f"2.3 Action: {TO}.", f"{TO}."),
    (f"Action 7: {TO}.", f"{TO}."),
    (f"Action 24/07: {TO}.", f"{TO}."),
    (f"ACTION 24-07 {TO}.", f"{TO}."),
    (f"AP7 – {TO}.", f"{TO}."),
    (f"A1: {TO}.", f"{TO}."),
    (f"Action point 3: {TO}.", f"{TO}."),
    (f"Action required: {TO}.", f"{TO}."),
    (f"Agreed action: {TO}.", f"{TO}."),
    (f"Action {TO}.", f"{TO}."),
    (f"[Action: {TO}]", TO),
    (f"The survey was discussed. ACTION: {TO}.", f"{TO}."),
    (f"NEW ACTION – {TO}", TO),
    (f"Post-meeting action: {TO}.", f"{TO}."),
    (f"Action/Decision: {TO}.", f"{TO}."),
    (f"Action No 3 {TO}.", f"{TO}."),
    (f"Action #3: {TO}.", f"{TO}."),
    (f"Action (3): {TO}.", f"{TO}."),
    (f"[Action 3] {TO}.", f"{TO}."),
    (f"Action 3a: {TO}.", f"{TO}."),
    (f"Action: 24/03 {TO}.", f"{TO}."),
    (f"Action: 3 – {TO}.", f"{TO}."),
    (f"{TO}. (Action)", f"{TO}."),
    (f"{TO} – ACTION", TO),
    (f"Action ({{o}}): {SHARE}.", f"{SHARE}."),
    (f"Action for {{o}}: {SHARE}.", f"{SHARE}."),
    (f"Action: {{o}}: {SHARE}", f"{{o}}: {SHARE}"),
    (f"Action: {{o}} – {SHARE}", f"{{o}} – {SHARE}"),
    (f"Action: {SHARE} ({{o}})", f"{SHARE} ({{o}})"),
    (f"Action: {SHARE}. Owner: {{o}}", f"{SHARE}."),
    (f"Action 7\n{SHARE}.\nOwner: {{o}}", f"{SHARE}."),
    (f"ACTION\n{TO}.", f"{TO}."),
    (f"Actions:\n• {TO}\n• BR to thank the staff", TO),
    (f"Actions:\n1. {TO}\n2. BR to thank the staff", TO),
    (f"Summary of actions\n- {TO}\n- BR to thank the staff", TO),
    (
        "It was agreed that {o} would share the staff survey{d}. (Action 7)",
        "It was agreed that {o} would share the staff survey{d}.",
    ),
    (f"{WOULD} (Action: {{o}})", WOULD),
    (f"{WOULD} (Action 7: {{o}})", WOULD),
    (f"{WOULD}\nAction: {{o}}", WOULD),
    (f"{WOULD} Action: {{o}}", WOULD),
    ("Action\tOwner\tDue\nShare the staff survey\t{o}\t{d}", "Share the staff survey"),
    ("Who\tWhat\tBy when\n{o}\tShare the staff survey\t{d}", "Share the staff survey"),
    (
        "| Ref | Action required | Responsible | Date |\n| 1 | Share the staff survey | {o} | {d} |",
        "Share the staff survey",
    ),
    (f"Item\tDiscussion\tAction\n1\tThe survey was discussed at length.\t{TO}", TO),
)


def the_one(said: str) -> tuple[str, object, str | None]:
    found = [each for each in read(PAPER.format(said=said))["actions"] if "thank" not in each["text"]]
    assert len(found) == 1, said
    return found[0]["text"].strip(" ."), found[0]["owner"], found[0]["due"]


@pytest.mark.parametrize(("printed", "text"), MARKS, ids=[printed for printed, _text in MARKS])
def test_a_mark_gives_text_owner_and_date(printed, text):
    for owner, names in OWNERS:
        said = printed.format(o=owner, d="")
        assert the_one(said) == (text.format(o=owner, d="").strip(" ."), names, None)
    for due, iso in DUE:
        said = printed.format(o="Mrs Rowe", d=due)
        assert the_one(said) == (text.format(o="Mrs Rowe", d=due).strip(" ."), "Mrs Rowe", iso)


@pytest.mark.parametrize(
    ("said", "text", "owner"),
    [
        ("Action AF: share the survey with staff", "share the survey with staff", "AF"),
        ("OPCC Action: share the survey with staff", "share the survey with staff", "OPCC"),
        ("The survey would be shared. Action AF", "The survey would be shared.", "AF"),
        ("The survey would be shared ACTION: AF", "The survey would be shared", "AF"),
        ("The survey would be shared.\n\nAction (AF)", "The survey would be shared.", "AF"),
    ],
)
def test_a_mark_that_holds_only_initials_or_an_office_says_who(said, text, owner):
    assert [(each["text"], each["owner"]) for each in read(PAPER.format(said=said))["actions"]] == [(text, owner)]


def test_several_actions_in_one_cell_are_several():
    said = "Item\tActions\nThe survey was presented.\tAction 1: AF to write Action 2: BR to call by 3 May 2024\n"
    found = [
        (each["ref"], each["text"], each["owner"], each["due"]) for each in read(PAPER.format(said=said))["actions"]
    ]
    assert found == [("1", "AF to write", "AF", None), ("2", "BR to call by 3 May 2024", "BR", "2024-05-03")]


def test_initials_in_a_margin_headed_action_make_the_last_sentence_theirs():
    said = "AF spoke of the survey. BR will share it with the staff by 3 May 2024.     BR"
    plain, headed = PAPER.format(said=said), PAPER.format(said=said).replace("1. Apologies", "ACTION\n\n1. Apologies")
    assert read(plain.replace("     BR", "     AF"))["actions"] == []  # not the one who will do it, and no margin
    assert [(each["text"], each["owner"], each["due"]) for each in read(headed)["actions"]] == [
        ("BR will share it with the staff by 3 May 2024.", "BR", "2024-05-03")
    ]


@pytest.mark.parametrize("letters", ["AF", "BR/AF", "DCC", "ALL", "AF/NFA"])
def test_initials_below_a_margin_are_those_of_somebody_listed_or_of_a_rank_or_office(letters):
    said = f"The survey would be shared with all staff.\n\n{letters}"
    paper = PAPER.format(said=said).replace("1. Apologies", "Action\n\n1. Apologies")
    assert [each["text"] for each in read(paper)["actions"]] == ["The survey would be shared with all staff."]


@pytest.mark.parametrize("letters", ["END", "NFA", "NPCC", "TBC"])
def test_letters_that_are_nobodys_give_no_action_to_anybody(letters):
    for said in (f"The survey would be shared.\n\n{letters}", f"The survey would be shared. {letters}"):
        paper = PAPER.format(said=said).replace("1. Apologies", "Action\n\n1. Apologies")
        assert read(paper)["actions"] == []


@pytest.mark.parametrize(
    ("bracket", "owner"),
    [
        ("(Action AF)", "AF"),
        ("(Action Ann Field and Ben Reed)", ["Ann Field", "Ben Reed"]),
        ("(Action 4 AF)", "AF"),
        ("(Action AF, June 2024)", "AF"),
        ("(Action by the works team)", "works team"),
        ("(Action: works team)", "works team"),
        ("(Action - works team)", "works team"),
        ("(Action 12)", None),
    ],
)
def test_a_bracket_that_closes_a_sentence_names_who_is_to_act(bracket, owner):
    said = f"The survey would be shared with staff. {bracket}"
    assert [each["owner"] for each in read(PAPER.format(said=said))["actions"]] == [owner]


@pytest.mark.parametrize(
    "bracket",
    [
        "(Action plan of the board, which was agreed in 2018 and sent to all)",
        "(Action plan 2019)",
        "(Action Plan)",
        "(Action Fraud)",
        "(Actions taken before)",
        "(Action-planning)",
        "(Action: none)",
    ],
)
def test_a_bracket_that_only_begins_with_the_word_action_gives_nothing_to_anybody(bracket):
    assert read(PAPER.format(said=f"Members went through the survey of staff. {bracket}"))["actions"] == []


def test_the_minute_that_an_action_comes_from_is_not_its_number():
    said = (
        "ACTION 1: AF to share the survey with all staff.\n\n"
        "Minute ref\tAction\tOwner\tDue\n2\tShare the survey with all staff\tAF\t3 May 2024\n"
    )
    found = read(PAPER.format(said=said))["actions"]
    wanted = ("1", "AF to share the survey with all staff.", "2024-05-03")
    assert [(each["ref"], each["text"], each["due"]) for each in found] == [wanted]


def test_what_became_of_earlier_actions_is_carried_forward_and_not_new():
    said = (
        "3. Actions of the last meeting\n\nAction 12 – Complete.\n\n"
        "Action 15 – AF gave an update. Action to remain open."
    )
    found = read(PAPER.format(said=said).replace("3. Any", "4. Any"))
    assert found["actions"] == []
    assert [(each["ref"], each["state"]) for each in found["carried_forward"]] == [("12", "closed"), ("15", "open")]


def test_a_row_of_a_log_that_was_raised_at_this_meeting_is_new():
    log = (
        "Action log\nDate raised\tAction\tOwner\tStatus\n5 February 2024\tAsk\tAF\tOpen\n"
        "4 March 2024\tWrite to staff\tBR\tOpen\n"
    )
    found = read(PAPER.format(said=log))
    assert [each["text"] for each in found["actions"]] == ["Write to staff"]
    assert [each["text"] for each in found["carried_forward"]] == ["Ask"]


@pytest.mark.parametrize(
    "said",
    [
        "AF spoke of Action Fraud.",
        "The Board saw the Action Plan.",
        "A1: the road is closed.",
        "AF asked for action. BR agreed.",
        "Action/Decision: The plan is approved.",
        "The Board heard of the plan. Action Fraud",
        "It was agreed that members would be told. (7 June)",
    ],
)
def test_what_only_looks_like_a_mark_is_no_action(said):
    assert read(PAPER.format(said=said))["actions"] == []


def test_rows_of_a_register_are_decisions():
    said = "Decision no.\tDecision\tOwner\nD1\tThe contract is extended\tAF\nD2\tNone\tBR\n"
    assert [each["text"] for each in read(PAPER.format(said=said))["resolutions"]] == ["The contract is extended"]
