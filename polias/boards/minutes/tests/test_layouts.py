"""Layouts that fold, flatten or spread what minutes say: a small example of each rule, and what it must leave alone."""

from __future__ import annotations

import pytest

from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.reading import read
from polias.boards.minutes.tests.documents import pdf

HEAD = "Northshire Board\nMinutes of the meeting held on 4 March 2024\n\n"
MARGIN = HEAD + "Action\n\n1. Calls\n\n{said}\n\n2. Close\n\nThere was nothing else.\n"


def actions(text):
    return [(each["text"], each["owner"], each["due"]) for each in read(text)["actions"]]


def decisions(said):
    return [each["text"] for each in read(f"{HEAD}1. Reports\n\n{said}\n\n2. Close\n\nIt closed.\n")["resolutions"]]


# ---------------------------------------------------------------------------------------- pages of one subject


def test_numbered_paragraphs_of_an_agenda_items_page_are_not_items():
    page = "Agenda item\n\nTaxi ranks\n\nMinutes:\n\n(1) Inspector Peel spoke of ranks.\n\n(2) Members asked why.\n"
    assert [(item["number"], item["title"]) for item in read(page)["items"]] == [(None, "Taxi ranks")]


def test_a_page_of_an_issue_has_an_item_for_each_meeting_and_the_body_behind_the_date():
    page = (
        "Issue - meetings\n\nVisits\n\nMeeting: 12/09/2017 - Standards Committee (Item 31)\n\n31 Custody visits\n\n"
        "Minutes:\n\nNoted\n\nMeeting: 06/06/2017 - Standards Committee (Item 12)\n\n12 Visits\n\nMinutes:\n\nAgreed\n"
    )
    found = read(page)
    assert [(item["number"], item["title"]) for item in found["items"]] == [("31", "Custody visits"), ("12", "Visits")]
    assert (found["body"], found["date"]) == ("Standards Committee", "2017-09-12")


def test_a_column_called_agenda_item_makes_no_page_of_one_item():
    rows = "Agenda item\tMinutes\tActions\n1. Welcome\tAF spoke.\t\n2. Close\tIt closed.\t\n"
    assert [item["number"] for item in read(f"{HEAD}{rows}")["items"]] == ["1", "2"]


# ------------------------------------------------------------------------------------------------- actions


def test_initials_on_a_line_of_their_own_below_a_margin_headed_action_give_the_sentence_to_somebody():
    assert actions(MARGIN.format(said="Calls fell. AF to show them by district.\n\nAF")) == [
        ("AF to show them by district.", "AF", None)
    ]


@pytest.mark.parametrize("said", ["Calls fell in May.\n\nNHS staff", "Calls.\n\nAF"], ids=["words", "a short line"])
def test_what_is_no_margin_gives_nothing_to_anybody(said):
    assert actions(MARGIN.format(said=said)) == []


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("AF to bring it back again. (Action: AF, June 2024)", ("AF to bring it back again.", "AF", "2024-06")),
        ("Members asked for fees. [Action: BS - to add the fees]", ("to add the fees", "BS", None)),
        (
            "A Member asked why and the Chief Constable undertook to provide a note. (AP2)",
            ("A Member asked why and the Chief Constable undertook to provide a note.", "Chief Constable", None),
        ),
        ("ACTION: PC Farrow to mark bicycles.", ("PC Farrow to mark bicycles.", "PC Farrow", None)),
        ("ACTION: Head of Fleet (KS) to write.", ("Head of Fleet (KS) to write.", "Head of Fleet (KS)", None)),
    ],
)  # fmt: skip
def test_owner_and_date_are_read_from_the_mark_that_closes_an_action(said, action):
    assert actions(f"{HEAD}1. Reports\n\n{said}\n\n2. Close\n\nIt closed.\n") == [action]


