"""Names as papers print them, one small example for each way."""

from __future__ import annotations

import pytest

from polias.boards.minutes.people import people, person
from polias.boards.minutes.pieces import piece_of


def one(text):
    who = person(piece_of(text))
    return who and (who.name, who.role, who.organisation, who.initials)


@pytest.mark.parametrize(
    ("printed", "name", "role", "organisation", "initials"),
    [
        ("PFCC Asha Rahman (AR)", "Asha Rahman", "PFCC", None, "AR"),
        (
            "Asha Rahman (Chair), Police & Crime Commissioner",
            "Asha Rahman",
            "Police & Crime Commissioner, Chair",
            None,
            None,
        ),
        ("Mrs A Hillier Director, Northshire Council", "A Hillier", "Director", "Northshire Council", None),
        ("T/ACC Carl O'Mara, (COM)", "Carl O'Mara", "T/ACC", None, "COM"),
        ("Tracy Kean, Head of Performance, (NFRS)", "Tracy Kean", "Head of Performance", "NFRS", None),
        ("ACC Reed", "Reed", "ACC", None, None),
        ("Mr Seán Lunn MLA*", "Seán Lunn", None, None, None),
        ("Miss J Moor JP", "J Moor", None, None, None),
        ("Professor Sir Desmond Ray (Chairman)", "Sir Desmond Ray", "Chairman", None, None),
        ("y Cynghorydd Rob Samson (Cyngor Sir Gogledd)", "Rob Samson", "Cynghorydd", "Cyngor Sir Gogledd", None),
        ("Cllr Ann Field Northshire County Council", "Ann Field", "Cllr", "Northshire County Council", None),
        ("Rachel Hart-Lane, Director of Services", "Rachel Hart-Lane", "Director of Services", None, None),
        ("Mr Gearóid Ó hAodha", "Gearóid Ó hAodha", None, None, None),
    ],
)
def test_a_person_is_told_from_title_office_organisation_and_initials(printed, name, role, organisation, initials):
    assert one(printed) == (name, role, organisation, initials)


@pytest.mark.parametrize(
    "printed",
    [
        "Three Board Officials",
        "Members of the Panel",
        "Justice and Custody",
        "Welcome and introductions",
        "Reed",
        "Northshire Borough Council",
        "PERFORMANCE BOARD",
        "COMMITTEE ROOM D, COUNTY HALL",
        "7 staff",
    ],
)
def test_groups_headings_and_places_are_nobody(printed):
    assert one(printed) is None


def names(text):
    return [who.name or who.role for who in people(piece_of(text))]


def test_one_title_speaks_for_a_whole_list():
    assert names("Councillors Bob Milne and J Fury") == ["Bob Milne", "J Fury"]
    assert names("Cllrs Kirby, Quayle and Piper") == ["Kirby", "Quayle", "Piper"]


def test_a_bracket_behind_two_names_is_the_organisation_of_both():
    found = people(piece_of("Bobbie Dean and Norman Decker (Eastmoor Council), and Janet Dale (Northshire Council)"))
    assert [(who.name, who.organisation) for who in found] == [
        ("Bobbie Dean", "Eastmoor Council"),
        ("Norman Decker", "Eastmoor Council"),
        ("Janet Dale", "Northshire Council"),
    ]


def test_names_without_commas_part_at_their_titles():
    assert names("Mr Doug Grant Chair Dr Tom Fry Vice-Chair* Ms Joanne Hunt MLA* (1) Mr Tom Bell") == [
        "Doug Grant",
        "Tom Fry",
        "Joanne Hunt",
        "Tom Bell",
    ]


def test_an_and_inside_an_office_begins_no_new_person():
    assert names("Sarah Duke, Head of Law and Governance, Hal Hafez, Trainee Solicitor") == ["Sarah Duke", "Hal Hafez"]
    assert names("Mr Alun Mills Police and Crime Commissioner and Sergeant Brian Ashe") == ["Alun Mills", "Brian Ashe"]
    assert names("Richard Johns, Head of Business Partnering and Management Accounting, (RJ)") == ["Richard Johns"]


def test_an_office_without_a_name_is_an_office():
    assert names("the Chief Constable and Mr J Smyth") == ["Chief Constable", "J Smyth"]
