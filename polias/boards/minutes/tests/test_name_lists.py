"""Lists of who was there and who was not, in the layouts that papers print them: a small example of each."""

from __future__ import annotations

import pytest

from polias.boards.minutes.formats.which import text_of
from polias.boards.minutes.people import people
from polias.boards.minutes.pieces import piece_of
from polias.boards.minutes.reading import read

HEAD = "Northshire Board\nMinutes of the meeting held on 4 March 2024\n\n"
REST = "\n\n1. Reports\n\nThe calls were discussed.\n\n2. Close\n\nThere was nothing else.\n"


def listed(heading, rest=REST):
    found = read(f"{HEAD}{heading}{rest}")
    return (
        [(who["name"], who["role"], who["organisation"]) for who in found["attendees"]],
        [(who["name"], who["role"], who["organisation"]) for who in found["apologies"]],
    )


def test_behind_a_gap_of_blanks_stands_whom_somebody_speaks_for():
    heading = (
        "Present:\nCllr Ann Field        Hale Borough Council (Chair)\nCh Insp Ben Reed      Marlshire Police\n"
        "Cat Hill              Castle Homes\n"
    )
    there, _away = listed(heading)
    assert there == [
        ("Ann Field", "Cllr, Chair", "Hale Borough Council"),
        ("Ben Reed", "Ch Insp", "Marlshire Police"),
        ("Cat Hill", "Castle Homes", None),
    ]


def test_names_behind_a_gap_of_blanks_are_names():
    there, _away = listed("Present:\nMr Ann Field        Mr Ben Reed\nMr Cat Hill      Mr Dan Moss\n")
    assert {name for name, _role, _whom in there} == {"Ann Field", "Ben Reed", "Cat Hill", "Dan Moss"}


def test_present_and_apologies_side_by_side_in_a_table_are_read_column_by_column():
    page = (
        "<html><body><p>Northshire Board</p><p>4 March 2024</p><table><tr><th>Attendees</th><th>Apologies</th></tr>"
        "<tr><td>Ann Field (AF)<br>Ben Reed (BR), Ambulance Trust</td><td>Chief Constable Cat Hill<br>Dan Moss</td>"
        "</tr></table><p>1. Reports</p><p>None.</p><p>2. Close</p><p>None.</p></body></html>"
    )
    text, _kind = text_of(page.encode())
    found = read(text)
    assert [who["name"] for who in found["attendees"]] == ["Ann Field", "Ben Reed"]
    assert [who["name"] for who in found["apologies"]] == ["Cat Hill", "Dan Moss"]


def test_a_row_labelled_chair_names_who_took_it():
    there, _away = listed("Location\tRoom 1\nChair\tDCC Ann Field\nAttendees\tBen Reed; Cat Hill\n\n")
    assert ("Ann Field", "DCC, Chair", None) in there


def test_a_panel_parted_by_semicolons_is_a_list_of_those_present():
    there, _away = listed("Panel: Commissioner Ann Field; Chief Executive Ben Reed\n")
    assert [name for name, _role, _whom in there] == ["Ann Field", "Ben Reed"]


def test_whoever_represented_somebody_was_there_and_the_other_was_not():
    there, away = listed("Apologies: ACC Ann Field; Det Ch Supt Ben Reed – represented by Det Supt Cat Hill\n")
    assert [name for name, _role, _whom in there] == ["Cat Hill"]
    assert [name for name, _role, _whom in away] == ["Ann Field", "Ben Reed"]


def test_a_paragraph_that_begins_with_names_may_go_on_with_what_became_of_them():
    _there, away = listed(
        "", "1. Apologies\nCllr A Hill (work) and Cllr B Reed. RESOLVED to accept them.\n\n2. Close\n"
    )
    assert [name for name, _role, _whom in away] == ["A Hill", "B Reed"]