def test_of_notes_beside_a_column_by_whom_only_the_sentence_with_something_to_do_is_an_action():
    rows = (
        "Item\tNotes\tBy whom\tBy when\n1. Hate crime\tPN spoke of the week.\t\t\n"
        "2. Data\tSM shared the draft. Health to send the figures.\tOA\t15 May 2024\n"
    )
    assert actions(HEAD + rows) == [("Health to send the figures.", "OA", "2024-05-15")]


def test_a_register_of_decisions_with_lead_and_date_holds_no_actions():
    rows = "No\tSubject\tDecision\tLead\tDate due\n1\tPrecept\tIt was approved.\tTreasurer\t31 May 2024\n"
    assert actions(HEAD + rows) == []


def test_columns_parted_by_blanks_are_a_table_only_under_headings_that_announce_actions():
    rows = "Minute   Action              Officer     Deadline\n24       Add mileage to it   ACC Roper   9 July 2024"
    assert actions(f"{HEAD}{rows}\n") == [("Add mileage to it", "ACC Roper", "2024-07-09")]
    assert actions(f"{HEAD}{rows.replace('Action ', 'Vehicle').replace('Officer ', 'Colour  ')}\n") == []


BLANKS = (
    "No    Action                      Officer       Deadline\n"
    "1     Mend the lamps              Mo Reed       9 July 2024\n"
    "{second}\n"
    "3     Order a buoy                Ann Field     1 August 2024"
)
ABOVE, BELOW = ("Mend the lamps", "Mo Reed", "2024-07-09"), ("Order a buoy", "Ann Field", "2024-08-01")


@pytest.mark.parametrize(
    ("second", "between"),
    [
        ("2     Paint the rail              Mo Reed       2 June 2024", [("Paint the rail", "Mo Reed", "2024-06-02")]),
        ("2     Paint the rail              Mo Reed", [("Paint the rail", "Mo Reed", None)]),
        ("2     Paint the rail                            2 June 2024", [("Paint the rail", None, "2024-06-02")]),
        (
            "2     Paint the rail along        Mo Reed       2 June 2024\n"
            "      the whole quay              and Ann Field",
            [("Paint the rail along the whole quay", ["Mo Reed", "Ann Field"], "2024-06-02")],
        ),
        (
            "\n2     Paint the rail\n      along the quay              Mo Reed       2 June 2024\n",
            [("Paint the rail along the quay", "Mo Reed", "2024-06-02")],
        ),
        ("2   Paint   the rail   Mo Reed   June   2024", []),
    ],
    ids=["whole", "empty last cell", "empty cell", "wrapped", "wrapped before the owner", "no row"],
)
def test_a_row_that_does_not_fit_the_columns_ends_no_table_of_blanks(second, between):
    assert actions(HEAD + BLANKS.format(second=second) + "\n") == [ABOVE, *between, BELOW]


def test_prose_ends_a_table_of_blanks():
    prose = "Members thanked all.\n4     Spoke again                 of a buoy     9 May 2024"
    assert actions(f"{HEAD}{BLANKS.format(second='')}\n\n{prose}\n") == [ABOVE, BELOW]


def test_a_decision_in_the_same_paragraph_ends_an_action():
    found = read(
        f"{HEAD}1. Plan\n\nWhy? ACTION: Clerk to add it. RESOLVED: That it be noted.\n\n2. Close\n\nIt closed.\n"
    )
    assert [each["text"] for each in found["actions"]] == ["Clerk to add it."]
    assert [each["text"] for each in found["resolutions"]] == ["That it be noted."]


# ----------------------------------------------------------------------------------------------- decisions


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("IT WAS RESOLVED –\n\n(i) That it be noted;\n\n(ii) That it return.", ["That it be noted", "That it return."]),
        ("It was RESOLVED that it be paid. Proposed by Cllr A Hill.", ["that it be paid."]),
        ("RESOLVED that it be paid. Proposed: A Hill, seconded B Low. All in favour.", ["that it be paid."]),
        ("RESOLVED that it be paid. On the motion of A Hill, seconded by B Low.", ["that it be paid."]),
        ("PENDERFYNWYD nodi'r adroddiad. / RESOLVED that it be noted.", ["that it be noted."]),
        ("There was APPROVED the Minute of 3 May.", ["There was APPROVED the Minute of 3 May."]),
        ("Members NOTED the correspondence.", ["Members NOTED the correspondence."]),
        ("Agreed as correct.", ["Agreed as correct"]),
        ("AF spoke. Agreed: That it be noted.", ["That it be noted."]),
        ("RECOMMENDED to Cabinet: That it be noted.", ["That it be noted."]),
    ],
)  # fmt: skip
def test_decisions_are_read_whatever_stands_around_them(said, texts):
    assert decisions(said) == texts


