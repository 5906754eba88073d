"""What a body decided, and what only sounds like it."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

PAPER = "Panel\n\n1. Reports\n\n{said}\n\n2. Close\n\nThe Chair closed the meeting.\n"


def decided(said):
    return [each["text"] for each in read(PAPER.format(said=said))["resolutions"]]


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("RESOLVED that the report be noted.", ["that the report be noted."]),
        ("UNANIMOUSLY RESOLVED that A Hill be appointed.", ["that A Hill be appointed."]),
        (
            "Resolved\n\n1. That the report be noted.\n2. That a report be brought.",
            ["That the report be noted.", "That a report be brought."],
        ),
        ("Resolved that:\n\nCouncillor A Hill be appointed as Chair.", ["Councillor A Hill be appointed as Chair."]),
        (
            "Resolved\n\nThat the following be considered:\n· Fraud\n· Fleet",
            ["That the following be considered: Fraud Fleet"],
        ),
        ("RESOLVED 2007/041\n\nThat the responses be noted.", ["That the responses be noted."]),
        ("Resolved - (a) That it be noted, and (b) that it return.", ["That it be noted", "that it return."]),
        ("Decision: The plan is approved.", ["The plan is approved."]),
        ("Noted", ["Noted"]),
        ("57. Resolved – That the report be noted.", ["That the report be noted."]),
        ("(a) Resolved that the report be noted.", ["that the report be noted."]),
        (
            "Having heard the Clerk, the Committee –\n(a) noted the report; and\n(b) agreed to meet.",
            ["noted the report", "agreed to meet."],
        ),
        ("The Committee noted the opinion.", ["The Committee noted the opinion."]),
        ("The Panel then voted on the proposal.", []),
        ("Approved without amendment.", ["Approved without amendment"]),
        (
            "The minutes of the meeting held on 3 May 2020 were agreed as a true record.",
            ["The minutes of the meeting held on 3 May 2020 were agreed as a true record."],
        ),
        ("2.3 The Board noted the report.", ["The Board noted the report."]),
        ("The paper was presented discussed and noted.", ["The paper was presented discussed and noted."]),
        ("It was agreed that the plan would go on. AF spoke.", ["It was agreed that the plan would go on."]),
        ("PENDERFYNWYD llofnodi bod y cofnodion yn gywir.", ["llofnodi bod y cofnodion yn gywir."]),
        ("Mr A Hill was elected as Chair of the Panel.", ["Mr A Hill was elected as Chair of the Panel."]),
        (
            "The budget was shared and n oted by the board, as the b udget is.",
            ["The budget was shared and noted by the board, as the budget is."],
        ),
        (
            "Agreed: On the proposal of Mr Hill, seconded by Mrs Reed, that the minutes be adopted.",
            ["that the minutes be adopted."],
        ),
        (
            "AGREED - (1) That the report be noted.\n(2) That the Clerk write.",
            ["That the report be noted.", "That the Clerk write."],
        ),
        ("Resolution: That the plan be approved.", ["That the plan be approved."]),
        ("Outcome: The report was noted.", ["The report was noted."]),
        ("Outcome: Agreed.", ["Agreed"]),
        ("Outcome: the victim was told.", []),
        (
            "It was agreed:\n\n(a) that the plan be noted\n\n(b) that AF write",
            ["that the plan be noted", "that AF write"],
        ),
        ("The Board signed off the plan.", ["The Board signed off the plan."]),
        (
            "The Board:\n\nApproved the plan\n\nRequested a paper\n\nNoted the rest",
            ["Approved the plan", "Noted the rest"],
        ),
        ("Approved the plan", []),
        ("These were taken as read and confirmed.", ["These were taken as read and confirmed."]),
        ("Agreed: Mel to design a card.", ["Mel to design a card."]),
        ("Decision: Noted.\n\nNo actions.", ["Noted"]),
        ("Decision\n\nto note the report; and to ask for more.", ["to note the report", "to ask for more."]),
        ("Decision\n\nTo object to the closure.", ["To object to the closure."]),
        ("RESOLVED (7 votes to 2)\n\nThat the precept be supported.", ["That the precept be supported."]),
        ("We agreed that papers go out early.", ["We agreed that papers go out early."]),
        ("Minutes of 5 May signed off as accurate.", ["Minutes of 5 May signed off as accurate."]),
        ("The Minute of 5 May was submitted and approved.", ["The Minute of 5 May was submitted and approved."]),
        ("The Strategic Board agreed the target.", ["The Strategic Board agreed the target."]),
        ("The Executive agreed that it be paid.", ["The Executive agreed that it be paid."]),
        ("The Chair of the Board agreed to write.", []),
        ("The County Council approved a new road.", []),
        ("These were agreed, with one change.", ["These were agreed, with one change."]),
        ("It was agreed with partners in May.", []),
        ("Agreed as accurate. BR asked for a change.", ["Agreed as accurate"]),
        ("It was liked. Agreed to hold one in May.", ["Agreed to hold one in May."]),
        ("Noted as circulated.", ["Noted as circulated"]),
        (
            "It was proposed by Mrs Hill, seconded by Mr Reed and AGREED that the minutes be approved.",
            ["that the minutes be approved."],
        ),
        (
            "Members:\n\n• APPROVED the closure; and\n• NOTED the report.",
            ["APPROVED the closure; and", "NOTED the report."],
        ),
        ("Members:\n\n• NOTED that it had rained.", []),
        ("RESOLVED to pay £20. Cllr Hill left the room and took no part.", ["to pay £20."]),
        ("The auditor's certificate was received and noted.", ["The auditor's certificate was received and noted."]),
    ],
)
def test_a_decision_is_read_without_what_introduces_it(said, texts):
    assert decided(said) == texts


@pytest.mark.parametrize(
    "said",
    [
        "It was noted that crime had fallen.",
        "AF agreed to write.",
        "The Panel noted that crime had fallen.",
        "Members asked whether it had been agreed.",
        "The plan had previously been agreed.",
        "The Chief Executive said that the report should be approved.",
        "The report has not been approved.",
        "To approve the minutes of the last meeting.",
        "The Chair thanked AF for the report.",
    ],
)
def test_narrative_and_one_persons_agreeing_decide_nothing(said):
    assert decided(said) == []


def test_the_purpose_of_an_item_on_a_committee_page_decides_nothing():
    page = (
        "Items\n\n1.\n\nMinutes\n\nTo agree the minutes. The minutes were agreed in draft.\n\n"
        "Minutes:\n\nThere was no quorum.\n\n2.\n\nPlan\n\nMinutes:\n\nNoted\n"
    )
    assert [each["text"] for each in read(page)["resolutions"]] == ["Noted"]


def test_the_answer_to_an_earlier_recommendation_is_no_decision_of_this_meeting():
    rows = "Recommendation\tLead officer\tResponse\tStatus\nThat lamps be lit\tAnn Field\tAccepted\tIn progress\n"
    assert decided(f"{rows}\nThe tracker was shown.") == []