def test_a_sentence_in_a_cell_of_an_items_table_is_no_list_of_names():
    said = "Apologies were received from Cllr Ann Field (Hale). Cllr Ben Reed attended as substitute for Cllr Field."
    there, away = listed("", f"1\tApologies\t{said}\n2\tMinutes\tThe minutes were agreed.\n")
    assert [name for name, _role, _whom in there] == ["Ben Reed"]
    assert [name for name, _role, _whom in away] == ["Ann Field"]


@pytest.mark.parametrize(
    ("said", "those"),
    [
        (
            "The Chief Constable (Mr. A. Field), the Assistant Chief Constable (Operations) (Mr. B. Reed) and the "
            "Clerk (Mrs. C. Hill)",
            [
                ("A. Field", "Chief Constable"),
                ("B. Reed", "Assistant Chief Constable (Operations)"),
                ("C. Hill", "Clerk"),
            ],
        ),
        (
            "Mr. A. Field J.P., Mrs. B. Reed J.P. and Lt. Col. C. Hill",
            [("A. Field", None), ("B. Reed", None), ("C. Hill", "Col")],
        ),
        ("Mr D.L. Field", [("D.L. Field", None)]),
        ("Chief Constable, Ann Field (AF)", [("Ann Field", "Chief Constable")]),
        ("Ann Field, Scheme Administrator", [("Ann Field", "Scheme Administrator")]),
        ("Anna Head", [("Anna Head", None)]),
        ("Pastor Ann Field, Imam Ben Reed", [("Ann Field", None), ("Ben Reed", None)]),
    ],
)
def test_offices_and_letters_beside_names_belong_to_them(said, those):
    assert [(who.name, who.role) for who in people(piece_of(said))] == those


@pytest.mark.parametrize("label", ["Who came", "Who was there", "Sederunt", "Attending"])
def test_a_list_of_those_present_has_many_names(label):
    there, _away = listed(f"{label}: Ann Field (chairing), DI Ben Reed\n")
    assert [name for name, _role, _whom in there] == ["Ann Field", "Ben Reed"]


@pytest.mark.parametrize("label", ["Sorry they couldn't make it", "Sorry from", "Couldn't come"])
def test_a_list_of_those_away_has_many_names(label):
    _there, away = listed(f"{label}: Ann Field, Ben Reed\n")
    assert [name for name, _role, _whom in away] == ["Ann Field", "Ben Reed"]


def test_a_table_headed_name_and_role_lists_who_was_there_and_below_apologies_who_was_not():
    there, away = listed("Name\tRole\nAnn Field\tChair\n\nApologies\nName\tRole\nBen Reed\tMember\n")
    assert (there, away) == ([("Ann Field", "Chair", None)], [("Ben Reed", "Member", None)])


def test_the_chair_below_the_apologies_was_there():
    there, away = listed("Apologies: Mr Ben Reed\n\nChair: Councillor Ann Field presided.\n")
    assert (there, away) == ([("Ann Field", "Councillor, Chair", None)], [("Ben Reed", None, None)])


def test_a_label_on_a_line_of_its_own_names_whoever_stands_below_it():
    there, _away = listed("Chair\n\nAnn Field, Commissioner\n\nPresent\n\nBen Reed\n")
    assert {name for name, _role, _whom in there} == {"Ann Field", "Ben Reed"}


def test_behind_a_name_with_a_title_or_initials_only_another_such_is_a_name():
    lines = "Present:\nMrs Ann Field         Women's Institute\nDCC Ben Reed (BR)     Chief Constable Cat Hill (CH)\n"
    there, _away = listed(lines)
    assert [(name, role) for name, role, _whom in there] == [
        ("Ann Field", "Women's Institute"),
        ("Ben Reed", "DCC"),
        ("Cat Hill", "Chief Constable"),
    ]