@pytest.mark.parametrize(
    "more",
    [
        "Proposed amendments be sent to members by 1 May 2024.",
        "Moved boats be listed by the clerk.",
        "On the proposal of the Treasurer it be sent to the bank.",
        "Proposed by Cllr A Hill that the rules be sent to members.",
        "Proposed by Cllr A Hill. The clerk to write to the bank.",
    ],
)
def test_words_of_a_decision_that_only_begin_like_a_proposer_stay(more):
    assert decisions(f"RESOLVED that the orders be adopted. {more}") == [f"that the orders be adopted. {more}"]


# ------------------------------------------------------------------------------------------------- people


def test_a_summons_lists_members_and_nobody_who_was_there():
    members = "Membership:\nCouncillor Edna Pike (Chairman)\nCouncillor Ravi Menon\nCouncillor Lucy Sharp\n\n"
    paper = "Fire Committee\n\nYou are summoned to a meeting on 4 March 2024.\n\n" + members
    agenda = "1. Apologies\n\n2. Minutes\n\n3. Fire cover\n"
    assert read(paper + agenda)["attendees"] == []
    held = "1. Apologies\n\nNone were received.\n\n2. Minutes\n\nThey were agreed.\n\n3. Fire cover\n\nIt was noted.\n"
    assert len(read(paper + held)["attendees"]) == 3


def test_those_in_attendance_for_one_item_were_there_and_what_follows_the_list_names_nobody():
    said = (
        "The following were in attendance for this item:\n- Councillor Hana Dunn, Executive Member\n- Farah Malik\n\n"
        "In response Robin Hood Way was named.\n"
    )
    found = read(f"{HEAD}1. Reports\n\n{said}\n2. Close\n\nIt closed.\n")
    assert [who["name"] for who in found["attendees"]] == ["Hana Dunn", "Farah Malik"]


def test_of_titles_in_two_languages_the_english_is_taken_and_an_initial_y_stays():
    heading = "Yn bresennol / Present:\nY Cynghorydd / Councillor Elin Rees (Cadeirydd / Chair)\nMr Y Hassan\n\n"
    found = read(f"{HEAD}{heading}1. Apologies\n\nNone.\n\n2. Close\n\nIt closed.\n")
    assert [who["name"] for who in found["attendees"]] == ["Elin Rees", "Y Hassan"]
    assert found["chair"] == "Elin Rees"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("COUNCILLOR A H WRIGHTSON (CHAIRMAN)", ["A H WRIGHTSON"]),
        ("Councillors K Lowe (City of Marwick Council) (Vice-Chair) and M Nunn (Tarn Council)", ["K Lowe", "M Nunn"]),
        ("Councillor Mungo Reid, Convener; and Councillors Airlie, Boyd and Jean Duthie",
         ["Mungo Reid", "Airlie", "Boyd", "Jean Duthie"]),
    ],
)  # fmt: skip
def test_names_are_told_apart_in_capitals_behind_two_brackets_and_behind_a_semicolon(printed, names):
    found = read(f"{HEAD}Present:- {printed}\n\n1. Apologies\n\nNone.\n\n2. Close\n\nIt closed.\n")
    assert [who["name"] for who in found["attendees"]] == names


def test_apologies_may_be_intimated():
    found = read(
        f"{HEAD}1. Apologies\n\nApologies were intimated on behalf of Mr P Geddes.\n\n2. Close\n\nIt closed.\n"
    )
    assert [who["name"] for who in found["apologies"]] == ["P Geddes"]


