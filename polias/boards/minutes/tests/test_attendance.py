"""Who was there: one small example for each way that papers say it."""

from __future__ import annotations

import pytest

from polias.boards.minutes.reading import read

ELECTION = "None.\n\n2. Election of officers\n\n"
ITEMS = "1. Apologies\n\n{said}\n\n2. Declarations of interest\n\nThere were none.\n"


def present(said, head="Northshire Panel\n\n"):
    found = read(head + ITEMS.format(said=said))
    return [who["name"] for who in found["attendees"]], [who["name"] or who["role"] for who in found["apologies"]]


@pytest.mark.parametrize(
    ("said", "there", "away"),
    [
        (
            "Apologies were received from Councillors K. Eaves and W. Pole and from Prem Das (Independent Member).",
            [],
            ["K. Eaves", "W. Pole", "Prem Das"],
        ),
        (
            "Apologies for absence were received from Councillors K. Eaves (North Council) and W. Pole.",
            [],
            ["K. Eaves", "W. Pole"],
        ),
        ("An apology for absence was received from Councillor L. Gage.", [], ["L. Gage"]),
        ("Apologies were accepted from ACC Reed and the Chief Constable.", [], ["Reed", "Chief Constable"]),
        ("Mr Ali Khan and Mrs J Bone sent their apologies.", [], ["Ali Khan", "J Bone"]),
        ("Apologies: Cllr A Bell, Cllr C Dunn", [], ["A Bell", "C Dunn"]),
        ("Derbyniwyd ymddiheuriadau gan y Cynghorydd Rob Samson.", [], ["Rob Samson"]),
        ("No apologies were received.", [], []),
        ("Councillor Bernie Spool joined the meeting at 11.15am.", ["Bernie Spool"], []),
        (
            "The Chair welcomed Mr Al Mills Commissioner, Lee "
            "Johns Assistant Commissioner and Sergeant Bri Ashe to the Meeting.",
            ["Al Mills", "Lee Johns", "Bri Ashe"],
            [],
        ),
        ("The Chair welcomed the report and the good work.", [], []),
        ("Mr Simon Johns Solicitor took the Chair for this item.", ["Simon Johns"], []),
        ("Councillor P Lloyd attended in place of Councillor Thom.", ["P Lloyd"], []),
        ("Councillor Neil Dirk was substituted by Councillor John Hull.", ["John Hull"], []),
        ("Councillor William Pole attended the Joint Audit Committee in October.", [], []),
    ],
)
def test_sentences_say_who_came_and_who_did_not(said, there, away):
    assert present(said) == (there, away)


def test_members_who_apologised_were_not_there():
    head = (
        "Board\n\nMembers:\tAsha Rahman\tCommissioner\n\tBen Ashton\tDeputy Chief Constable\n"
        "In Attendance:\tCarys Bowen\tHead of Policy\n\n"
    )
    assert present("Apologies were received from Ben Ashton.", head) == (["Asha Rahman", "Carys Bowen"], ["Ben Ashton"])


def test_present_and_apologising_is_kept_as_a_conflict():
    found = read(
        "Board\n\nPresent:\nAsha Rahman (AR)\nBen Ashton (BA)\n\n"
        + ITEMS.format(said="Apologies were received from Ben Ashton.")
    )
    assert [(who["name"], who.get("conflict")) for who in found["attendees"]] == [
        ("Asha Rahman", None),
        ("Ben Ashton", "apologised"),
    ]


def test_names_with_initials_and_no_heading_are_a_list():
    found = read(
        "11th May 2021\n1. Welcome and introductions\nPFCC Asha Rahman (AR)\nBen Ashton (BA)\n"
        "DCC Erin Moss (EM)\nAR welcomed all.\n2. Minutes\nAgreed.\n"
    )
    assert [who["initials"] for who in found["attendees"]] == ["AR", "BA", "EM"]


def test_a_group_set_apart_without_a_heading_is_left_unclear():
    found = read(
        "Board\n\n3 May 2021\n\n\nAsha Rahman, Commissioner\n\nBen Ashton, Treasurer\n\n"
        "Erin Moss, Secretary\n\n\nDev Nair, Chief Executive\n\n\n1. Introductions\n\n"
        "They were made.\n\n2. Minutes\n\nAgreed.\n"
    )
    assert ([who["name"] for who in found["unclear"]], len(found["attendees"])) == (["Dev Nair"], 3)