def test_a_table_may_begin_with_a_column_of_initials():
    there, _away = listed("Initials\tName\tTitle\nAF\tAnn Field\tChair\nBR\tBen Reed\tTreasurer\n")
    assert there == [("Ann Field", "Chair", None), ("Ben Reed", "Treasurer", None)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Head of Policy Ann Field", ["Ann Field"]),
        ("Force Solicitor Ann Field (AF)", ["Ann Field"]),
        ("Chief Finance Officer and Head of Organisation and Development Ben Reed (BR)", ["Ben Reed"]),
        ("Local Senior Officer B. Reed (Fire Service)", ["B. Reed"]),
        ("Chief Constable Ann Field, Chief of Staff Ben Reed", ["Ann Field", "Ben Reed"]),
        ("the Commissioner's Chief Executive Officer Ben Reed (BR)", ["Ben Reed"]),
        ("Ann Field, Director Adult Care", ["Ann Field"]),
        ("Ann Field, Head of Economic Crime", ["Ann Field"]),
        ("Deputies Ann Field; Ben Reed; Cllrs Cat Hill; Dan Moss", ["Ann Field", "Ben Reed", "Cat Hill", "Dan Moss"]),
        ("Ann Field County Manager", ["Ann Field"]),
        ("AF Ann Field (Hale DC)", ["Ann Field"]),
        ("OPP Detachment Commander", []),
        (
            "Police and Crime Commissioner, Ann Field; Chief Constable Ben Reed; Cat Hill",
            ["Ann Field", "Ben Reed", "Cat Hill"],
        ),
    ],
)
def test_an_office_ends_where_the_name_behind_it_begins(words, names):
    assert [who.name for who in people(piece_of(words))] == names


def test_first_names_alone_are_names_where_the_list_begins_with_one():
    _there, away = listed("Came: Ann, Ben, Cal Moss (worker)\nApologies: Dan, Eve\n")
    assert [who[0] for who in away] == ["Dan", "Eve"]
    assert [who[0] for who in listed("Present: Ann, Ben, Cal Moss (worker)\n")[0]] == ["Ann", "Ben", "Cal Moss"]
    assert [who[0] for who in listed("Present: Ann Field, Treasurer, Hale\n")[0]] == ["Ann Field"]


def test_whose_people_were_in_attendance_may_stand_before_that_word():
    there, away = listed(
        "PRESENT:\nMr Ben Reed\n\nAPOLOGIES:\nMs Cat Hill\n\nPOLICE SERVICE IN ATTENDANCE:\nMr Dan Moss\n"
    )
    assert ([who[0] for who in there], [who[0] for who in away]) == (["Ben Reed", "Dan Moss"], ["Cat Hill"])


def test_regrets_are_apologies_and_an_office_before_a_colon_is_nobody():
    there, away = listed("Present\nChair: Councillor A. Hill\nClerk: Ms. B. Reed\nRegrets: Mr. C. Moss\n")
    assert ([who[0] for who in there], [who[0] for who in away]) == (["A. Hill", "B. Reed"], ["C. Moss"])


def test_a_motion_below_the_apologies_ends_them():
    _there, away = listed("Apologies: Ann Hill\nMoved: Ben Reed      Seconded: Cat Moss\nThat they be accepted.\n")
    assert [who[0] for who in away] == ["Ann Hill"]


def test_beside_minutes_in_a_row_stands_who_took_them():
    there, away = listed("Apologies\tAnn Hill\nMinutes\tBen Reed\n")
    assert ([who[0] for who in there], [who[0] for who in away]) == (["Ben Reed"], ["Ann Hill"])


def test_initials_may_stand_before_the_names_they_are_of():
    there, _away = listed("AF Ann Field (Chair)\nBR Ben Reed (Hale DC)\nCH Cat Hill (Police)\nDan Moss (Probation)\n")
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed", "Cat Hill", "Dan Moss"]


def test_somebody_introduced_to_everyone_was_there():
    rest = (
        "\n\n1. Welcome\n\nThe Chair welcomed members and introduced Ann Field from the county.\n\n2. Close\n\nNone.\n"
    )
    assert [who[0] for who in listed("", rest)[0]] == ["Ann Field"]