def test_officers_on_a_line_behind_named_apologies_were_there():
    found = read(
        f"{HEAD}Apologies: Cllr F Gore\nOfficers: M Hurd, Clerk\n\n1. Budget\n\nNone.\n\n2. Close\n\nIt closed.\n"
    )
    assert [who["name"] for who in found["attendees"]] == ["M Hurd"]
    below = read(f"{HEAD}Apologies:\nCllr F Gore\nOfficers: M Hurd\n\n1. Budget\n\nNone.\n\n2. Close\n\nIt closed.\n")
    assert [who["name"] for who in below["apologies"]] == ["F Gore", "M Hurd"]


@pytest.mark.parametrize(
    "lines",
    [
        "Apologies: Members: Tom Hart\nOfficers: Sue Low",
        "Apologies:\nMembers: Tom Hart\nOfficers: Sue Low",
        "Apologies\nMembers\nTom Hart\nOfficers\nSue Low",
        "Apologies\tMembers\tTom Hart\n\tOfficers\tSue Low",
    ],
)
def test_groups_of_those_who_apologised_are_all_away(lines):
    paper = f"{HEAD}Present:\nAnn Field (Chair)\nMo Reed\n{lines}\n\n1. Budget\n\nNone.\n\n2. Close\n\nIt closed.\n"
    found = read(paper)
    assert [who["name"] for who in found["apologies"]] == ["Tom Hart", "Sue Low"]
    assert [who["name"] for who in found["attendees"]] == ["Ann Field", "Mo Reed"]


@pytest.mark.parametrize(
    "lines",
    [
        "Apologies: Tom Hart\nMembers: Ann Field",
        "Apologies:\nTom Hart\nMembers: Ann Field",
        "Apologies:\n\nMembers: Ann Field",
        "Present: Ann Field\nApologies:\nNone\nMembers: Ann Field",
    ],
)
def test_members_behind_named_apologies_or_before_anybody_is_present_were_there(lines):
    found = read(f"{HEAD}{lines}\n\n1. Budget\n\nNone.\n\n2. Close\n\nIt closed.\n")
    assert [who["name"] for who in found["attendees"]] == ["Ann Field"]
    assert "Ann Field" not in [who["name"] for who in found["apologies"]]


# ---------------------------------------------------------------------------------------- body and columns


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of the Private Meeting held on 4 March 2024",
        "Date of meeting: 4 March 2024",
        "Minutes of the meeting held at 7 pm",
    ],
)
def test_words_that_date_a_meeting_are_no_body(line):
    assert read(f"Harbour Partnership\n\n{line}\n\n1. Apologies\n\nNone.\n\n2. Close\n\nIt closed.\n")["body"] == (
        "Harbour Partnership"
    )


def test_the_number_of_a_paragraph_is_that_of_the_heading_in_capitals_above_it():
    paper = (
        "Fire Committee\n\nABERLYN, 9 June 2016. Minute of Meeting of the FIRE COMMITTEE. Present:- Ann Reid.\n\n"
        "BUDGET\n\n1. The Committee had before it a report.\n\nSTAFF\n\n2. The Committee had before it another.\n"
    )
    found = read(paper)
    assert [(item["number"], item["title"]) for item in found["items"]] == [("1", "BUDGET"), ("2", "STAFF")]
    assert (found["body"], found["date"]) == ("FIRE COMMITTEE", "2016-06-09")


@pytest.mark.parametrize("second", ["Members agreed to it.", "Thanks were given to the clerk."])
def test_a_heading_in_capitals_may_have_several_numbered_paragraphs(second):
    paper = (
        f"{HEAD}BUDGET\n\n1. The Committee had before it a report.\n\n2. {second}\n\n"
        "LAMPS\n\n3. The Committee had before it another.\n"
    )
    assert [(item["number"], item["title"]) for item in read(paper)["items"]] == [("1", "BUDGET"), ("3", "LAMPS")]