def test_a_chair_or_note_taker_named_in_the_heading_was_there():
    found = read(
        "Board\n\nDate: 3 May 2021\nChair: Asha Rahman\nMinutes: Erin Moss Policy Officer\n\n"
        "1. Reports\n\nThe Board noted the report.\n\n2. Close\n\nNone.\n"
    )
    assert [who["name"] for who in found["attendees"]] == ["Asha Rahman", "Erin Moss"]
    assert found["chair"] == "Asha Rahman"


@pytest.mark.parametrize(
    ("head", "said", "chair"),
    [
        ("Chair: Asha Rahman\n\nPresent:\nAsha Rahman\tCommissioner\nBen Ashton\tDeputy\n\n", "None.", "Asha Rahman"),
        ("Present:\nAsha Rahman (Chair)\nBen Ashton\n\n", "None.", "Asha Rahman"),
        ("Present:\nAsha Rahman (Chair)\nBen Ashton\n\n", "Ben Ashton took the Chair at noon.", "Ben Ashton"),
        ("Present:\nAsha Rahman (Chair)\nBen Ashton\n\n", "Ben Ashton took the Chair for this item.", "Asha Rahman"),
        ("Present:\nAsha Rahman (Chair)\nBen Ashton\n\n", "For item 2 only Ben Ashton took the chair.", "Asha Rahman"),
        ("Present:\nAsha Rahman\nBen Ashton\n\n", "Ben Ashton took the Chair for items 1 and 2.", None),
        ("", "Ben Ashton took the Chair at noon. Asha Rahman resumed the Chair at one.", "Asha Rahman"),
        ("Chair: Asha Rahman\n\n", "Ben Ashton took the Chair. The Chair then resumed the chair.", "Asha Rahman"),
        ("Present:\nAsha Rahman\nBen Ashton\n\n", "The Chair, Councillor Rahman, opened the meeting.", "Asha Rahman"),
        ("Present:\nAsha Rahman\nBen Ashton\n\n", "The Chair, Councillor Moss, was away.", None),
        ("", ELECTION + "RESOLVED that Councillor Ben Ashton be appointed Chair of the Panel.", "Ben Ashton"),
        ("", ELECTION + "RESOLVED that Ben Ashton be elected Chair of Northshire Panel for the year.", "Ben Ashton"),
        ("", ELECTION + "RESOLVED that Ben Ashton be elected Chair for the year 2021/22.", "Ben Ashton"),
        ("", ELECTION + "It was agreed that Ben Ashton be elected Chair of the Quay Sub-Panel.", None),
        ("", ELECTION + "It was agreed that Ben Ashton be elected Chair for the Southshire Panel.", None),
        ("", ELECTION + "Ben Ashton was elected Chair of Governors.", None),
        ("", ELECTION + "RESOLVED that Councillor Ben Ashton be appointed Vice-Chair of the Panel.", None),
        ("Present:\nAsha Rahman, Vice-Chair\nBen Ashton, Chair of the Audit Committee\n\n", "None.", None),
    ],
)
def test_who_was_in_the_chair_is_told_in_many_ways(head, said, chair):
    found = read("Northshire Panel\n\n3 May 2021\n\n" + head + ITEMS.format(said=said))
    assert found["chair"] == chair
    assert ("chair" in found["at"]) == (chair is not None), "a value says where it stands"


def test_those_who_present_items_of_an_agenda_did_not_apologise():
    assert read("Board\n\n3 May 2021\n\n1. Apologies\n\nMr Grun\n\n2. Budget\n\nMr Grun\n")["apologies"] == []


def test_apologies_put_into_the_last_minutes_are_not_this_meetings():
    assert present("The minutes were agreed with the inclusion of apologies from Cllr E Ball.") == ([], [])


def test_apologies_in_a_line_without_a_colon_below_those_present_were_not_there():
    head = "Board\n\n3 May 2021\n\nPresent: Asha Rahman (Chair), Ben Ashton\n\n"
    found = read(head + "Apologies from Cal Ivory and Dee Moss\n\n1. Plan\n\nNone.\n")
    names = [[who["name"] for who in found[kind]] for kind in ("attendees", "apologies")]
    assert names == [["Asha Rahman", "Ben Ashton"], ["Cal Ivory", "Dee Moss"]]