def test_where_each_line_names_one_person_what_follows_is_whom_they_speak_for():
    there, _away = listed(
        "Present\nAnn Field, Rape Crisis\nBen Reed, Safer Cities Co-ordinator\nCat Hill, Hale Council\n"
        "Dan Moss, Service Manager, Street Behaviour Team\nEve Poole, Treasurer\n"
    )
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed", "Cat Hill", "Dan Moss", "Eve Poole"]
    there, _away = listed(
        "Present\nAnn Field         Border Force\nCat Hill          Hale Council\nDan Moss          Port Office\n"
        "Eve Poole         Marine Unit\n"
    )
    assert [who[0] for who in there] == ["Ann Field", "Cat Hill", "Dan Moss", "Eve Poole"]
    there, _away = listed("Present: R Hunt, Treasurer; M Bell, Clerk; J Hew, Head of Audit; G Grant, Gale Thorne\n")
    assert [who[0] for who in there] == ["R Hunt", "M Bell", "J Hew", "G Grant"]


def test_several_names_on_a_line_stay_several():
    there, _away = listed(
        "Members: Ann Field (Chair), Ben Reed, Cat Hill\nStaff: Dan Moss, Clerk; Eve Poole, Treasurer\n"
    )
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed", "Cat Hill", "Dan Moss", "Eve Poole"]


@pytest.mark.parametrize(
    "heading",
    ["Apologies for absence were intimated by:", "Apologies were received from the following:", "Sent apologies:"],
)
def test_names_below_a_sentence_of_apologies_are_those_who_sent_them(heading):
    rest = f"\n\n1. Apologies\n\n{heading}\n\nCllr Ann Field\n\nBen Reed, Hale Council\n\n2. Close\n\nIt closed.\n"
    assert [who[0] for who in listed("", rest)[1]] == ["Ann Field", "Ben Reed"]


def test_who_substituted_may_stand_behind_who_is_away():
    rest = (
        "\n\n1. Apologies\n\nApologies were received from:\n\nAnn Field      - Ben Reed substituted\n\n2. AOB\n\nNil.\n"
    )
    there, away = listed("", rest)
    assert ([who[0] for who in there], [who[0] for who in away]) == (["Ben Reed"], ["Ann Field"])


def test_whom_the_text_says_chaired_was_there():
    rest = (
        "\n\n1. Calls\n\nThe meeting was chaired by the Commissioner, Ann Field, and was short.\n\n2. Close\n\nNone.\n"
    )
    assert [who[0] for who in listed("", rest)[0]] == ["Ann Field"]
    rest = "\n\n1. Calls\n\nTwelve people came, with Ben Reed in the chair.\n\n2. Close\n\nNone.\n"
    assert [who[0] for who in listed("", rest)[0]] == ["Ben Reed"]


def test_a_roll_call_lists_who_was_there():
    rest = "\n\n1. CALL TO ORDER AND ROLL CALL\nPresent: Commissioners Ann Field, Ben Reed\n\n2. CLOSE\nIt closed.\n"
    assert [who[0] for who in listed("", rest)[0]] == ["Ann Field", "Ben Reed"]


def test_what_stands_behind_a_title_and_before_what_is_told_is_not_lost():
    rest = "\n\n1. Apologies – Cllr V. Field (away). Apologies accepted.\n\n2. Close – The meeting was closed.\n"
    assert [who[0] for who in listed("", rest)[1]] == ["V. Field"]


def test_groups_that_somebody_represents_are_nobody():
    there, _away = listed(
        "Present:\n\nRepresenting Hale Enterprise (HE):\nMr A Hill\n\nRepresenting NHS Hale:\nMs B Reed\n"
    )
    assert [who[0] for who in there] == ["A Hill", "B Reed"]


def test_a_cell_with_a_name_and_an_office_is_somebody():
    there, _away = listed("Members present: DCC Ann Field (Chair) | ACC Ben Reed | Cat Hill, Performance Manager\n")
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed", "Cat Hill"]


def test_brackets_part_names_that_nothing_else_does():
    there, _away = listed("Present: Ann Field (Clerk) Ben Reed (Head of Estates) Supt Cat Hill\n")
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed", "Cat Hill"]


def test_an_office_on_a_line_of_its_own_is_nobody():
    there, _away = listed("Present:\n\nChair\nCouncillor Ann Field\n\nMembers\nCouncillor Ben Reed, Hale Council\n")
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed"]