def test_a_list_below_a_heading_in_capitals_takes_no_number_from_the_next():
    paper = (
        f"{HEAD}BUDGET\n\n1. The Committee had before it two plans:\n\n1. The first was agreed.\n\n"
        "2. The other was not agreed.\n\nLAMPS\n\n2. The Committee had before it another.\n"
    )
    assert [(item["number"], item["title"]) for item in read(paper)["items"]] == [("1", "BUDGET"), ("2", "LAMPS")]


def test_capitals_above_numbered_headings_take_no_number_from_them():
    paper = f"{HEAD}PART ONE\n\n1. Apologies\n\nNone.\n\nPART TWO\n\n2. Budget\n\nIt was shown.\n"
    assert [(item["number"], item["title"]) for item in read(paper)["items"]] == [("1", "Apologies"), ("2", "Budget")]


def test_the_last_heading_may_be_printed_in_other_letters_than_the_rest():
    paper = f"{HEAD}Apologies\n\nNone.\n\nMatters arising\n\nNone.\n\nVisits made\n\nSome.\n\nAOB\n\nNone.\n"
    assert [item["title"] for item in read(paper)["items"]] == ["Apologies", "Matters arising", "Visits made", "AOB"]


def test_a_short_name_of_the_body_is_taken_from_the_line_that_gives_it_in_full():
    paper = "ASHWELL PARISH COUNCIL\n\nMinutes of the meeting of the Parish Council held on 8 April 2019\n"
    assert read(paper)["body"] == "ASHWELL PARISH COUNCIL"


def test_two_columns_whose_numbers_run_on_are_read_one_after_the_other_below_their_heading():
    left = ["1. Welcome", "The Chair welcomed members. Apologies", "were received from Ann Teller.", ""]
    left += ["2. Searches", "Members read twelve records chosen at", "random; three had no grounds.", ""]
    right = ["3. Custody", "The Panel noted the figures for strip", "searches in the quarter.", ""]
    right += ["4. Training", "No date was named.", "", "5. Close", "The meeting closed at eight."]
    page = [(150, 800, "Search Panel, minutes of the meeting of 15 March 2023"), (50, 784, "Present: Rob Kemp (Chair)")]
    page += [(x, 750 - 14 * n, line) for x, half in ((50, left), (310, right)) for n, line in enumerate(half) if line]
    text, _kind = text_of(pdf(page))
    found = read(text)
    assert [item["number"] for item in found["items"]] == ["1", "2", "3", "4", "5"]
    assert [who["name"] for who in found["apologies"]] == ["Ann Teller"]


def test_two_columns_whose_lines_are_not_level_are_read_one_after_the_other():
    left = [f"The Panel heard of the lamps in street {n} and of" for n in range(14)]
    right = [f"Cats were seen in garden {n} and on the roofs of" for n in range(14)]
    page = [
        (50, 810, "Search Panel"),
        (50, 794, "Minutes of the meeting of Wednesday 15 March 2023 at the old library in Hale, 6pm"),
    ]
    page += [
        (x, 760 - 14 * n - off, line)
        for x, off, half in ((50, 0, left), (310, 7, right))
        for n, line in enumerate(half)
    ]
    text, _kind = text_of(pdf(page))
    assert text.index("street 13") < text.index("garden 0")
    assert "15 March 2023" in text


@pytest.mark.parametrize(
    "line",
    [
        "Meeting 4 – Saturday 11 March 2017",
        "Minute of Meeting held in the Hall on 5 May 2013",
        "Notes from Wednesday's panel",
    ],
)
def test_a_line_about_the_meeting_is_no_body(line):
    assert read(f"Youth Group\n\n{line}\n\n1. Report\n\nNone.\n\n2. Close\n\nNone.\n")["body"] == "Youth Group"


def test_a_group_named_before_a_colon_is_the_body():
    assert read("Hale Gold Group: Custody\n\nDate: 4 March 2024\n\n1. Cells\n\nNone.\n")["body"] == (
        "Hale Gold Group: Custody"
    )