def test_for_whom_somebody_came_and_police_staff():
    rest = "\n\n1. Apologies\n\nApologies came from Ann Field, for whom Ben Reed attended.\n\n2. Close\n\nNone.\n"
    assert "Ben Reed" in [who[0] for who in listed("", rest)[0]]
    assert [who.name for who in people(piece_of("Police Staff Ann Field, note taker"))] == ["Ann Field"]


def test_of_an_office_in_two_languages_the_english_leaves_the_name():
    there, _away = listed(
        "Present:\nAnn Field – Comisiynydd / Commissioner\nBen Reed – Prif Weithredwr / Chief Executive\n"
    )
    assert [(who[0], who[1]) for who in there] == [("Ann Field", "Commissioner"), ("Ben Reed", "Chief Executive")]


def test_a_label_inside_a_row_names_who_took_the_minutes():
    there, _away = listed("Chair\tACC Ann Field\tMinutes\tBen Reed\n")
    assert {who[0] for who in there} == {"Ann Field", "Ben Reed"}


def test_who_could_not_come_is_away():
    _there, away = listed("Who was there\nAnn Field (Clerk)\nWho could not come: Ben Reed (Agency)\n")
    assert [who[0] for who in away] == ["Ben Reed"]


def test_one_word_on_each_line_below_a_heading_is_a_name_and_heads_no_item():
    paper = (
        "Stan Estate Safety Meeting\n12 June 2019\n\nPresent:\nLorna\nMo\nBig Dave\nPC Hannah\n\nApologies:\nShirl\n\n"
        "Last meeting\nAll lights are mended.\n\nBikes\nTwo were taken off riders.\n\nNext meeting\n10 July 2019\n"
    )
    found = read(paper)
    assert [who["name"] for who in found["attendees"]] == ["Lorna", "Mo", "Big Dave", "Hannah"]
    assert [who["name"] for who in found["apologies"]] == ["Shirl"]
    assert [item["title"] for item in found["items"]] == ["Last meeting", "Bikes", "Next meeting"]


def test_who_is_here_and_who_is_sorry():
    names = [["Ann Field", "Ben Reed"], ["Cat Hill"]]
    for here, away in (
        ("Here", "Sorry"),
        ("Who joined us", "Not able to join"),
        ("On the call", "Sorry"),
        ("Staff side", "Absent"),
    ):
        assert [[who[0] for who in kind] for kind in listed(f"{here}: Ann Field, Ben Reed\n{away}: Cat Hill")] == names


def test_names_in_one_cell_and_level_with_them_what_they_stand_for_in_the_next():
    heading = "Present:\t<p>Ann Field</p><p>Ben Reed</p>\t<p>Chief Crown Prosecutor</p><p>Courts Service</p>\n"
    there, _away = listed(heading)
    assert [who[0] for who in there] == ["Ann Field", "Ben Reed"]
    assert there[0][1] == "Chief Crown Prosecutor"


def test_several_with_a_bracket_each_on_one_line_are_no_list_of_one_on_each_line():
    heading = (
        "Members present: Ann Field (Chairman), Ben Reed (Vice-Chairman), Cat Hill\n"
        "Independent members: Dee Moss, Ed Orme\n"
        "Also present: Flo Pike, Police and Crime Commissioner; Gus Rand, Chief Executive; Hal Stone, Treasurer"
    )
    names = ["Ann Field", "Ben Reed", "Cat Hill", "Dee Moss", "Ed Orme", "Flo Pike", "Gus Rand", "Hal Stone"]
    assert [who[0] for who in listed(heading)[0]] == names


def test_a_title_in_two_languages_is_no_name():
    heading = "Present: Y Cyng./Cllr Dilys Rees, Y Cyng./Cllr Mair Beynon\nApologies: Y Cyng./Cllr Keith Moss"
    assert [[who[0] for who in kind] for kind in listed(heading)] == [["Dilys Rees", "Mair Beynon"], ["Keith Moss"]]
